import type { Person } from "#lib/domain/actor";
import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import { leaseOf } from "#lib/domain/lease-name";
import { makeReport } from "#lib/domain/make-report";
import { messageIdOf } from "#lib/domain/message-id";
import { listed } from "#lib/domain/sentences";
import { stopRemarks } from "#lib/domain/stop-remarks";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { Lease, StepOutcome } from "#lib/services/ports/store";
import { appErrorOf } from "./app-error.ts";
import type { SystemContext } from "./context.ts";
import { finishIfOver, finishWith } from "./finish-upload.ts";
import { reachedBefore } from "./reached-before.ts";
import { resolveSupervisors } from "./resolve-supervisors.ts";
import { isOver } from "./step-is-over.ts";
import { underLease } from "./under-lease.ts";
import { uploadEvent } from "./upload-event.ts";

/**
 * Sends the report of an upload to its supervisors, once, whatever came of the links; says so where ftrack is still
 * pending. A step that is over sends nothing, and the last step to end finishes the upload.
 * Throws AppError mail-failed where it is to be tried again: for all, or for those whom the mail server put off.
 */
export function sendReport(context: SystemContext, input: { uploadId: UploadId }): Promise<StepOutcome> {
  return underLease(context, leaseOf(input.uploadId, "report"), async (lease) => {
    const { store } = context;
    const upload = await store.uploads.get(input.uploadId);
    if (upload === null || !isOver(upload, "links")) return "over";
    if (isOver(upload, "report")) {
      await finishIfOver(context, lease, upload.id);
      return "over";
    }
    const begun = {
      state: "running",
      attempts: upload.steps.report.attempts + 1,
      at: context.now().toISOString(),
    } as const;
    await store.transaction(({ uploads }) => uploads.setStep(upload.id, "report", begun), { lease });
    await send(context, lease, upload, await store.uploads.items(upload.id));
    return "over";
  });
}

type MailAnswer = Awaited<ReturnType<SystemContext["mail"]["send"]>>;

async function send(context: SystemContext, lease: Lease, upload: Upload, items: readonly UploadItem[]): Promise<void> {
  const { supervisors, remarks } = await recipients(context, lease, upload, items);
  if (supervisors.length === 0) return giveUp(context, lease, upload, remarks);
  const before = await reachedBefore(context, upload);
  const waiting = supervisors.filter(({ email }) => !before.answered.has(email.toLowerCase()));
  const { timeZone, itemsBeforeCsv } = context.configuration.report;
  const { report, csv } = makeReport({
    upload,
    items,
    appUrl: context.appUrl,
    now: context.now(),
    timeZone,
    itemsBeforeCsv,
    remarks: [...stopRemarks(upload, timeZone), ...ftrackRemarks(upload), ...remarks],
  });
  const { actor: replyTo } = upload;
  const messageId = messageIdOf(upload);
  const none: MailAnswer = { rejected: [], deferred: [] };
  let answer = none;
  try {
    await lease.check();
    if (waiting.length > 0) answer = await context.mail.send({ to: waiting, replyTo, messageId, report, csv });
  } catch (error) {
    const expected = appErrorOf(error);
    if (expected?.code !== "mail-refused") throw error;
    if (before.answered.size === 0) return giveUp(context, lease, upload, [expected.message]);
    answer = { ...none, rejected: waiting.map(({ email }) => email) };
  }
  const { deferred } = answer;
  const rejected = [...before.rejected, ...answer.rejected];
  await context.store.transaction(
    async (records) => {
      if (waiting.length > 0) {
        const to = waiting.map(({ email }) => email);
        const details = { to, rejected: answer.rejected, ...(deferred.length > 0 ? { deferred } : {}), messageId };
        await records.audit.append(uploadEvent(upload, "report-sent", details));
      }
      if (deferred.length > 0) return;
      await records.uploads.setStep(upload.id, "report", {
        state: "done",
        error:
          rejected.length === 0 ? null : `The mail server refused ${listed(rejected)}; the others have the report.`,
        at: context.now().toISOString(),
      });
      await finishWith(records, context.now(), upload.id);
    },
    { lease },
  );
  if (deferred.length > 0) {
    throw new AppError(
      "mail-failed",
      `The mail server puts ${listed(deferred)} off for now; the others have the report. It will be tried again.`,
    );
  }
}

async function giveUp(context: SystemContext, lease: Lease, upload: Upload, reasons: readonly string[]): Promise<void> {
  await context.store.transaction(
    async (records) => {
      await records.audit.append(uploadEvent(upload, "report-failed", { reasons }));
      await records.uploads.setStep(upload.id, "report", {
        state: "failed",
        error: reasons.join(" "),
        at: context.now().toISOString(),
      });
      await finishWith(records, context.now(), upload.id);
    },
    { lease },
  );
}

/** Those who were found when the upload was submitted; if none were, perhaps a source was down, so they are sought again. */
async function recipients(
  context: SystemContext,
  lease: Lease,
  { id, project, supervisors }: Upload,
  items: readonly UploadItem[],
): Promise<{ supervisors: readonly Person[]; remarks: readonly string[] }> {
  if (supervisors.length > 0) return { supervisors, remarks: [] };
  const found = await resolveSupervisors(context, {
    project,
    departments: [...new Set(items.map(({ department }) => department))],
    taskIds: [...new Set(items.flatMap(({ taskId }) => taskId ?? []))],
  });
  if (found.supervisors.length > 0) {
    await context.store.transaction(({ uploads }) => uploads.setSupervisors(id, found.supervisors), { lease });
  }
  return found;
}

function ftrackRemarks({ steps: { ftrack } }: Upload): string[] {
  switch (ftrack.state) {
    case "done":
    case "skipped":
      return [];
    case "failed":
      return [`ftrack could not be told${ftrack.error === null ? "." : `: ${ftrack.error}`}`];
    case "waiting":
    case "running":
      return ["ftrack is pending: the notes will be written when it answers again."];
  }
}
