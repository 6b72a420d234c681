"use client";

import { useEffect, useRef, useState } from "react";
import { uploadMessages as words } from "#components/messages/upload-messages";
import { callTrays } from "#components/shell/upload-call";
import { useCounts } from "#components/ui/use-counts";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";
import { CheckResult } from "./check-result.tsx";
import { countWords } from "./count-words.ts";
import { checkWords, shownCheck } from "./finding-groups.ts";
import { ItemList } from "./item-list.tsx";
import { LiveMark } from "./live-mark.tsx";
import { PaceWords } from "./pace-words.tsx";
import { StepList } from "./step-list.tsx";
import type { UploadActions } from "./upload-actions.ts";
import { UploadBar } from "./upload-bar.tsx";
import { UploadControls } from "./upload-controls.tsx";
import { UploadFacts } from "./upload-facts.tsx";
import { UploadStanding } from "./upload-standing.tsx";
import { UploadStateBadge } from "./upload-state-badge.tsx";
import { useLinkPace } from "./use-link-pace.ts";
import { useTabTitle } from "./use-tab-title.ts";
import { useUploadFeed } from "./use-upload-feed.ts";

interface UploadRunProps {
  upload: Upload;
  items: readonly UploadItem[];
  /** Whether who looks at it may cancel, retry and withdraw it. */
  may: boolean;
  actions: UploadActions;
  /** Whose upload it is looks at it. */
  mine: boolean;
  /** ISO 8601: when the server read it. */
  readAt: string;
}

/** How the upload goes, as it happens, what can be done about it, and what came of each version. */
export function UploadRun({ may, mine, actions, readAt, ...given }: UploadRunProps) {
  const [asked, setAsked] = useState<{ after: string | null } | null>(null);
  const { upload, items, feed } = useUploadFeed(given, asked !== null);
  const progress = useRef<HTMLElement>(null);
  const { label, settled } = uploadState(upload);
  const links = useLinkPace(upload, readAt);
  const counted = useCounts();
  useTabTitle(links?.percent ?? null);
  useEffect(() => {
    if (mine && !settled) callTrays(upload.id);
  }, [mine, settled, upload.id]);
  const { check } = upload;
  const checking = asked !== null && asked.after === (check?.at ?? null);
  const seen = shownCheck(upload);
  return (
    <>
      <UploadFacts upload={upload} />
      <section
        ref={progress}
        tabIndex={-1}
        aria-label={words.progress.label}
        className="rounded-md border border-line bg-surface"
      >
        <div className="flex flex-col gap-2 border-b border-line px-3 py-2.5">
          <div className="flex min-h-5 flex-wrap items-center gap-x-3 gap-y-1">
            <UploadStateBadge upload={upload} />
            <LiveMark feed={feed} />
            <span className="text-muted">
              <PaceWords seen={links} />
            </span>
            <span className="ml-auto text-muted">
              <strong className="font-semibold text-ink">{counted(upload.linksDone)}</strong>{" "}
              {words.progress.ofLinks(counted(upload.linksPlanned))}
              <span className="max-sm:hidden"> · {countWords(upload.counts)}</span>
            </span>
          </div>
          <UploadBar upload={upload} label={words.progress.made} />
          <p role="status" className="sr-only">
            {label}
            {asked && !checking && seen ? `. ${checkWords(seen)}` : ""}
          </p>
        </div>
        <UploadStanding upload={upload} />
        <h2 className="sr-only">{words.steps.title}</h2>
        <StepList upload={upload} />
        <UploadControls
          upload={upload}
          items={items}
          may={may}
          actions={actions}
          checking={checking}
          onDone={() => progress.current?.focus()}
          onCheckAsked={() => setAsked({ after: check?.at ?? null })}
        />
      </section>
      {seen ? <CheckResult check={seen} destination={upload.destination} checking={checking} /> : null}
      <ItemList
        items={items}
        underway={upload.underway}
        destination={upload.destination}
        acknowledged={upload.consents.warnings}
      />
    </>
  );
}
