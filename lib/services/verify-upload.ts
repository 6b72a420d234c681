import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import type { Context } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { isOver } from "./step-is-over.ts";

/**
 * Asks for a look at whether the links of an upload and their sources are still as they were; `Upload.check` has the
 * answer when the job has run. Anybody who is signed in may ask. Throws AppError not-found, and conflict where the upload
 * still links or has no links to look at.
 */
export async function verifyUpload(context: Context, input: { id: UploadId }): Promise<void> {
  const { upload } = await getUpload(context, input);
  if (!isOver(upload, "links")) {
    throw new AppError("conflict", "This upload still links. Verify it when its links are made.");
  }
  if (upload.counts.linked === 0) {
    const why = upload.withdrawal === null ? "made no links" : "was withdrawn";
    throw new AppError("conflict", `This upload ${why}, so there is nothing to verify.`);
  }
  const { username, name, email } = context.actor;
  await context.store.jobs.enqueue({ errand: "verify", uploadId: input.id, by: { username, name, email } });
}
