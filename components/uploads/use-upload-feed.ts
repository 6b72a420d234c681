"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { uploadState } from "#lib/domain/upload-state";
import { type FeedState, followUpload } from "./follow-upload.ts";
import { mergeItems, type UploadNews } from "./upload-feed.ts";

/** The upload as the server gave it, kept up to date while anything goes on, or while `expecting` what was asked for. */
export function useUploadFeed(given: UploadNews, expecting: boolean): UploadNews & { feed: FeedState | "ended" } {
  const router = useRouter();
  const [base, setBase] = useState(given.upload);
  const [news, setNews] = useState(given);
  const [feed, setFeed] = useState<FeedState>("connecting");
  if (base !== given.upload) {
    setBase(given.upload);
    setNews(given);
  }

  const { id } = news.upload;
  const ended = uploadState(news.upload).settled && !expecting;
  useEffect(() => {
    if (ended) return;
    return followUpload(id, {
      onNews: ({ upload, items }) => setNews((before) => ({ upload, items: mergeItems(before.items, items) })),
      onState: setFeed,
      onPoll: () => void refreshWhereServerAnswers(() => router.refresh()),
    });
  }, [id, ended, router]);

  return { ...news, feed: ended ? "ended" : feed };
}

/** A refresh of a server that is down would replace the page by the browser's own error; so it is asked first. */
async function refreshWhereServerAnswers(refresh: () => void): Promise<void> {
  try {
    const answer = await fetch("/api/health", { cache: "no-store" });
    if (answer.ok) refresh();
  } catch {
    // Still down: the next poll asks again.
  }
}
