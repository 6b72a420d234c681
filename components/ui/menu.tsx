"use client";

import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { applyPlace, placeBeside } from "./place-beside.ts";

interface MenuItem {
  id: string;
  label: string;
  icon?: ReactNode;
  off?: boolean;
  run: () => void;
}

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  /** Px, where it opens. */
  place: { x: number; y: number };
  onClose: () => void;
}

/** A menu at a point of the screen: arrow keys, home, end and first letters move, Escape and a click elsewhere close it. */
export function Menu({ label, items, place, onClose }: MenuProps) {
  const panel = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = panel.current;
    if (menu === null) return;
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const anchor = new DOMRect(place.x, place.y, 0, 0);
    const there = placeBeside({ anchor, viewport, width: 240, wanted: items.length * 30 + 10, align: "start" });
    menu.style.width = `${there.width}px`;
    applyPlace(menu, there);
    if (!menu.matches(":popover-open")) menu.showPopover();
    entriesOf(menu)[0]?.focus();
  }, [place, items.length]);

  function onKeyDown(event: KeyboardEvent) {
    const entries = panel.current ? entriesOf(panel.current) : [];
    const at = entries.findIndex((entry) => entry.matches(":focus"));
    const to = entryFor(event.key, entries, at);
    if (event.key === "Tab") panel.current?.hidePopover();
    if (to === undefined && event.key !== "Tab") return;
    event.preventDefault();
    to?.focus();
  }

  return (
    <div
      ref={panel}
      popover="auto"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onToggle={({ newState }) => {
        if (newState === "closed") onClose();
      }}
      className="fixed flex-col overflow-auto rounded-lg border border-line-strong bg-raised p-1 text-ink shadow-float open:flex"
    >
      {items.map(({ id, label: name, icon, off, run }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={off}
          onClick={() => {
            panel.current?.hidePopover();
            run();
          }}
          className="flex h-7 shrink-0 items-center gap-2 rounded-sm px-2 text-left hover:bg-hover focus:bg-hover disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
        >
          {icon}
          <span className="truncate">{name}</span>
        </button>
      ))}
    </div>
  );
}

function entriesOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)")];
}

function entryFor(key: string, entries: readonly HTMLElement[], at: number): HTMLElement | undefined {
  switch (key) {
    case "ArrowDown":
      return entries[(at + 1) % entries.length];
    case "ArrowUp":
      return entries.at(at <= 0 ? -1 : at - 1);
    case "Home":
      return entries[0];
    case "End":
      return entries.at(-1);
    default:
      if (key.length !== 1) return undefined;
      return [...entries.slice(at + 1), ...entries].find((entry) =>
        entry.textContent.trim().toLowerCase().startsWith(key.toLowerCase()),
      );
  }
}
