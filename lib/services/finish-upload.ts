import type { UploadId } from "#lib/domain/ids";
import { uploadState } from "#lib/domain/upload-state";
import type { SystemContext } from "./context.ts";
import { uploadEvent } from "./upload-event.ts";

/** Records the end of an upload whose steps are all over, once. */
export async function finishIfOver(context: Pick<SystemContext, "store" | "now">, id: UploadId): Promise<void> {
  const upload = await context.store.uploads.get(id);
  if (upload === null || upload.finishedAt !== null) return;
  const { finished, label } = uploadState(upload);
  if (!finished) return;
  await context.store.transaction(async (records) => {
    await records.uploads.setFinished(id, context.now());
    await records.audit.append(uploadEvent(upload, "upload-finished", { outcome: label, counts: upload.counts }));
  });
}
