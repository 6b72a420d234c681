"use client";

import { fullTime, recordTime, serverTime, shortTime } from "./time-words.ts";
import { useReader } from "./use-reader.ts";

interface ExactTimeProps {
  /** ISO 8601. */
  at: string;
  seconds?: boolean;
  className?: string;
}

/** A date and time in the reader's locale and zone; in full on hover. */
export function ExactTime({ at, seconds = false, className }: ExactTimeProps) {
  const known = useReader();
  return (
    <time dateTime={at} title={known ? fullTime(at) : undefined} className={className}>
      {known ? (seconds ? recordTime(at) : shortTime(at)) : serverTime(at)}
    </time>
  );
}
