"use client";

import { useEffect, useState } from "react";
import { fullTime, relativeTime, serverTime } from "./time-words.ts";
import { useReader } from "./use-reader.ts";

const tick = 30_000;

/** How long ago, kept up to date; in full on hover. `at` is ISO 8601. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const known = useReader();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={known ? fullTime(at) : undefined} className={className}>
      {known ? relativeTime(at, now) : serverTime(at)}
    </time>
  );
}
