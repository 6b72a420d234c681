"use client";

import { type PointerEvent, useEffect, useId, useRef, useState } from "react";

const openAfterMs = 250;
/** Long enough to reach the card across the gap. */
const closeAfterMs = 200;
const longPressMs = 450;

/**
 * When a card shows beside its anchor: while the pointer rests on either, while the anchor has the keyboard's focus, and
 * after a long press. Escape closes it, wherever the focus is (WCAG 1.4.13).
 */
export function useHoverCard() {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pressed = useRef(false);

  function after(milliseconds: number, next: boolean): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), milliseconds);
  }
  function close(): void {
    clearTimeout(timer.current);
    setOpen(false);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    if (!open) return;
    function onKeyDown(event: globalThis.KeyboardEvent) {
      if (event.key !== "Escape") return;
      // The card is all that this Escape closes: neither the dialog around it nor the table's selection.
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(timer.current);
      setOpen(false);
    }
    function onPointerDown({ target }: globalThis.PointerEvent) {
      const inside = target instanceof Element && target.closest(`[data-card="${CSS.escape(id)}"]`);
      if (!inside && target instanceof Node && !anchor.current?.contains(target)) setOpen(false);
    }
    document.addEventListener("keydown", onKeyDown, { capture: true });
    document.addEventListener("pointerdown", onPointerDown, { capture: true });
    return () => {
      document.removeEventListener("keydown", onKeyDown, { capture: true });
      document.removeEventListener("pointerdown", onPointerDown, { capture: true });
    };
  }, [open, id]);

  const isMouse = (event: PointerEvent) => event.pointerType !== "touch";
  const stay = {
    onPointerEnter: (event: PointerEvent) => isMouse(event) && after(openAfterMs, true),
    onPointerLeave: (event: PointerEvent) => isMouse(event) && after(closeAfterMs, false),
  };
  return {
    id,
    anchor,
    open,
    close,
    show: () => {
      clearTimeout(timer.current);
      setOpen(true);
    },
    /** For the anchor. */
    trigger: {
      ...stay,
      "aria-describedby": open ? id : undefined,
      onFocus: () => anchor.current?.matches(":focus-visible") && after(0, true),
      onBlur: close,
      onPointerDown(event: PointerEvent) {
        pressed.current = false;
        if (isMouse(event)) return;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          pressed.current = true;
          setOpen(true);
        }, longPressMs);
      },
      onPointerUp: (event: PointerEvent) => !isMouse(event) && clearTimeout(timer.current),
      onPointerCancel: () => clearTimeout(timer.current),
      /** A long press is no click, and asks for no menu. */
      onClickCapture(event: { preventDefault(): void; stopPropagation(): void }) {
        if (!pressed.current) return;
        pressed.current = false;
        event.preventDefault();
        event.stopPropagation();
      },
      onContextMenu: (event: { preventDefault(): void }) => pressed.current && event.preventDefault(),
    },
    /** For the card: it stays while the pointer is on it. */
    stay: { onPointerEnter: () => clearTimeout(timer.current), onPointerLeave: stay.onPointerLeave },
  };
}
export type HoverCardState = ReturnType<typeof useHoverCard>;
