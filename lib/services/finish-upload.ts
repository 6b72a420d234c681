import type { UploadId } from "#lib/domain/ids";
import { uploadState } from "#lib/domain/upload-state";
import type { Lease, Records } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";
import { uploadEvent } from "./upload-event.ts";

/** Records the end of an upload whose steps are all over, once, however many steps end at the same moment. */
export async function finishIfOver(
  context: Pick<SystemContext, "store" | "now">,
  lease: Lease,
  id: UploadId,
): Promise<void> {
  await context.store.transaction((records) => finishWith(records, context.now(), id), { lease });
}

/** The same as the last part of a transaction in which a step ends: one that ends at the same moment waits for it. */
export async function finishWith(records: Records, now: Date, id: UploadId): Promise<void> {
  const upload = await records.uploads.lock(id);
  if (upload === null || upload.finishedAt !== null) return;
  const { finished, label } = uploadState(upload);
  if (!finished || !(await records.uploads.setFinished(id, now))) return;
  await records.audit.append(uploadEvent(upload, "upload-finished", { outcome: label, counts: upload.counts }));
}
