"use client";

import { OctagonX } from "lucide-react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { counted } from "#lib/domain/sentences";
import type { Upload } from "#lib/domain/upload";

interface CancelDialogProps {
  upload: Upload;
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onCancel: () => void;
}

/** One question before an upload is stopped, with what becomes of either part of it. */
export function CancelDialog({ upload, open, busy, onClose, onCancel }: CancelDialogProps) {
  const { linked, waiting } = upload.counts;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      width="sm"
      title="Cancel this upload?"
      footer={
        <>
          <Button onClick={onClose}>Let it go on</Button>
          <Button variant="danger" busy={busy} onClick={onCancel}>
            <OctagonX aria-hidden="true" />
            Cancel upload
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4">
        <li>
          {counted(waiting, "version")} {waiting === 1 ? "is" : "are"} not linked yet. No further folder is begun; one
          that is under way is made whole or taken back.
        </li>
        <li>
          {linked === 0
            ? "What is linked by then stays."
            : `What is linked stays: ${counted(linked, "version")} so far.`}{" "}
          To take it away again, withdraw the upload afterwards.
        </li>
        <li>ftrack and the report tell what was linked, and that you cancelled the rest.</li>
      </ul>
    </Dialog>
  );
}
