"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { workMessages as words } from "#components/messages/work-messages";
import { Button, buttonClass } from "#components/ui/button";
import { Sentence } from "#components/ui/sentence";
import type { PreviewFlow } from "./use-preview.ts";
import { WorkProgressBar } from "./work-waiting.tsx";

/** A preview or submission that was left while it goes on: how far it is, and the way back to it. */
export function PreviewLeft({ flow }: { flow: PreviewFlow }) {
  const { state, work } = flow;
  if (!state?.hidden) return null;
  return (
    <section
      aria-label={words.left.label}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-surface px-3 py-2"
    >
      {work ? (
        <WorkProgressBar work={work} />
      ) : (
        <p role="status" className="min-w-0 grow">
          <Sentence
            text={state.problem && state.phase === "ready" ? state.problem.sentence : words.phases[state.phase]}
          />
        </p>
      )}
      <div className="flex gap-2">
        {state.uploadId ? (
          <Link href={`/uploads/${state.uploadId}`} prefetch={false} className={buttonClass()}>
            {words.left.seeUpload}
          </Link>
        ) : (
          <Button onClick={flow.comeBack}>{words.left.open}</Button>
        )}
        {work || state.phase === "submitting" ? null : (
          <Button variant="quiet" size="icon" aria-label={words.left.dismiss} onClick={flow.discard}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
    </section>
  );
}
