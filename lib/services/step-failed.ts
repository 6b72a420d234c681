import type { UploadId } from "#lib/domain/ids";
import { leaseOf } from "#lib/domain/lease-name";
import type { Upload, UploadItem, UploadStep } from "#lib/domain/upload";
import type { Lease, StepOutcome } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";
import { finishLinks } from "./finish-links.ts";
import { finishWith } from "./finish-upload.ts";
import { isOver } from "./step-is-over.ts";
import { underLease } from "./under-lease.ts";
import { uploadEvent } from "./upload-event.ts";

export interface StepFailure {
  uploadId: UploadId;
  step: UploadStep;
  sentence: string;
  /** Nothing will try again by itself. */
  final: boolean;
}

/**
 * Records why a try of a step failed. After the last try the upload goes on without that step, so that its end is told.
 * Where another worker is at the step already, what its record says is theirs to write.
 */
export function stepFailed(context: SystemContext, failure: StepFailure): Promise<StepOutcome> {
  return underLease(context, leaseOf(failure.uploadId, failure.step), async (lease) => {
    await failUnder(context, lease, failure);
    return "over";
  });
}

/** The same for one who holds the step's lease. */
export async function failUnder(context: SystemContext, lease: Lease, failure: StepFailure): Promise<void> {
  const { uploadId, step, sentence, final } = failure;
  const { uploads } = context.store;
  const upload = await uploads.get(uploadId);
  if (upload === null || isOver(upload, step)) return;
  if (final) return giveUp(context, lease, upload, step, sentence);
  const change = { state: "waiting", error: sentence, at: context.now().toISOString() } as const;
  await context.store.transaction((records) => records.uploads.setStep(uploadId, step, change), { lease });
}

async function giveUp(
  context: SystemContext,
  lease: Lease,
  upload: Upload,
  step: UploadStep,
  sentence: string,
): Promise<void> {
  const failed = { state: "failed", error: sentence, at: context.now().toISOString() } as const;
  const { store } = context;
  switch (step) {
    case "links": {
      const items = await store.uploads.items(upload.id);
      const waiting = items.filter(({ state }) => state === "waiting").map(({ position }) => position);
      const after = items.map(
        (item): UploadItem => (item.state === "waiting" ? { ...item, state: "failed", reason: sentence } : item),
      );
      await store.transaction(
        async (records) => {
          await records.uploads.setItems(upload.id, waiting, { state: "failed", reason: sentence });
          await finishLinks(context, records, upload, after);
        },
        { lease },
      );
      return;
    }
    case "ftrack":
      await store.transaction(
        async (records) => {
          await records.audit.append(uploadEvent(upload, "ftrack-failed", { reason: sentence }));
          await records.uploads.setStep(upload.id, "ftrack", failed);
          await records.jobs.enqueue({ step: "report", uploadId: upload.id });
          await finishWith(records, context.now(), upload.id);
        },
        { lease },
      );
      return;
    case "report":
      await store.transaction(
        async (records) => {
          await records.audit.append(uploadEvent(upload, "report-failed", { reason: sentence }));
          await records.uploads.setStep(upload.id, "report", failed);
          await finishWith(records, context.now(), upload.id);
        },
        { lease },
      );
      return;
  }
}
