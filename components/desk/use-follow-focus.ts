"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * Moves the browser's focus to the checkbox of the active row once it is drawn. Gives a function to call when a key moved:
 * only then the focus follows, not when the mouse did.
 */
export function useFollowFocus(box: () => HTMLElement | null, active: number): () => void {
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    box()?.querySelector<HTMLInputElement>(`[data-at="${active}"] input`)?.focus({ preventScroll: true });
  });
  return useCallback(() => {
    moved.current = true;
  }, []);
}
