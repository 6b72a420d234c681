"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { refreshWhereServerAnswers } from "#components/live/refresh-page";
import { useLive } from "#components/live/use-live";
import type { Upload } from "#lib/domain/upload";
import { HistoryEmpty } from "./history-empty.tsx";
import { HistoryTable } from "./history-table.tsx";
import { showHistory, takeHistoryNews } from "./live-history.ts";

/** Milliseconds between two readings of the page, however much happens. */
const refreshMs = 1500;

interface LiveHistoryTableProps {
  uploads: readonly Upload[];
  /** ISO 8601, UTC: when they were read. */
  readAt: string;
  narrowed: boolean;
}

/** A page of past uploads, kept up to date: states change in place, and the server is asked where rows may have come. */
export function LiveHistoryTable({ uploads: given, readAt, narrowed }: LiveHistoryTableProps) {
  const router = useRouter();
  const [shown, setShown] = useState(() => showHistory(given));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (shown.given !== given) setShown(showHistory(given, shown));

  const refresh = useEffectEvent(() => {
    timer.current = undefined;
    void refreshWhereServerAnswers(() => router.refresh());
  });
  const { stale } = shown;
  useEffect(() => {
    if (stale > 0) timer.current ??= setTimeout(() => refresh(), refreshMs);
  }, [stale]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive("history", {
    onEvent(event) {
      if (event.about === "history") setShown((before) => takeHistoryNews(before, event, readAt));
    },
    onPoll: () => void refreshWhereServerAnswers(() => router.refresh()),
  });
  return shown.uploads.length === 0 ? <HistoryEmpty narrowed={narrowed} /> : <HistoryTable uploads={shown.uploads} />;
}
