import type { Person } from "#lib/domain/actor";
import type { UploadId } from "#lib/domain/ids";
import { makeReport } from "#lib/domain/make-report";
import { listed } from "#lib/domain/sentences";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { SystemContext } from "./context.ts";
import { finishIfOver } from "./finish-upload.ts";
import { resolveSupervisors } from "./resolve-supervisors.ts";
import { isOver } from "./step-is-over.ts";
import { uploadEvent } from "./upload-event.ts";

/**
 * Sends the report of an upload to its supervisors, once, whatever came of the links; says so where ftrack is still
 * pending. A step that is over sends nothing, and the last step to end finishes the upload.
 * Throws AppError mail-failed.
 */
export async function sendReport(context: SystemContext, input: { uploadId: UploadId }): Promise<void> {
  const { uploads } = context.store;
  const upload = await uploads.get(input.uploadId);
  if (upload === null || !isOver(upload, "links")) return;
  if (!isOver(upload, "report")) {
    await uploads.setStep(upload.id, "report", {
      state: "running",
      attempts: upload.steps.report.attempts + 1,
      at: context.now().toISOString(),
    });
    await send(context, upload, await uploads.items(upload.id));
  }
  await finishIfOver(context, upload.id);
}

async function send(context: SystemContext, upload: Upload, items: readonly UploadItem[]): Promise<void> {
  const { supervisors, remarks } = await recipients(context, upload, items);
  if (supervisors.length === 0) {
    await context.store.transaction(async (records) => {
      await records.audit.append(uploadEvent(upload, "report-failed", { reasons: remarks }));
      await records.uploads.setStep(upload.id, "report", {
        state: "failed",
        error: remarks.join(" "),
        at: context.now().toISOString(),
      });
    });
    return;
  }
  const { timeZone, itemsBeforeCsv } = context.configuration.report;
  const { report, csv } = makeReport({
    upload,
    items,
    appUrl: context.appUrl,
    now: context.now(),
    timeZone,
    itemsBeforeCsv,
    remarks: [...ftrackRemarks(upload), ...remarks],
  });
  const { rejected } = await context.mail.send({
    to: supervisors,
    replyTo: upload.actor,
    messageId: upload.messageId,
    report,
    csv,
  });
  const to = supervisors.map(({ email }) => email);
  await context.store.transaction(async (records) => {
    await records.audit.append(uploadEvent(upload, "report-sent", { to, rejected, messageId: upload.messageId }));
    await records.uploads.setStep(upload.id, "report", {
      state: "done",
      error: rejected.length === 0 ? null : `The mail server refused ${listed(rejected)}; the others have the report.`,
      at: context.now().toISOString(),
    });
  });
}

/** Those who were found when the upload was submitted; if none were, perhaps a source was down, so they are sought again. */
async function recipients(
  context: SystemContext,
  { id, project, supervisors }: Upload,
  items: readonly UploadItem[],
): Promise<{ supervisors: readonly Person[]; remarks: readonly string[] }> {
  if (supervisors.length > 0) return { supervisors, remarks: [] };
  const found = await resolveSupervisors(context, {
    project,
    departments: [...new Set(items.map(({ department }) => department))],
    taskIds: [...new Set(items.flatMap(({ taskId }) => taskId ?? []))],
  });
  if (found.supervisors.length > 0) await context.store.uploads.setSupervisors(id, found.supervisors);
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
