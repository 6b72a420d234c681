"use client";

import { OctagonX } from "lucide-react";
import { cancelMessages as words } from "#components/messages/cancel-messages";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
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
      title={words.title}
      footer={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button variant="danger" busy={busy} onClick={onCancel}>
            <OctagonX aria-hidden="true" />
            {words.cancel}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4">
        <li>{words.waiting(waiting)}</li>
        <li>{words.linked(linked)}</li>
        <li>{words.told}</li>
      </ul>
    </Dialog>
  );
}
