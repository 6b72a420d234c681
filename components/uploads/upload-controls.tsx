"use client";

import { OctagonX, RefreshCw, ShieldCheck, Undo2 } from "lucide-react";
import { useId, useState } from "react";
import { uploadMessages } from "#components/messages/upload-messages";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { retrySentence, retryWords, uploadChoices } from "#lib/domain/upload-choices";
import { CancelDialog } from "./cancel-dialog.tsx";
import type { UploadActions } from "./upload-actions.ts";
import { useAsking } from "./use-asking.ts";
import { WithdrawDialog } from "./withdraw-dialog.tsx";

const words = uploadMessages.controls;

interface UploadControlsProps {
  upload: Upload;
  items: readonly UploadItem[];
  /** Whether who looks at it may cancel, retry and withdraw it. */
  may: boolean;
  actions: UploadActions;
  /** A check was asked for and has not come yet. */
  checking: boolean;
  /** The button that was pressed may be gone: the focus goes where its effect is seen. */
  onDone: () => void;
  onCheckAsked: () => void;
}

/** What can be done with an upload as it stands. Nothing where there is nothing to do. */
export function UploadControls(props: UploadControlsProps) {
  const { upload, items, may, actions, checking, onDone, onCheckAsked } = props;
  const { cancel, retry, withdraw, verify } = uploadChoices(upload);
  const { asking, problem, put, forget } = useAsking();
  const [open, setOpen] = useState<"cancel" | "withdraw" | null>(null);
  const [retried, setRetried] = useState<string | null>(null);
  const about = useId();
  const { id } = upload;
  const manages = cancel || retry !== null || withdraw;
  if (!manages && !verify && problem === null && retried === null) return null;

  function close() {
    setOpen(null);
    forget();
  }

  async function onRetry(wanted: number) {
    setRetried(null);
    const answer = await put("retry", actions.retryUpload, { id });
    if (answer && answer.value.items < wanted) setRetried(words.fewer(wanted, answer.value.items));
    if (answer) onDone();
  }

  async function onCancel() {
    const answer = await put("cancel", actions.cancelUpload, { id });
    setOpen(null);
    if (answer) onDone();
  }

  async function onWithdraw(reason: string) {
    if ((await put("withdraw", actions.withdrawUpload, { id, reason })) === null) return;
    setOpen(null);
    onDone();
  }

  async function onVerify() {
    if (await put("verify", actions.verifyUpload, { id })) onCheckAsked();
  }

  return (
    <div className="flex flex-col gap-2 border-t border-line px-3 py-2.5">
      {problem && open !== "withdraw" ? <ProblemAlert problem={problem} /> : null}
      {retried ? (
        <Alert tone="warn" live>
          {retried}
        </Alert>
      ) : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto min-w-0 text-xs text-muted">
          {!may && manages ? (
            words.onlyMay(upload.actor.name, verbs({ cancel, retry: retry !== null, withdraw }))
          ) : retry ? (
            <span id={about}>{retrySentence(retry)}</span>
          ) : null}
        </p>
        {verify ? (
          <Button busy={checking || asking === "verify"} onClick={() => void onVerify()}>
            <ShieldCheck aria-hidden="true" />
            {words.verify}
          </Button>
        ) : null}
        {may && retry ? (
          <Button busy={asking === "retry"} aria-describedby={about} onClick={() => void onRetry(retry.items)}>
            <RefreshCw aria-hidden="true" />
            {words.retry(retryWords(retry))}
          </Button>
        ) : null}
        {may && withdraw ? (
          <Button variant="danger" onClick={() => setOpen("withdraw")}>
            <Undo2 aria-hidden="true" />
            {words.withdraw}
          </Button>
        ) : null}
        {may && cancel ? (
          <Button variant="danger" onClick={() => setOpen("cancel")}>
            <OctagonX aria-hidden="true" />
            {words.cancel}
          </Button>
        ) : null}
      </div>
      <CancelDialog
        upload={upload}
        open={open === "cancel"}
        busy={asking === "cancel"}
        onClose={close}
        onCancel={() => void onCancel()}
      />
      <WithdrawDialog
        upload={upload}
        items={items}
        open={open === "withdraw"}
        busy={asking === "withdraw"}
        problem={problem ? <ProblemAlert problem={problem} /> : null}
        onClose={close}
        onWithdraw={(reason) => void onWithdraw(reason)}
      />
    </div>
  );
}

function verbs({ cancel, retry, withdraw }: { cancel: boolean; retry: boolean; withdraw: boolean }): string[] {
  return [
    ...(cancel ? [words.verbs.cancel] : []),
    ...(retry ? [words.verbs.retry] : []),
    ...(withdraw ? [words.verbs.withdraw] : []),
  ];
}
