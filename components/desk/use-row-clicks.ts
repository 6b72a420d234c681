"use client";

import { useEffect } from "react";
import { useStable } from "./use-stable.ts";

const ownClicks = "a, button, input, label, select, textarea";

interface RowClicks {
  /** A click anywhere in a row, unless it was on a control or marked text to copy. */
  onClick: (at: number, withShift: boolean) => void;
  onOpen: (at: number) => void;
  /** A right click, or the menu key; `column` is the one that was clicked. */
  onMenu: (at: number, column: string | null, place: { x: number; y: number }) => void;
}

/** Clicks in rows (`[data-at]`), heard at the box: a row needs no handlers of its own. */
export function useRowClicks(box: HTMLElement | null, clicks: RowClicks) {
  const click = useStable(clicks.onClick);
  const open = useStable(clicks.onOpen);
  const menu = useStable(clicks.onMenu);
  useEffect(() => {
    if (box === null) return;
    const over = new AbortController();
    const { signal } = over;
    box.addEventListener(
      "click",
      (event) => {
        const at = rowOf(event);
        if (at === null || (window.getSelection()?.toString() ?? "") !== "") return;
        click(at, event.shiftKey);
      },
      { signal },
    );
    box.addEventListener(
      "dblclick",
      (event) => {
        const at = rowOf(event);
        if (at === null) return;
        window.getSelection()?.removeAllRanges();
        open(at);
      },
      { signal },
    );
    box.addEventListener(
      "contextmenu",
      (event) => {
        const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-at]") : null;
        if (row === null || (event.target instanceof Element && event.target.closest("a"))) return;
        event.preventDefault();
        const column = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-column]") : null;
        menu(Number(row.dataset.at), column?.dataset.column ?? null, placeOf(event, row));
      },
      { signal },
    );
    // Shift and click would mark the text between, a second click the word.
    box.addEventListener(
      "mousedown",
      (event) => {
        if ((event.shiftKey || event.detail > 1) && rowOf(event) !== null) event.preventDefault();
      },
      { signal },
    );
    return () => over.abort();
  }, [box, click, open, menu]);
}

function rowOf(event: MouseEvent): number | null {
  if (!(event.target instanceof Element) || event.target.closest(ownClicks)) return null;
  const row = event.target.closest<HTMLElement>("[data-at]");
  return row ? Number(row.dataset.at) : null;
}

/** The menu key tells no place, or that of the checkbox. */
function placeOf(event: MouseEvent, row: HTMLElement): { x: number; y: number } {
  if (event.clientX > 0 || event.clientY > 0) return { x: event.clientX, y: event.clientY };
  const { left, bottom } = row.getBoundingClientRect();
  return { x: Math.max(0, left), y: bottom };
}
