"use client";

import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { cn } from "./class-names.tsx";
import { applyPlace, placeBeside } from "./place-beside.ts";

interface FloatingProps {
  anchor: RefObject<HTMLElement | null>;
  /** Px that it may be high. */
  most: number;
  /** Px that it is wide at least, where the screen has them. */
  least: number;
  /** Px at the bottom of the screen that stay free. */
  free?: number;
  className?: string;
  children: ReactNode;
}

/** What stands in the top layer beside a field, as long as it is drawn. The focus stays in the field, whatever is pressed here. */
export function Floating({ anchor, most, least, free = 0, className, children }: FloatingProps) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const panel = box.current;
    if (!panel) return;
    panel.showPopover();
    const place = () => {
      if (!anchor.current) return;
      const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight - free };
      const rect = anchor.current.getBoundingClientRect();
      const width = Math.max(rect.width, least);
      const there = placeBeside({ anchor: rect, viewport, width, wanted: most, align: "start" });
      panel.style.width = `${there.width}px`;
      const bottom = there.bottom === null ? null : there.bottom + free;
      applyPlace(panel, { ...there, bottom, maxHeight: Math.min(there.maxHeight, most) });
    };
    const keepFocus = (event: Event) => event.preventDefault();
    place();
    panel.addEventListener("mousedown", keepFocus);
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      panel.removeEventListener("mousedown", keepFocus);
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
    };
  }, [anchor, most, least, free]);

  return (
    <div
      ref={box}
      popover="manual"
      className={cn(
        "fixed flex-col overflow-hidden rounded-lg border border-line-strong bg-raised text-ink shadow-float [&:popover-open]:flex",
        className,
      )}
    >
      {children}
    </div>
  );
}
