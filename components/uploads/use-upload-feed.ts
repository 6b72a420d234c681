"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { refreshWhereServerAnswers } from "#components/live/refresh-page";
import { type LineState, useLive } from "#components/live/use-live";
import { mergeItems, uploadTopic } from "#lib/domain/live";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";

interface UploadNews {
  upload: Upload;
  items: readonly UploadItem[];
}

/** The upload as the server gave it, kept up to date while anything goes on, or while `expecting` what was asked for. */
export function useUploadFeed(given: UploadNews, expecting: boolean): UploadNews & { feed: LineState | "ended" } {
  const router = useRouter();
  const [base, setBase] = useState(given.upload);
  const [news, setNews] = useState(given);
  if (base !== given.upload) {
    setBase(given.upload);
    setNews(given);
  }

  const ended = uploadState(news.upload).settled && !expecting;
  const feed = useLive(ended ? null : uploadTopic(news.upload.id), {
    onEvent(event) {
      if (event.about !== "upload") return;
      const { upload, items, whole } = event;
      setNews((before) => ({ upload, items: whole ? items : mergeItems(before.items, items) }));
    },
    onPoll: () => void refreshWhereServerAnswers(() => router.refresh()),
  });
  return { ...news, feed: ended ? "ended" : feed };
}
