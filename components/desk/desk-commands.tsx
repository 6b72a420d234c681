"use client";

import { useRouter } from "next/navigation";
import { Suspense, useEffect, useRef, useState } from "react";
import { commandMessages } from "#components/messages/command-messages";
import { headerMessages } from "#components/messages/header-messages";
import { flipTheme } from "#components/shell/theme-toggle";
import { late } from "#components/ui/late";
import { useCommands } from "./command-registry.tsx";
import { usePreference } from "./use-preferences.tsx";
import { useShortcut } from "./use-shortcut.ts";

const Palette = late(() => import("./command-palette.tsx").then((module) => module.CommandPalette));
const Help = late(() => import("./keyboard-help.tsx").then((module) => module.KeyboardHelp));

interface DeskCommandsProps {
  /** Null: it can't be done now. */
  onShow: (() => void) | null;
  onPreview: (() => void) | null;
  onClearFacets: (() => void) | null;
  onDestination: () => void;
}

const nothing = () => undefined;

/** The palette and the help for the keyboard, by their keys; fetched when first asked for. */
export function DeskCommands({ onShow, onPreview, onClearFacets, onDestination }: DeskCommandsProps) {
  const router = useRouter();
  const [{ density }, setLook] = usePreference("look");
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const before = useRef<Element | null>(null);
  const next = useRef<(() => void) | null>(null);
  const words = commandMessages;

  function show(which: "palette" | "help") {
    if (open === null) before.current = document.activeElement;
    setOpen(which);
  }
  function close(run?: () => void) {
    next.current = run ?? null;
    setOpen(null);
  }
  // Only once the dialog is gone can anything outside of it have the focus.
  useEffect(() => {
    if (open !== null) return;
    if (before.current instanceof HTMLElement) before.current.focus();
    before.current = null;
    next.current?.();
    next.current = null;
  }, [open]);
  useShortcut("mod+k", () => show("palette"));
  useShortcut("?", () => show("help"));

  useCommands("desk", () => [
    { id: "show", group: "desk", label: words.show, off: onShow === null && words.chooseFirst, run: onShow ?? nothing },
    {
      id: "preview",
      group: "desk",
      label: words.preview,
      off: onPreview === null && words.selectFirst,
      run: onPreview ?? nothing,
    },
    {
      id: "clear",
      group: "desk",
      label: words.clearFacets,
      off: onClearFacets === null && words.nothingChosen,
      run: onClearFacets ?? nothing,
    },
    { id: "destination", group: "desk", label: words.destination, run: onDestination },
  ]);
  useCommands("look", () => [
    {
      id: "density",
      group: "table",
      label: density === "dense" ? words.comfortable : words.dense,
      run: () => setLook((look) => ({ ...look, density: look.density === "dense" ? "comfortable" : "dense" })),
    },
    { id: "theme", group: "go", label: headerMessages.theme, run: flipTheme },
    { id: "help", group: "go", label: words.help, keys: "?", run: () => show("help") },
    { id: "uploads", group: "go", label: words.uploads, run: () => router.push("/uploads") },
    { id: "status", group: "go", label: words.status, run: () => router.push("/status") },
  ]);

  return (
    <>
      {open === "palette" ? (
        <Suspense>
          <Palette onClose={close} />
        </Suspense>
      ) : null}
      {open === "help" ? (
        <Suspense>
          <Help onClose={() => close()} />
        </Suspense>
      ) : null}
    </>
  );
}
