"use client";

import { useEffect } from "react";
import { useStable } from "./use-stable.ts";

const ownClicks = "a, button, input, label, select, textarea";

/** A click anywhere in a row (`[data-at]`) selects it, with shift the range; unless it was on a control, or marked text to copy. */
export function useRowClicks(box: HTMLElement | null, select: (at: number, withShift: boolean) => void) {
  const selectStable = useStable(select);
  useEffect(() => {
    if (box === null) return;
    function rowOf(event: MouseEvent): number | null {
      if (!(event.target instanceof Element) || event.target.closest(ownClicks)) return null;
      const row = event.target.closest<HTMLElement>("[data-at]");
      return row ? Number(row.dataset.at) : null;
    }
    function onClick(event: MouseEvent) {
      const at = rowOf(event);
      if (at === null || (window.getSelection()?.toString() ?? "") !== "") return;
      selectStable(at, event.shiftKey);
    }
    // Shift and click would mark the text between.
    function onMouseDown(event: MouseEvent) {
      if (event.shiftKey && event.target instanceof Element && event.target.closest("[data-at]"))
        event.preventDefault();
    }
    box.addEventListener("click", onClick);
    box.addEventListener("mousedown", onMouseDown);
    return () => {
      box.removeEventListener("click", onClick);
      box.removeEventListener("mousedown", onMouseDown);
    };
  }, [box, selectStable]);
}
