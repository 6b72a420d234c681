"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { LiveEvent, Topic } from "#lib/domain/live";
import type { LineState } from "./live-line.ts";
import { createLiveTab, type LiveTab } from "./live-tab.ts";

export type { LineState };

const usualPollMs = 10_000;

let tab: LiveTab | null = null;

/** One for all that this page follows. A page that is put aside must hold neither lock nor line. */
function liveTab(): LiveTab {
  if (tab !== null) return tab;
  // Browsers keep locks from pages that came without encryption, the own machine's excepted.
  const made = createLiveTab({ locks: "locks" in navigator ? navigator.locks : null });
  window.addEventListener("pagehide", made.pause);
  window.addEventListener("pageshow", made.resume);
  tab = made;
  return made;
}

interface LiveHandlers {
  onEvent(event: LiveEvent): void;
  /** The line does not work for now: bring what it would have brought in another way. */
  onPoll(): void;
  /** Milliseconds between two of them. */
  pollMs?: number;
}

/** Follows a topic, or nothing, and says how well that works. Between tabs of one browser, the line is shared. */
export function useLive(topic: Topic | null, handlers: LiveHandlers): LineState {
  const [state, setState] = useState<LineState>("connecting");
  const onEvent = useEffectEvent(handlers.onEvent);
  const onPoll = useEffectEvent(handlers.onPoll);
  useEffect(() => {
    if (topic === null) return;
    return liveTab().follow(topic, { onEvent: (event) => onEvent(event), onState: setState });
  }, [topic]);

  const polls = topic !== null && state === "polling";
  const { pollMs = usualPollMs } = handlers;
  useEffect(() => {
    if (!polls) return;
    onPoll();
    const timer = setInterval(() => onPoll(), pollMs);
    return () => clearInterval(timer);
  }, [polls, pollMs]);
  return state;
}
