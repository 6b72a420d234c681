import type { UploadId } from "#lib/domain/ids";
import type { Upload, UploadItem, UploadStep } from "#lib/domain/upload";
import type { SystemContext } from "./context.ts";
import { finishIfOver } from "./finish-upload.ts";
import { finishLinks } from "./run-links.ts";
import { isOver } from "./step-is-over.ts";
import { uploadEvent } from "./upload-event.ts";

export interface StepFailure {
  uploadId: UploadId;
  step: UploadStep;
  sentence: string;
  /** Nothing will try again by itself. */
  final: boolean;
}

/** Records why a try of a step failed. After the last try the upload goes on without that step, so that its end is told. */
export async function stepFailed(context: SystemContext, failure: StepFailure): Promise<void> {
  const { uploadId, step, sentence, final } = failure;
  const { uploads } = context.store;
  const upload = await uploads.get(uploadId);
  if (upload === null || isOver(upload, step)) return;
  if (!final) {
    await uploads.setStep(uploadId, step, { state: "waiting", error: sentence, at: context.now().toISOString() });
    return;
  }
  await giveUp(context, upload, step, sentence);
  await finishIfOver(context, uploadId);
}

async function giveUp(context: SystemContext, upload: Upload, step: UploadStep, sentence: string): Promise<void> {
  const failed = { state: "failed", error: sentence, at: context.now().toISOString() } as const;
  switch (step) {
    case "links": {
      const items = await context.store.uploads.items(upload.id);
      const waiting = items.filter(({ state }) => state === "waiting").map(({ position }) => position);
      const after = items.map(
        (item): UploadItem => (item.state === "waiting" ? { ...item, state: "failed", reason: sentence } : item),
      );
      await context.store.transaction(async (records) => {
        await records.uploads.setItems(upload.id, waiting, { state: "failed", reason: sentence });
        await finishLinks(context, records, upload, after);
      });
      return;
    }
    case "ftrack":
      await context.store.transaction(async (records) => {
        await records.audit.append(uploadEvent(upload, "ftrack-failed", { reason: sentence }));
        await records.uploads.setStep(upload.id, "ftrack", failed);
        await records.jobs.enqueue({ step: "report", uploadId: upload.id });
      });
      return;
    case "report":
      await context.store.transaction(async (records) => {
        await records.audit.append(uploadEvent(upload, "report-failed", { reason: sentence }));
        await records.uploads.setStep(upload.id, "report", failed);
      });
      return;
  }
}
