import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import type { Upload } from "#lib/domain/upload";
import { zonedTime } from "#lib/domain/zoned-time";
import { confirmAccount } from "./confirm-account.ts";
import type { Context } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { mayManageOrThrow } from "./may-manage.ts";
import { isOver } from "./step-is-over.ts";
import { uploadEvent } from "./upload-event.ts";

/**
 * Stops an upload that still links: no further folder is begun, the one under way is made whole or taken back, and what
 * was linked stays and is told. Throws AppError as `confirmAccount` does, not-found, not-allowed, and conflict where
 * there is nothing left to stop.
 */
export async function cancelUpload(context: Context, { id }: { id: UploadId }): Promise<void> {
  const { person, roles } = await confirmAccount(context);
  const { upload } = await getUpload(context, { id });
  mayManageOrThrow(roles, person, upload, "cancel it");
  await context.store.transaction(async (records) => {
    const now = await records.uploads.lock(id);
    if (now === null) return;
    mayBeCancelled(now, context.configuration.report.timeZone);
    await records.uploads.setCancelled(id, person, context.now());
    await records.audit.append({
      ...uploadEvent(now, "upload-cancelled", { linked: now.counts.linked, waiting: now.counts.waiting }),
      actor: person,
      address: context.actor.address,
    });
    // One that waits its turn, or for its next try, need not wait any more.
    await records.jobs.enqueue({ step: "links", uploadId: id });
  });
}

function mayBeCancelled(upload: Upload, timeZone: string): void {
  const { cancelled } = upload;
  if (cancelled !== null) {
    const at = zonedTime(cancelled.at, timeZone);
    throw new AppError("conflict", `${cancelled.by.name} cancelled this upload already, on ${at}.`);
  }
  if (isOver(upload, "links")) {
    throw new AppError(
      "conflict",
      "Nothing is left to cancel: the links of this upload are made. Withdraw it instead.",
    );
  }
}
