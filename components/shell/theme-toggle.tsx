"use client";

import { SunMoon } from "lucide-react";
import { headerMessages as words } from "#components/messages/header-messages";
import { Button } from "#components/ui/button";

/** Turns dark to light and back, and has it remembered; choosing what the system has means following the system again. */
export function ThemeToggle() {
  return (
    <Button variant="quiet" size="icon" aria-label={words.theme} title={words.themeHint} onClick={flipTheme}>
      <SunMoon aria-hidden="true" />
    </Button>
  );
}

export function flipTheme() {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const next = (root.dataset.theme ?? system) === "light" ? "dark" : "light";
  if (next === system) delete root.dataset.theme;
  else root.dataset.theme = next;
  // Should this fail, the page still shows the choice and only the next visit forgets it.
  fetch(`/theme?theme=${next === system ? "system" : next}`, { method: "PUT" }).catch(() => undefined);
}
