"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass } from "#components/ui/button";
import { Sentence } from "#components/ui/sentence";
import type { OpenPreview } from "./preview-state.ts";
import type { PreviewFlow } from "./use-preview.ts";
import { WorkProgressBar } from "./work-waiting.tsx";

/** A preview or submission that was left while it goes on: how far it is, and the way back to it. */
export function PreviewLeft({ flow }: { flow: PreviewFlow }) {
  const { state, work } = flow;
  if (!state?.hidden) return null;
  return (
    <section
      aria-label="Preview that you left"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-surface px-3 py-2"
    >
      {work ? (
        <WorkProgressBar work={work} />
      ) : (
        <p role="status" className="min-w-0 grow">
          <Sentence text={wordsOf(state)} />
        </p>
      )}
      <div className="flex gap-2">
        {state.uploadId ? (
          <Link href={`/uploads/${state.uploadId}`} prefetch={false} className={buttonClass()}>
            Look at the upload
          </Link>
        ) : (
          <Button onClick={flow.comeBack}>Open the preview</Button>
        )}
        {work || state.phase === "submitting" ? null : (
          <Button variant="quiet" size="icon" aria-label="Dismiss the preview" onClick={flow.discard}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
    </section>
  );
}

function wordsOf({ phase, problem }: OpenPreview): string {
  switch (phase) {
    case "asking":
      return "The preview is being made.";
    case "submitting":
      return "The upload is being submitted.";
    case "submitted":
      return "The upload was submitted.";
    case "ready":
      return problem ? problem.sentence : "The preview is ready.";
  }
}
