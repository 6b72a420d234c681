"use client";

import { useReader } from "./use-reader.ts";

/** How a number is written: as the reader's locale has it, once that is known. The server, which does not know it, and the first render write the same. */
export function useCounts(): (count: number) => string {
  const locale = useReader() ? undefined : "en";
  return (count) => count.toLocaleString(locale);
}
