"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False on the server and while the page takes over, then true: from here on the reader's locale and zone are known. */
export function useReader(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
