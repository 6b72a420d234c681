"use client";

import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { cn } from "./class-names.tsx";
import { applyPlace, placeBeside } from "./place-beside.ts";

/** What the trigger button must carry: spread it on a Button. */
interface PopoverTrigger {
  ref: RefObject<HTMLButtonElement | null>;
  popoverTarget: string;
  "aria-expanded": boolean;
  "aria-haspopup": "dialog";
}

interface PopoverProps {
  /** Names the panel for screen readers. */
  label: string;
  trigger: (props: PopoverTrigger) => ReactNode;
  /** Px. */
  width?: number;
  /** Px of height that it would like; the panel scrolls beyond what the screen has. */
  wanted?: number;
  align?: "start" | "end";
  onOpenChange?: (open: boolean) => void;
  className?: string;
  /** Drawn only while open, or given a way to close. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** The browser's own popover, in the top layer: Escape and a click elsewhere close it, focus returns to the trigger. */
export function Popover(props: PopoverProps) {
  const { label, trigger, width = 280, wanted = 320, align = "start", onOpenChange, className, children } = props;
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  function place() {
    if (!anchor.current || !panel.current) return;
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const rect = anchor.current.getBoundingClientRect();
    const there = placeBeside({ anchor: rect, viewport, width, wanted, align });
    panel.current.style.width = `${there.width}px`;
    applyPlace(panel.current, there);
  }

  useEffect(() => {
    if (!open) return;
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
    };
  });

  return (
    <>
      {trigger({ ref: anchor, popoverTarget: id, "aria-expanded": open, "aria-haspopup": "dialog" })}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={(event) => {
          if (event.target !== event.currentTarget) return;
          const opens = event.newState === "open";
          if (opens) place();
          // What held the focus is about to go, and the browser gives the focus back only while it is inside.
          else if (panel.current?.contains(document.activeElement)) anchor.current?.focus();
          setOpen(opens);
          onOpenChange?.(opens);
        }}
        className={cn(
          "fixed overflow-auto rounded-lg border border-line-strong bg-raised text-ink shadow-float",
          className,
        )}
      >
        {open ? (typeof children === "function" ? children(() => panel.current?.hidePopover()) : children) : null}
      </div>
    </>
  );
}
