"use client";

import { useEffect, useState } from "react";
import { uiMessages as words } from "#components/messages/ui-messages";
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
  if (!known) return words.soon;
  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return past;
  return words.within(seconds);
}
