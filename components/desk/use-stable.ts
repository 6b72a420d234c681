"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

/** One function for the life of the component that always does what the last render meant: rows stay memoised. */
export function useStable<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  const latest = useRef(work);
  useLayoutEffect(() => {
    latest.current = work;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
