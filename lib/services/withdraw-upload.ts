import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import { withdrawalProblem } from "#lib/domain/withdrawal";
import { appErrorOf } from "./app-error.ts";
import { confirmAccount } from "./confirm-account.ts";
import type { Context } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { mayManageOrThrow } from "./may-manage.ts";
import { uploadEvent } from "./upload-event.ts";

const longestReason = 2000;

/**
 * Asks for an upload to be withdrawn: its links that are still as it made them are removed by a job, and then ftrack,
 * supervisors and owner are told. Wish, audit event and job are recorded together; a refusal is recorded too.
 * Throws AppError as `confirmAccount` does, not-found, not-allowed, bad-input without a reason, and conflict where the
 * upload still links or is withdrawn already.
 */
export async function withdrawUpload(context: Context, input: { id: UploadId; reason: string }): Promise<void> {
  const { upload } = await getUpload(context, input);
  try {
    const { person, roles } = await confirmAccount(context);
    mayManageOrThrow(roles, person, upload, "withdraw it");
    const reason = reasonOf(input.reason);
    await context.store.transaction(async (records) => {
      const now = await records.uploads.lock(input.id);
      if (now === null) return;
      const problem = withdrawalProblem(now, context.configuration.report.timeZone);
      if (problem !== null) throw new AppError("conflict", problem);
      await records.withdrawals.ask(input.id, { by: person, reason, at: context.now() });
      await records.audit.append({
        ...uploadEvent(now, "withdrawal-asked", { reason, linked: now.counts.linked }),
        actor: person,
        address: context.actor.address,
      });
      await records.jobs.enqueue({ errand: "withdraw", uploadId: input.id });
    });
  } catch (error) {
    const refusal = appErrorOf(error);
    if (refusal !== null) {
      const { username, name, email, address } = context.actor;
      const details = { code: refusal.code, sentence: refusal.message };
      await context.store.audit.append({
        ...uploadEvent(upload, "withdrawal-refused", details),
        actor: { username, name, email },
        address,
      });
    }
    throw error;
  }
}

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason === "") {
    throw new AppError("bad-input", "Say why this upload is withdrawn: supervisors and the artist will read it.");
  }
  if (reason.length <= longestReason) return reason;
  throw new AppError("bad-input", `The reason is longer than ${longestReason} characters. Make it shorter.`);
}
