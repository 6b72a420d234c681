"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useLive } from "#components/live/use-live";
import type { ShownVersions } from "#lib/domain/desk";
import { versionsTopic } from "#lib/domain/live";
import type { Selection } from "#lib/domain/selection";
import { askVersions } from "./ask-versions.tsx";
import type { DeskActions } from "./desk-actions.ts";
import { type HeardVersions, hearNews, type LiveRows, liveRows, nothingHeard } from "./live-rows.ts";
import type { Shown } from "./shown-state.ts";

type ShownAnswer = NonNullable<Shown["answer"]>;

/** All tabs hear of a gap at the same moment, and need not ask at the same moment. */
const spreadMs = 1500;
const leastBetweenMs = 10_000;
const nothingLive: LiveRows = { changed: new Map(), more: 0 };

/** Keeps what is listed up to date: follows ftrack's changes, and asks again where some were missed. */
export function useLiveRows(
  wanted: Selection | null,
  answer: Shown["answer"],
  showVersions: DeskActions["showVersions"],
) {
  const topic = wanted && versionsTopic(wanted.project, wanted.uploadType);
  const [heard, setHeard] = useState<{ topic: typeof topic; news: HeardVersions }>({ topic, news: nothingHeard });
  const [fresh, setFresh] = useState<{ of: ShownAnswer; versions: ShownVersions } | null>(null);
  const [failed, setFailed] = useState<{ of: ShownAnswer; times: number } | null>(null);
  const [refreshing, setRefreshing] = useState(false);
  const askedLast = useRef(Number.NEGATIVE_INFINITY);

  const line = useLive(topic, {
    onEvent(event) {
      if (event.about !== "versions") return;
      setHeard((before) => ({ topic, news: hearNews(before.topic === topic ? before.news : nothingHeard, event) }));
    },
    // ftrack is not asked every few seconds in the name of everybody: the mark says that rows may be old.
    onPoll: () => undefined,
  });

  const { since, deafSince, states } = heard.topic === topic ? heard.news : nothingHeard;
  const again = fresh !== null && fresh.of === answer ? fresh.versions : null;
  const live = useMemo(() => (answer ? liveRows(answer, again, states) : nothingLive), [answer, again, states]);
  const askedAt = (again ?? answer?.versions)?.askedAt ?? null;
  const failures = failed !== null && failed.of === answer ? failed.times : 0;

  async function refresh(): Promise<void> {
    if (answer === null || refreshing) return;
    askedLast.current = performance.now();
    setRefreshing(true);
    const told = await askVersions(showVersions, answer.selection, () => undefined);
    setRefreshing(false);
    if (told.ok) setFresh({ of: answer, versions: told.value });
    setFailed(told.ok ? null : { of: answer, times: failures + 1 });
  }

  const missed = askedAt !== null && since !== null && since > askedAt;
  const onMissed = useEffectEvent(() => void refresh());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another gap, and another failure, are asked about again.
  useEffect(() => {
    if (!missed) return;
    const rest = leastBetweenMs * Math.min(6, failures + 1) - (performance.now() - askedLast.current);
    const timer = setTimeout(() => onMissed(), Math.max(0, rest) + Math.random() * spreadMs);
    return () => clearTimeout(timer);
  }, [missed, since, failures]);

  const deaf = deafSince !== null || line === "polling" || line === "signed-out" || (missed && failures > 0);
  return {
    ...live,
    /** ISO 8601: what is shown may be older than ftrack's by now, and is as it was then. Null while all is heard of. */
    staleAsOf: deaf && askedAt !== null ? laterOf(askedAt, askedAt < (deafSince ?? "") ? deafSince : null) : null,
    refreshing,
    refresh: () => void refresh(),
  };
}

function laterOf(one: string, other: string | null): string {
  return other !== null && other > one ? other : one;
}
