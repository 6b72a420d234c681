"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { cn } from "./class-names.tsx";
import { applyPlace, placeBeside } from "./place-beside.ts";
import type { HoverCardState } from "./use-hover-card.tsx";

interface HoverCardProps {
  card: HoverCardState;
  /** Px. */
  width: number;
  /** Px of height that it would like. */
  wanted: number;
  className?: string;
  children: ReactNode;
}

/** The card of `useHoverCard`, beside its anchor and above everything; nothing is drawn while it is closed. */
export function HoverCard({ card, ...rest }: HoverCardProps) {
  if (!card.open) return null;
  // Inside an open dialog, for all else is inert; else outside the row, whose clicks it must not take.
  const home = card.anchor.current?.closest("dialog") ?? document.body;
  return createPortal(<OpenCard card={card} {...rest} />, home);
}

function OpenCard({ card, width, wanted, className, children }: HoverCardProps) {
  const box = useRef<HTMLDivElement>(null);
  const { anchor } = card;
  useLayoutEffect(() => {
    const panel = box.current;
    if (panel === null) return;
    function place() {
      if (panel === null || anchor.current === null) return;
      const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const there = placeBeside({
        anchor: anchor.current.getBoundingClientRect(),
        viewport,
        width,
        wanted,
        align: "start",
      });
      panel.style.width = `${there.width}px`;
      applyPlace(panel, there);
    }
    panel.showPopover();
    place();
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
    };
  }, [anchor, width, wanted]);
  return (
    <div
      ref={box}
      id={card.id}
      data-card={card.id}
      popover="manual"
      role="tooltip"
      {...card.stay}
      className={cn(
        "fixed overflow-auto rounded-lg border border-line-strong bg-raised text-ink shadow-float",
        "transition-opacity duration-100 starting:opacity-0",
        className,
      )}
    >
      {children}
    </div>
  );
}
