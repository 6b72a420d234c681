import type { UploadId } from "#lib/domain/ids";
import { leaseOf } from "#lib/domain/lease-name";
import { sourceRootsFor } from "#lib/domain/project-path";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { Lease, StepOutcome } from "#lib/services/ports/store";
import { cancelWaiting } from "./cancel-waiting.ts";
import { changedSources } from "./changed-sources.ts";
import { claimPlaces } from "./claim-places.ts";
import type { SystemContext } from "./context.ts";
import { eachAtOnce } from "./each-at-once.ts";
import { finishLinks } from "./finish-links.ts";
import { type FolderGroup, groupByFolder, linkGroup, takeBackGroup } from "./link-group.ts";
import { foldersAtOnce } from "./link-limits.ts";
import { createProgress, type LinkProgress } from "./link-progress.ts";
import { type Place, placeNow, statusRefusals } from "./links-still-allowed.ts";
import { madeMeanwhile } from "./made-meanwhile.ts";
import { isOver } from "./step-is-over.ts";
import { tidyFolders } from "./tidy-folders.ts";
import { underLease } from "./under-lease.ts";

/**
 * Makes the links of an upload: destination, statuses and sources are looked at once more, then each target folder is
 * made whole or not at all. A folder's failure stays with its items. An upload that writes to the same place goes first;
 * a cancelled one begins no further folder. Throws where an outside system is down, so that the queue tries again; a
 * repeat takes up what is still waiting, and a repeat of a step that is over does nothing.
 * After `signal` is aborted no folder is begun.
 */
export function runLinks(
  context: SystemContext,
  input: { uploadId: UploadId; signal?: AbortSignal },
): Promise<StepOutcome> {
  return underLease(context, leaseOf(input.uploadId, "links"), async (lease) => {
    const { store } = context;
    const upload = await store.uploads.get(input.uploadId);
    if (upload === null || isOver(upload, "links")) return "over";
    const waiting = (await store.uploads.items(upload.id)).filter(({ state }) => state === "waiting");
    if (upload.cancelled === null) {
      if (upload.waitsFor === null) await begin(context, lease, upload);
      if (!(await claimPlaces(context, lease, upload, waiting))) {
        return { againInSeconds: context.pace.againInSeconds };
      }
      const signal = AbortSignal.any([lease.lost, ...(input.signal === undefined ? [] : [input.signal])]);
      await linkWaiting(context, { upload, lease, signal }, waiting);
    }
    await cancelWaiting(context, lease, upload);
    const items = await store.uploads.items(upload.id);
    await tidyFolders(context, lease, upload, items);
    await store.transaction((records) => finishLinks(context, records, upload, items), { lease });
    return "over";
  });
}

function begin(context: SystemContext, lease: Lease, upload: Upload): Promise<void> {
  const attempts = upload.steps.links.attempts + 1;
  return context.store.transaction(
    ({ uploads }) =>
      uploads.setStep(upload.id, "links", { state: "running", attempts, at: context.now().toISOString() }),
    { lease },
  );
}

interface Run {
  upload: Upload;
  lease: Lease;
  signal: AbortSignal;
}

async function linkWaiting(context: SystemContext, run: Run, waiting: readonly UploadItem[]): Promise<void> {
  const { upload, lease, signal } = run;
  if (waiting.length === 0) return;
  const place = await placeNow(context, upload, waiting);
  if ("refusal" in place)
    return failThose(context, run, waiting, new Map(waiting.map((one) => [one.position, place.refusal])));
  const refusals = await statusRefusals(context, upload, waiting);
  const groups = groupByFolder(waiting);
  const writtenMeanwhile = await context.store.uploads.writtenMeanwhile(
    upload.id,
    groups.map(({ folder }) => folder),
  );
  const progress = createProgress(await linkedBefore(context, upload), ({ links, underway }) =>
    context.store.transaction(({ uploads }) => uploads.setLinksDone(upload.id, links, underway), { lease }),
  );
  try {
    await eachAtOnce(groups, foldersAtOnce, async (group) => {
      signal.throwIfAborted();
      if (await context.store.uploads.isCancelled(upload.id)) return;
      await workOn(context, { ...run, place, group, refusals, texts: writtenMeanwhile.get(group.folder) }, progress);
    });
  } finally {
    await progress.flush();
  }
}

/** Links that an earlier try of this upload made. */
async function linkedBefore({ store }: Pick<SystemContext, "store">, { id }: Upload): Promise<number> {
  const items = await store.uploads.items(id);
  return items.filter(({ state }) => state === "linked").reduce((sum, { linkCount }) => sum + linkCount, 0);
}

interface FolderWork extends Run {
  place: Place;
  group: FolderGroup;
  /** By position: why an item may not be uploaded any more. */
  refusals: ReadonlyMap<number, string>;
  /** What other uploads wrote into the folder meanwhile, by name. */
  texts: ReadonlyMap<string, string> | undefined;
}

async function workOn(context: SystemContext, work: FolderWork, progress: LinkProgress): Promise<void> {
  const { upload, place, group, refusals, texts, lease } = work;
  const eligible = group.items.filter(({ position }) => !refusals.has(position));
  const links = await context.store.uploads.links(upload.id, eligible.map(positionOf));
  const roots = sourceRootsFor(context.configuration, upload.project.name);
  const changed = await changedSources(context.files, eligible, links, roots);
  const sound = eligible.filter(({ position }) => !changed.has(position));
  const made = await madeMeanwhile(context.files, group.folder, sound, links, texts);
  if (made.length > 0) {
    const reason = "Another upload made the same links while this one waited.";
    await context.store.transaction(
      ({ uploads }) => uploads.setItems(upload.id, made.map(positionOf), { state: "unchanged", reason }),
      { lease },
    );
  }
  const items = sound.filter((item) => !made.includes(item));
  const folder = { ...group, items, upload, place, links };
  let remark: string | null = null;
  if (items.length > 0) await linkGroup(context, lease, folder, progress);
  // What an earlier try may have left in a folder of which nothing is wanted any more is taken back first.
  else if (upload.steps.links.attempts > 0) remark = await takeBackGroup(context, lease, folder);
  const reasons = [...refusals, ...changed].map(
    ([position, reason]) => [position, remark === null ? reason : `${reason} ${remark}`] as const,
  );
  await failThose(context, work, group.items, new Map(reasons));
}

async function failThose(
  context: Pick<SystemContext, "store">,
  { upload, lease }: Run,
  items: readonly UploadItem[],
  reasons: ReadonlyMap<number, string>,
): Promise<void> {
  const refused = items.flatMap(({ position }) => {
    const reason = reasons.get(position);
    return reason === undefined ? [] : [{ position, reason }];
  });
  if (refused.length === 0) return;
  await context.store.transaction(
    async ({ uploads }) => {
      for (const [reason, alike] of Map.groupBy(refused, (one) => one.reason)) {
        await uploads.setItems(upload.id, alike.map(positionOf), { state: "failed", reason });
      }
    },
    { lease },
  );
}

function positionOf({ position }: { position: number }): number {
  return position;
}
