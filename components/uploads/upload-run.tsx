"use client";

import { Progress } from "#components/ui/progress";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";
import { countWords } from "./count-words.ts";
import { ItemList } from "./item-list.tsx";
import { LiveMark } from "./live-mark.tsx";
import { StepList } from "./step-list.tsx";
import { UploadFacts } from "./upload-facts.tsx";
import { UploadStateBadge } from "./upload-state-badge.tsx";
import { useUploadFeed } from "./use-upload-feed.ts";

const barTone = { idle: "busy", busy: "busy", waiting: "busy", good: "good", warn: "warn", bad: "bad" } as const;

/** How the upload goes, as it happens, and what came of each version. */
export function UploadRun(given: { upload: Upload; items: readonly UploadItem[] }) {
  const { upload, items, feed } = useUploadFeed(given);
  const { label, tone } = uploadState(upload);
  return (
    <>
      <UploadFacts upload={upload} />
      <section aria-label="Progress" className="rounded-md border border-line bg-surface">
        <div className="flex flex-col gap-2 border-b border-line px-3 py-2.5">
          <div className="flex min-h-5 flex-wrap items-center gap-x-3 gap-y-1">
            <UploadStateBadge upload={upload} />
            <LiveMark feed={feed} />
            <span className="ml-auto text-muted">
              <strong className="font-semibold text-ink">{upload.linksDone.toLocaleString("en")}</strong> of{" "}
              {upload.linksPlanned.toLocaleString("en")} links
              <span className="max-sm:hidden"> · {countWords(upload.counts)}</span>
            </span>
          </div>
          <Progress value={upload.linksDone} max={upload.linksPlanned} label="Links made" tone={barTone[tone]} />
          <p role="status" className="sr-only">
            {label}
          </p>
        </div>
        <h2 className="sr-only">Steps</h2>
        <StepList steps={upload.steps} />
      </section>
      <ItemList items={items} destination={upload.destination} />
    </>
  );
}
