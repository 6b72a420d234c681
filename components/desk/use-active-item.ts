"use client";

import { useState } from "react";
import { useStable } from "./use-stable.ts";

/** The place of the focus. It goes along with its row when the order changes, and stays where it was when the row goes. */
export function useActiveItem(items: readonly { key: string }[]) {
  const [kept, setKept] = useState<{ key: string | undefined; at: number }>({ key: undefined, at: 0 });
  const setActive = useStable((at: number) => setKept({ key: items[at]?.key, at }));
  return { active: placeOf(items, kept), setActive };
}

function placeOf(items: readonly { key: string }[], { key, at }: { key: string | undefined; at: number }): number {
  if (key !== undefined && items[at]?.key !== key) {
    const now = items.findIndex((item) => item.key === key);
    if (now !== -1) return now;
  }
  return Math.min(at, items.length - 1);
}
