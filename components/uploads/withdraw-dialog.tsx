"use client";

import { Undo2 } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { describedBy, Field } from "#components/ui/field";
import { Textarea } from "#components/ui/textarea";
import { counted, listedFew } from "#lib/domain/sentences";
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
const missing = "Say why: the supervisors and the artist will read it.";

/** Asks for the reason, and says what will happen, before links are taken away. */
export function WithdrawDialog(props: WithdrawDialogProps) {
  const { upload, items, open, busy, problem, onClose, onWithdraw } = props;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const id = useId();

  function submit() {
    if (reason.trim() === "") {
      setError(missing);
      document.getElementById(id)?.focus();
    } else {
      onWithdraw(reason);
    }
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={upload.uploadType === "client" ? "Withdraw this client upload?" : "Withdraw this upload?"}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" busy={busy} onClick={submit}>
            <Undo2 aria-hidden="true" />
            Withdraw
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {problem}
        <WhatHappens upload={upload} items={items} />
        <Field htmlFor={id} label="Reason" error={error}>
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
      <li>
        {counted(links, "link")} of {counted(linked.length, "version")}{" "}
        {links === 1 ? "is removed, if it is" : "are removed, wherever they are"} still as this upload made them. What
        somebody changed or replaced since stays; a file that is no link is never touched.
      </li>
      <li>Then the folders that it made are removed, if they are empty.</li>
      {replaced > 0 ? <li>The links that it replaced, of {counted(replaced, "version")}, do not come back.</li> : null}
      <li>
        ftrack gets a note on each version, and {listedFew(told, 5)} {told.length === 1 ? "gets" : "get"} an email, with
        your reason.
      </li>
    </ul>
  );
}
