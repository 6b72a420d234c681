"use client";

import { fullTime, serverTime, shortTime } from "./time-words.ts";
import { useReader } from "./use-reader.ts";

/** A date and time in the reader's locale and zone; in full on hover. `at` is ISO 8601. */
export function ExactTime({ at, className }: { at: string; className?: string }) {
  const known = useReader();
  return (
    <time dateTime={at} title={known ? fullTime(at) : undefined} className={className}>
      {known ? shortTime(at) : serverTime(at)}
    </time>
  );
}
