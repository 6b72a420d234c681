"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { type Estimate, estimate, type LinkPace, lookAt, percentOf } from "#lib/domain/link-pace";
import type { Upload } from "#lib/domain/upload";

const everyMs = 1000;

/** How far an upload's links are, and how fast they are made, looked at every second while they are. */
export interface LinksSeen {
  percent: number;
  pace: Estimate | null;
}

/** `readAt`: ISO 8601, the server's clock as it gave the upload: where it is known, a pace is known at once. Null: no links are being made. */
export function useLinkPace(upload: Upload, readAt: string | null): LinksSeen | null {
  const { steps, linksDone, linksPlanned } = upload;
  const linking = steps.links.state === "running";
  const [pace, setPace] = useState<LinkPace | null>(null);

  const look = useEffectEvent((first: boolean) => {
    const now = performance.now();
    if (!first) return setPace((before) => lookAt(before, { at: now, done: linksDone, began: null }));
    // The server's clock says how long it took so far; from here on this computer's own tells the time.
    const began = steps.links.attempts === 1 && steps.links.at !== null ? Date.parse(steps.links.at) : null;
    const at = readAt === null ? 0 : Date.parse(readAt);
    setPace({ ...lookAt(null, { at, done: linksDone, began: readAt === null ? null : began }), at: now });
  });
  useEffect(() => {
    if (!linking) return;
    look(true);
    const timer = setInterval(() => look(false), everyMs);
    return () => clearInterval(timer);
  }, [linking]);

  if (!linking) return null;
  return { percent: percentOf(linksDone, linksPlanned), pace: pace && estimate(pace, linksPlanned) };
}
