import type { Upload, UploadItem } from "#lib/domain/upload";
import type { Records } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";
import { uploadEvent } from "./upload-event.ts";

/** What came of the links, its audit events and the next jobs, written together. What the upload claimed is free for others. */
export async function finishLinks(
  context: Pick<SystemContext, "configuration" | "now">,
  records: Records,
  upload: Upload,
  items: readonly UploadItem[],
): Promise<void> {
  const linked = items.filter(({ state }) => state === "linked");
  const failed = items.filter(({ state }) => state === "failed");
  if (linked.length > 0) {
    const links = linked.reduce((sum, item) => sum + item.linkCount, 0);
    await records.audit.append(uploadEvent(upload, "links-made", { items: linked.length, links }));
  }
  if (failed.length > 0) {
    const reasons = failed.slice(0, 20).map(({ versionName, reason }) => ({ versionName, reason }));
    await records.audit.append(uploadEvent(upload, "links-failed", { items: failed.length, reasons }));
  }
  const nothing = linked.length === 0 && failed.length > 0;
  await records.uploads.setStep(upload.id, "links", {
    state: nothing ? "failed" : "done",
    error: nothing ? (failed[0]?.reason ?? null) : null,
    at: context.now().toISOString(),
  });
  for (const waiting of await records.claims.release(upload.id)) {
    await records.jobs.enqueue({ step: "links", uploadId: waiting });
  }
  const { waitForFtrackMinutes } = context.configuration.report;
  await records.jobs.enqueue({ step: "report", uploadId: upload.id }, { startAfterSeconds: waitForFtrackMinutes * 60 });
  await records.jobs.enqueue({ step: "ftrack", uploadId: upload.id });
}
