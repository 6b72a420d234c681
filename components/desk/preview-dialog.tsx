"use client";

import { RotateCw } from "lucide-react";
import { previewMessages as words } from "#components/messages/preview-messages";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import { Dialog } from "#components/ui/dialog";
import { Sentence } from "#components/ui/sentence";
import { UploadTypeMark } from "#components/uploads/upload-type-mark";
import { PreviewBody } from "./preview-body.tsx";
import { PreviewFooter } from "./preview-footer.tsx";
import { PreviewSkeleton } from "./preview-skeleton.tsx";
import type { OpenPreview } from "./preview-state.ts";
import type { PreviewFlow } from "./use-preview.ts";
import { WorkWaiting } from "./work-waiting.tsx";

/** What an upload would do, item by item, and the way to do it. Nothing is written before Upload. */
export function PreviewDialog({ flow, open, onClose }: { flow: PreviewFlow; open: boolean; onClose: () => void }) {
  const { state } = flow;
  const client = state?.wish.uploadType === "client";
  return (
    <Dialog
      open={open}
      onClose={onClose}
      width="lg"
      title={<PreviewTitle state={state} />}
      footer={state ? <PreviewFooter flow={flow} state={state} onClose={onClose} /> : null}
      className={cn("border-t-4", client ? "border-t-(--type-client)!" : "border-t-(--type-internal)!")}
    >
      {state ? (
        <div aria-busy={state.phase === "asking"} className="flex flex-col gap-3">
          {state.notice ? (
            <Alert tone="warn" live>
              <Sentence text={state.notice} />
            </Alert>
          ) : null}
          {state.problem ? (
            <ProblemAlert problem={state.problem}>
              {state.problem.code === "bad-destination" ? (
                <Button size="sm" onClick={onClose}>
                  {words.changeDestination}
                </Button>
              ) : (
                <Button size="sm" onClick={flow.again}>
                  <RotateCw aria-hidden="true" />
                  {words.lookAgain}
                </Button>
              )}
            </ProblemAlert>
          ) : null}
          {flow.work ? <WorkWaiting work={flow.work} /> : null}
          {state.preview ? (
            <PreviewBody preview={state.preview} state={state} />
          ) : state.phase === "asking" ? (
            <PreviewSkeleton />
          ) : null}
        </div>
      ) : null}
    </Dialog>
  );
}

function PreviewTitle({ state }: { state: OpenPreview | null }) {
  if (state === null) return words.title;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {words.title}
      <UploadTypeMark type={state.wish.uploadType} />
      <span className="font-normal text-muted">{words.versions(state.wish.components.length)}</span>
    </span>
  );
}
