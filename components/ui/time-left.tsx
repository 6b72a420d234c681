"use client";

import { useEffect, useState } from "react";
import { useReader } from "./use-reader.ts";

const tick = 1000;

/** "within 40 s", counted down. `until` in milliseconds since the epoch; `past` is said after that moment. */
export function TimeLeft({ until, past }: { until: number; past: string }) {
  const known = useReader();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  // What the server would say depends on its own clock.
  if (!known) return "soon";
  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return past;
  return `within ${seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`}`;
}
