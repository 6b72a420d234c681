import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import { sourceRootsFor } from "#lib/domain/project-path";
import type { Upload, UploadItem, UploadStep } from "#lib/domain/upload";
import type { Records } from "#lib/services/ports/store";
import { changedSources } from "./changed-sources.ts";
import { confirmAccount } from "./confirm-account.ts";
import type { Context } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { placeNow, statusRefusals } from "./links-still-allowed.ts";
import { mayManageOrThrow } from "./may-manage.ts";
import { uploadEvent } from "./upload-event.ts";

/**
 * Tries again what failed of an upload that has ended: its failed items, if they are still as they were planned, and then
 * ftrack and a report of its own; or, where no item failed, the steps alone that did. Items that were left out stay so.
 * Gives how many items and which steps are tried. Throws AppError as `confirmAccount` does, not-found, not-allowed,
 * conflict where there is nothing to try, and plan-changed where nothing is as it was planned.
 */
export async function retryUpload(
  context: Context,
  { id }: { id: UploadId },
): Promise<{ items: number; steps: readonly UploadStep[] }> {
  const { person, roles } = await confirmAccount(context);
  const { upload, items } = await getUpload(context, { id });
  mayManageOrThrow(roles, person, upload, "try it again");
  mayBeRetried(upload);
  const failed = upload.cancelled === null ? items.filter(({ state }) => state === "failed") : [];
  const sound = failed.length === 0 ? [] : await stillSound(context, upload, failed);
  const steps: readonly UploadStep[] =
    sound.length > 0
      ? ["links", "ftrack", "report"]
      : (["ftrack", "report"] as const).filter((step) => upload.steps[step].state === "failed");
  await context.store.transaction(async (records) => {
    const now = await records.uploads.lock(id);
    if (now === null) return;
    mayBeRetried(now);
    await begin(context, records, now, sound, steps);
    await records.audit.append({
      ...uploadEvent(now, "upload-retried", { items: sound.length, steps }),
      actor: person,
      address: context.actor.address,
    });
  });
  return { items: sound.length, steps };
}

function mayBeRetried({ finishedAt, cancelled, withdrawal, counts, steps }: Upload): void {
  if (finishedAt === null) {
    throw new AppError(
      "conflict",
      "This upload still runs, and what fails is tried again by itself. Look again later.",
    );
  }
  if (withdrawal !== null) {
    throw new AppError("conflict", "This upload was withdrawn. Make a new one instead.");
  }
  if (steps.ftrack.state === "failed" || steps.report.state === "failed") return;
  if (cancelled !== null) {
    throw new AppError("conflict", `${cancelled.by.name} cancelled this upload. Make a new one instead.`);
  }
  if (counts.failed === 0) {
    throw new AppError("conflict", "Nothing of this upload failed. What was left out needs a new upload.");
  }
}

/** Items that may be linked as they were planned. Throws plan-changed where none may, and no step alone is to be tried. */
async function stillSound(context: Context, upload: Upload, failed: readonly UploadItem[]): Promise<UploadItem[]> {
  const place = await placeNow(context, upload, failed);
  if ("refusal" in place) throw new AppError("bad-destination", place.refusal);
  const positions = failed.map(({ position }) => position);
  const [refusals, links] = await Promise.all([
    statusRefusals(context, upload, failed),
    context.store.uploads.links(upload.id, positions),
  ]);
  const roots = sourceRootsFor(context.configuration, upload.project.name);
  const changed = await changedSources(context.files, failed, links, roots);
  const sound = failed.filter(({ position }) => !refusals.has(position) && !changed.has(position));
  const stepsFailed = upload.steps.ftrack.state === "failed" || upload.steps.report.state === "failed";
  if (sound.length === 0 && !stepsFailed) {
    const [reason] = [...refusals.values(), ...changed.values()];
    throw new AppError(
      "plan-changed",
      `Nothing can be tried again as it was planned. ${reason ?? ""} Make a new upload.`,
    );
  }
  return sound;
}

async function begin(
  { now }: Context,
  { uploads, jobs }: Records,
  upload: Upload,
  items: readonly UploadItem[],
  steps: readonly UploadStep[],
): Promise<void> {
  const { id, round } = upload;
  const waiting = { state: "waiting", error: null, at: now().toISOString() } as const;
  await uploads.setItems(
    id,
    items.map(({ position }) => position),
    { state: "waiting", reason: null },
  );
  for (const step of steps) await uploads.setStep(id, step, waiting);
  await uploads.setUnfinished(id, items.length > 0 ? round + 1 : round);
  const [first] = steps;
  if (first !== undefined) await jobs.enqueue({ step: first, uploadId: id });
}
