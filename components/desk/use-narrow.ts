"use client";

import { useSyncExternalStore } from "react";

const query = "(max-width: 39.99rem)";

function subscribe(changed: () => void) {
  const list = window.matchMedia(query);
  list.addEventListener("change", changed);
  return () => list.removeEventListener("change", changed);
}

/** Whether the window is as narrow as a phone, where a row is a card. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}
