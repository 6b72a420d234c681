"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
} from "react";
import { applyPlace, placeBeside } from "./place-beside.ts";

const delay = 350;

/** What the thing explained must carry: spread it on a button or link. */
interface TooltipTrigger {
  "aria-describedby": string;
  onPointerEnter: (event: PointerEvent<HTMLElement>) => void;
  onPointerLeave: () => void;
  onPointerDown: () => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

interface TooltipProps {
  /** A few words that add to what stands there; never the only place for what must be known. */
  text: ReactNode;
  children: (props: TooltipTrigger) => ReactNode;
}

/** Shows on hover after a moment, and at once on keyboard focus; Escape hides it. */
export function Tooltip({ text, children }: TooltipProps) {
  const id = useId();
  const tip = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function show(target: HTMLElement) {
    const panel = tip.current;
    if (!panel || !target.isConnected || panel.matches(":popover-open")) return;
    panel.showPopover();
    const { width, height } = panel.getBoundingClientRect();
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const anchor = target.getBoundingClientRect();
    applyPlace(panel, placeBeside({ anchor, viewport, width, wanted: height, align: "center" }));
  }

  function hide() {
    clearTimeout(timer.current);
    tip.current?.hidePopover();
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <>
      {children({
        "aria-describedby": id,
        onPointerEnter: ({ pointerType, currentTarget }) => {
          if (pointerType !== "touch") timer.current = setTimeout(() => show(currentTarget), delay);
        },
        onPointerLeave: hide,
        onPointerDown: hide,
        onFocus: ({ currentTarget }) => {
          if (currentTarget.matches(":focus-visible")) show(currentTarget);
        },
        onBlur: hide,
        onKeyDown: ({ key }) => {
          if (key === "Escape") hide();
        },
      })}
      <div
        ref={tip}
        id={id}
        popover="manual"
        role="tooltip"
        className="pointer-events-none fixed w-max max-w-80 rounded-md border border-line-strong bg-raised px-2 py-1 text-xs wrap-anywhere text-ink shadow-float"
      >
        {text}
      </div>
    </>
  );
}
