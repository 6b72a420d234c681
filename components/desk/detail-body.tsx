"use client";

import { RotateCw } from "lucide-react";
import { detailMessages } from "#components/messages/detail-messages";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Button } from "#components/ui/button";
import type { VersionRow } from "#lib/domain/desk";
import { DetailFacts } from "./detail-facts.tsx";
import { DetailFrames } from "./detail-frames.tsx";
import { DetailNotes } from "./detail-notes.tsx";
import { DetailPart, DetailWaiting } from "./detail-part.tsx";
import { DetailPaths } from "./detail-paths.tsx";
import { DetailPicture } from "./detail-picture.tsx";
import { DetailUploads } from "./detail-uploads.tsx";
import { useVersionDetail } from "./use-version-detail.ts";

/** What is known of a version at once, and below it what has to be read. */
export function DetailBody({ row, project }: { row: VersionRow; project: string }) {
  const { state, again } = useVersionDetail(row.componentId, project);
  const words = detailMessages;
  return (
    <div className="flex flex-col gap-4 p-3" aria-busy={state.phase === "asking"}>
      <DetailPicture id={row.thumbnailId} />
      {/* What was read last is truer than the row, which may be minutes old. */}
      <DetailFacts row={state.phase === "there" ? state.detail.row : row} />
      {state.phase === "failed" ? (
        <ProblemAlert problem={state.problem}>
          <Button size="sm" onClick={again}>
            <RotateCw aria-hidden="true" />
            {words.again}
          </Button>
        </ProblemAlert>
      ) : null}
      {state.phase === "asking" ? <DetailWaiting /> : null}
      {state.phase === "there" ? (
        <>
          <DetailPart title={words.frames} answer={state.detail.frames} onAgain={again}>
            {(frames) => <DetailFrames frames={frames} />}
          </DetailPart>
          <DetailPaths paths={state.detail.paths} />
          <DetailPart title={words.notes} answer={state.detail.notes} onAgain={again}>
            {(notes) => <DetailNotes notes={notes} />}
          </DetailPart>
          <DetailPart title={words.uploads} answer={state.detail.uploads} onAgain={again}>
            {(uploads) => <DetailUploads uploads={uploads} />}
          </DetailPart>
        </>
      ) : null}
    </div>
  );
}
