"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { refreshWhereServerAnswers } from "#components/live/refresh-page";
import { type LineState, useLive } from "#components/live/use-live";
import { type KnownUpload, takeUploadNews, uploadTopic } from "#lib/domain/live";
import { uploadState } from "#lib/domain/upload-state";

/** Milliseconds between two readings where no stream comes through, once nothing goes on. */
const settledPollMs = 60_000;

/**
 * The upload as the server gave it, kept up to date for as long as it is looked at: what is over may still be withdrawn,
 * by somebody else too. The feed has `ended` for who looks at it where nothing goes on and nothing is `expected`.
 */
export function useUploadFeed(given: KnownUpload, expecting: boolean): KnownUpload & { feed: LineState | "ended" } {
  const router = useRouter();
  const [base, setBase] = useState(given.upload);
  const [known, setKnown] = useState(given);
  if (base !== given.upload) {
    setBase(given.upload);
    setKnown(takeUploadNews(known, { ...given, whole: true }));
  }

  const ended = uploadState(known.upload).settled && !expecting;
  const feed = useLive(uploadTopic(given.upload.id), {
    onEvent(event) {
      if (event.about === "upload") setKnown((before) => takeUploadNews(before, event));
    },
    onPoll: () => void refreshWhereServerAnswers(() => router.refresh()),
    ...(ended && { pollMs: settledPollMs }),
  });
  return { ...known, feed: ended ? "ended" : feed };
}
