"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { progressMessages } from "#components/messages/progress-messages";
import { ask } from "#components/shell/ask";
import { Button, buttonClass } from "#components/ui/button";
import { Sentence } from "#components/ui/sentence";
import type { Upload } from "#lib/domain/upload";
import { uploadChoices } from "#lib/domain/upload-choices";
import { uploadState } from "#lib/domain/upload-state";
import { uploadTypeLabel } from "#lib/domain/upload-type";
import { CancelDialog } from "./cancel-dialog.tsx";
import { PaceWords } from "./pace-words.tsx";
import type { TrayProps } from "./tray.tsx";
import { UploadBar } from "./upload-bar.tsx";
import { UploadStateBadge } from "./upload-state-badge.tsx";
import { useLinkPace } from "./use-link-pace.ts";

interface TrayEntryProps extends Pick<TrayProps, "cancelUpload"> {
  upload: Upload;
  onOpen: () => void;
  onDismiss: () => void;
}

const words = progressMessages.tray;

/** One upload in the tray. */
export function TrayEntry({ upload, cancelUpload, onOpen, onDismiss }: TrayEntryProps) {
  const links = useLinkPace(upload, null);
  const [asking, setAsking] = useState<"no" | "asked" | "busy">("no");
  const [problem, setProblem] = useState<string | null>(null);
  const name = progressMessages.upload({ type: uploadTypeLabel[upload.uploadType], project: upload.project.name });

  async function onCancel(): Promise<void> {
    setAsking("busy");
    const answer = await ask(cancelUpload, { id: upload.id });
    setAsking("no");
    setProblem(answer.ok ? null : answer.sentence);
  }

  return (
    <li data-type={upload.uploadType} className="flex flex-col gap-1.5 px-3 py-2.5">
      <div className="flex items-start gap-2">
        <p className="min-w-0 grow">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-xs text-muted" title={upload.destination}>
            {upload.destination.split("/").at(-1)}
          </span>
        </p>
        <UploadStateBadge upload={upload} />
        {uploadState(upload).settled ? (
          <Button variant="quiet" size="icon" aria-label={words.dismissOf(name)} onClick={onDismiss}>
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </div>
      <UploadBar upload={upload} label={progressMessages.madeOf(name)} />
      <div className="flex min-h-7 items-center gap-2 text-xs text-muted">
        <span className="min-w-0 grow">
          {progressMessages.ofLinks(upload.linksDone, upload.linksPlanned)}
          <span className="block min-h-4">
            <PaceWords seen={links} />
          </span>
        </span>
        <Link
          href={`/uploads/${upload.id}`}
          prefetch={false}
          aria-label={words.openOf(name)}
          className={buttonClass({ size: "sm" })}
          onClick={onOpen}
        >
          {words.open}
        </Link>
        {uploadChoices(upload).cancel ? (
          <Button size="sm" aria-label={words.cancelOf(name)} onClick={() => setAsking("asked")}>
            {words.cancel}
          </Button>
        ) : null}
      </div>
      {problem === null ? null : (
        <p role="alert" className="text-xs text-bad">
          <Sentence text={problem} />
        </p>
      )}
      {asking === "no" ? null : (
        <CancelDialog
          upload={upload}
          open
          busy={asking === "busy"}
          onClose={() => setAsking("no")}
          onCancel={() => void onCancel()}
        />
      )}
    </li>
  );
}
