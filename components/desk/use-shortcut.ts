"use client";

import { useEffect } from "react";
import { useStable } from "./use-stable.ts";

const fields = "input, textarea, select, [contenteditable='true']";
const noFields = "input[type=checkbox], input[type=radio], input[type=button]";

/** Whether keys that are pressed there make text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(fields) !== null && target.closest(noFields) === null;
}

/** A key that works anywhere on the page, but not while somebody types or a dialog is open. "mod+k" is ctrl or cmd. */
export function useShortcut(keys: "/" | "?" | "mod+k", run: () => void) {
  const work = useStable(run);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.repeat || !fits(event, keys)) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      work();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [keys, work]);
}

function fits(event: KeyboardEvent, keys: string): boolean {
  const command = event.ctrlKey || event.metaKey;
  if (keys === "mod+k") return command && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
  return !command && !event.altKey && event.key === keys;
}
