"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useLive } from "#components/live/use-live";
import { lookUp } from "#components/shell/look-up";
import { type SentNews, type SentView, withSentNews } from "#lib/domain/already-sent";
import type { VersionRow } from "#lib/domain/desk";
import { hearFrom, mayChangeRows } from "./sent-news.ts";
import type { Shown } from "./shown-state.ts";
import { useStable } from "./use-stable.ts";

/** Milliseconds between two look-ups, however much happens. */
const pauseMs = 1500;

type ShownAnswer = NonNullable<Shown["answer"]>;

interface Following {
  answer: ShownAnswer;
  heard: ReturnType<typeof hearFrom>;
  since: string;
  stop: AbortController;
  timer: ReturnType<typeof setTimeout> | undefined;
  asking: boolean;
  again: boolean;
}

const noRows: readonly VersionRow[] = [];
const noNews: ReadonlyMap<string, SentView | null> = new Map();

/** The rows of an answer, of which each goes on to say what uploads do with it while people look at it. */
export function useSentLive(answer: Shown["answer"]): readonly VersionRow[] {
  const [news, setNews] = useState<{ of: ShownAnswer; views: ReadonlyMap<string, SentView | null> } | null>(null);
  const following = useRef<Following | null>(null);

  useEffect(() => {
    if (answer === null) return;
    const since = answer.versions.askedAt;
    const stop = new AbortController();
    const heard = hearFrom(answer.selection.project, since);
    following.current = { answer, heard, since, stop, timer: undefined, asking: false, again: false };
    return () => {
      clearTimeout(following.current?.timer);
      following.current = null;
      stop.abort();
    };
  }, [answer]);

  const ask = useStable(async () => {
    const now = following.current;
    if (now === null) return;
    if (now.asking) {
      now.again = true;
      return;
    }
    now.asking = true;
    now.again = false;
    const { project, uploadType: type } = now.answer.selection;
    try {
      const told = await lookUp<SentNews>("/api/sent", { project, type, since: now.since }, now.stop.signal);
      // Where it failed, the next news or poll asks for the same again.
      if (told.ok) {
        now.since = told.value.readAt;
        setNews((before) => ({
          of: now.answer,
          views: new Map([...(before?.of === now.answer ? before.views : noNews), ...told.value.views]),
        }));
      }
    } catch {
      // Other rows stand there by now.
      return;
    }
    now.timer = setTimeout(() => {
      now.asking = false;
      if (now.again) void ask();
    }, pauseMs);
  });

  useLive(answer === null ? null : "history", {
    onEvent(event) {
      const now = following.current;
      if (now !== null && event.about === "history" && mayChangeRows(now.heard, event)) void ask();
    },
    onPoll: () => void ask(),
  });

  const views = answer !== null && news?.of === answer ? news.views : noNews;
  return useMemo(() => (answer === null ? noRows : withSentNews(answer.versions.rows, views)), [answer, views]);
}
