"use client";

import { Undo2 } from "lucide-react";
import { useId, useState } from "react";
import { withdrawMessages as words } from "#components/messages/withdraw-messages";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { describedBy, Field } from "#components/ui/field";
import { Textarea } from "#components/ui/textarea";
import type { Upload, UploadItem } from "#lib/domain/upload";

interface WithdrawDialogProps {
  upload: Upload;
  items: readonly UploadItem[];
  open: boolean;
  busy: boolean;
  /** What the server refused, and why. */
  problem: React.ReactNode;
  onClose: () => void;
  onWithdraw: (reason: string) => void;
}

const longestReason = 2000;

/** Asks for the reason, and says what will happen, before links are taken away. */
export function WithdrawDialog(props: WithdrawDialogProps) {
  const { upload, items, open, busy, problem, onClose, onWithdraw } = props;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const id = useId();

  function submit() {
    if (reason.trim() === "") {
      setError(words.reasonMissing);
      document.getElementById(id)?.focus();
    } else {
      onWithdraw(reason);
    }
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={upload.uploadType === "client" ? words.titleClient : words.title}
      footer={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button variant="danger" busy={busy} onClick={submit}>
            <Undo2 aria-hidden="true" />
            {words.withdraw}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {problem}
        <WhatHappens upload={upload} items={items} />
        <Field htmlFor={id} label={words.reason} error={error}>
          <Textarea
            id={id}
            value={reason}
            maxLength={longestReason}
            required
            aria-invalid={error !== null}
            aria-describedby={describedBy(id, { error })}
            onChange={({ target }) => {
              setReason(target.value);
              setError(null);
            }}
          />
        </Field>
      </div>
    </Dialog>
  );
}

function WhatHappens({ upload, items }: Pick<WithdrawDialogProps, "upload" | "items">) {
  const linked = items.filter(({ state }) => state === "linked");
  const links = linked.reduce((sum, { linkCount }) => sum + linkCount, 0);
  const replaced = linked.filter(({ verdict }) => verdict === "replace").length;
  const told = [...new Set([...upload.supervisors.map(({ name, email }) => name || email), upload.actor.name])];
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-4">
      <li>{words.removed(links, linked.length)}</li>
      <li>{words.folders}</li>
      {replaced > 0 ? <li>{words.replaced(replaced)}</li> : null}
      <li>{words.told(told)}</li>
    </ul>
  );
}
