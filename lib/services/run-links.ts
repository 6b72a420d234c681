import type { UploadId } from "#lib/domain/ids";
import { sourceRootsFor } from "#lib/domain/project-path";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { changedSources } from "./changed-sources.ts";
import type { Records, SystemContext } from "./context.ts";
import { eachAtOnce } from "./each-at-once.ts";
import { type FolderGroup, groupByFolder, linkGroup, takeBackGroup } from "./link-group.ts";
import { createProgress, type LinkProgress } from "./link-progress.ts";
import { type Place, placeNow, statusRefusals } from "./links-still-allowed.ts";
import { isOver } from "./step-is-over.ts";
import { uploadEvent } from "./upload-event.ts";

const foldersAtOnce = 4;

/**
 * Makes the links of an upload: destination, statuses and sources are looked at once more, then each target folder is
 * made whole or not at all. A folder's failure stays with its items. Throws where an outside system is down, so that
 * the queue tries again; a repeat takes up what is still waiting, and a repeat of a step that is over does nothing.
 * After `signal` is aborted no folder is begun.
 */
export async function runLinks(
  context: SystemContext,
  input: { uploadId: UploadId; signal?: AbortSignal },
): Promise<void> {
  const { uploads } = context.store;
  const upload = await uploads.get(input.uploadId);
  if (upload === null || isOver(upload, "links")) return;
  await uploads.setStep(upload.id, "links", {
    state: "running",
    attempts: upload.steps.links.attempts + 1,
    at: context.now().toISOString(),
  });
  await linkWaiting(context, upload, input.signal);
  const items = await uploads.items(upload.id);
  await context.store.transaction((records) => finishLinks(context, records, upload, items));
}

async function linkWaiting(context: SystemContext, upload: Upload, signal?: AbortSignal): Promise<void> {
  const { uploads } = context.store;
  const items = await uploads.items(upload.id);
  const waiting = items.filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return;
  const place = await placeNow(context, upload, waiting);
  if ("refusal" in place) {
    await uploads.setItems(upload.id, waiting.map(positionOf), { state: "failed", reason: place.refusal });
    return;
  }
  const refusals = await statusRefusals(context, upload, waiting);
  const linked = items.filter(({ state }) => state === "linked").reduce((sum, item) => sum + item.linkCount, 0);
  const progress = createProgress(linked, (done) => uploads.setLinksDone(upload.id, done));
  try {
    await eachAtOnce(groupByFolder(waiting), foldersAtOnce, async (group) => {
      signal?.throwIfAborted();
      await workOn(context, { upload, place, group, refusals }, progress);
    });
  } finally {
    await progress.flush();
  }
}

interface FolderWork {
  upload: Upload;
  place: Place;
  group: FolderGroup;
  /** By position: why an item may not be uploaded any more. */
  refusals: ReadonlyMap<number, string>;
}

async function workOn(
  context: SystemContext,
  { upload, place, group, refusals }: FolderWork,
  progress: LinkProgress,
): Promise<void> {
  const eligible = group.items.filter(({ position }) => !refusals.has(position));
  const links = await context.store.uploads.links(upload.id, eligible.map(positionOf));
  const roots = sourceRootsFor(context.configuration, upload.project.name);
  const changed = await changedSources(context.files, eligible, links, roots);
  const reasons = new Map([...refusals, ...changed]);
  const items = eligible.filter(({ position }) => !changed.has(position));
  const folder = { ...group, items, upload, place, links };
  if (items.length > 0) await linkGroup(context, folder, progress);
  // What an earlier try may have left in a folder of which nothing is wanted any more is taken back first.
  else if (upload.steps.links.attempts > 0) await takeBackGroup(context, folder);
  await failThose(context, upload, group.items, reasons);
}

async function failThose(
  context: Pick<SystemContext, "store">,
  upload: Upload,
  items: readonly UploadItem[],
  reasons: ReadonlyMap<number, string>,
): Promise<void> {
  const refused = items.flatMap(({ position }) => {
    const reason = reasons.get(position);
    return reason === undefined ? [] : [{ position, reason }];
  });
  for (const [reason, alike] of Map.groupBy(refused, (one) => one.reason)) {
    await context.store.uploads.setItems(upload.id, alike.map(positionOf), { state: "failed", reason });
  }
}

/** What came of the links, its audit events and the next jobs, written together. */
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
  const { waitForFtrackMinutes } = context.configuration.report;
  await records.jobs.enqueue({ step: "report", uploadId: upload.id }, { startAfterSeconds: waitForFtrackMinutes * 60 });
  await records.jobs.enqueue({ step: "ftrack", uploadId: upload.id });
}

function positionOf({ position }: { position: number }): number {
  return position;
}
