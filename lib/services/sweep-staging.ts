import { deliveryRootsFor, parseDestination } from "#lib/domain/destination";
import { sentenceOf } from "#lib/domain/errors";
import { type UploadId, uploadIdSchema } from "#lib/domain/ids";
import { leaseOf } from "#lib/domain/lease-name";
import { folderOf } from "#lib/domain/posix-path";
import type { StagingLeftover, StagingPlace } from "#lib/services/ports/files";
import type { StepOutcome } from "#lib/services/ports/store";
import { appErrorOf } from "./app-error.ts";
import type { SystemContext } from "./context.ts";
import { isOver } from "./step-is-over.ts";
import { tidyFolders } from "./tidy-folders.ts";
import { underLease } from "./under-lease.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** Uploads whose folders are looked at: what is older was looked at in many nights before. */
const uploadDays = 30;

/**
 * Removes what runs that were interrupted left in staging: only beside folders that uploads name, only of uploads that are
 * over or unknown, untouched for a day, and not journaled as unfinished. What is not the program's stays. Then empty folders
 * go that uploads made and that could not be removed when nothing was linked in them, or when that was withdrawn.
 */
export function sweepStaging(context: SystemContext, { signal }: { signal?: AbortSignal } = {}): Promise<StepOutcome> {
  return underLease(context, "sweep", async () => {
    const since = new Date(context.now().getTime() - uploadDays * dayMs);
    const places = placesOf(context, await context.store.made.foldersSince(since));
    for (const place of places) {
      signal?.throwIfAborted();
      await sweepPlace(context, place);
    }
    for (const id of await context.store.madeFolders.leftByThoseDone()) {
      signal?.throwIfAborted();
      await sweepFolders(context, id);
    }
    return "over";
  });
}

type Folder = Awaited<ReturnType<SystemContext["store"]["made"]["foldersSince"]>>[number];

/** One place for each folder that staging may lie in; folders that may not be delivered into any more have none. */
function placesOf({ configuration }: Pick<SystemContext, "configuration">, folders: readonly Folder[]): StagingPlace[] {
  const { staging, roots: volumes } = configuration.storage;
  const places = new Map<string, StagingPlace>();
  for (const { folder, projectName, uploadType, destination } of folders) {
    const roots = deliveryRootsFor(configuration, projectName, uploadType);
    try {
      const { ftpFolder } = parseDestination(destination, volumes, roots);
      // Folders side by side share their staging, unless they are 00_ftp itself.
      const key = folder === ftpFolder ? folder : `${folderOf(folder)}/`;
      places.set(staging.startsWith("/") ? staging : key, { folder, ftpFolder, roots, staging });
    } catch (error) {
      if (appErrorOf(error)?.code !== "bad-destination") throw error;
    }
  }
  return [...places.values()];
}

/** Under the lease of linking, so that an upload that is tried again meanwhile keeps its folders. */
async function sweepFolders(context: SystemContext, id: UploadId): Promise<void> {
  await underLease(context, leaseOf(id, "links"), async (lease) => {
    const upload = await context.store.uploads.get(id);
    if (upload === null || !isOver(upload, "links")) return "over";
    await tidyFolders(context, lease, upload, await context.store.uploads.items(id));
    return "over";
  });
}

async function sweepPlace(context: SystemContext, place: StagingPlace): Promise<void> {
  try {
    for (const leftover of await context.files.stagingLeftovers([place])) await sweepOne(context, place, leftover);
  } catch (error) {
    if (appErrorOf(error)?.code !== "storage-failed") throw error;
    context.log.warn({ folder: place.folder, error: sentenceOf(error) }, "staging could not be looked at");
  }
}

async function sweepOne(
  context: SystemContext,
  place: StagingPlace,
  { jobId, path, changedAt, unfinished }: StagingLeftover,
): Promise<void> {
  const { store, files, log, now } = context;
  if (now().getTime() - Date.parse(changedAt) < dayMs) return;
  const id = uploadIdSchema.safeParse(jobId.slice(0, 36));
  if (!id.success || !(await isDone(store, id.data))) return;
  if (unfinished) {
    log.warn({ uploadId: id.data, path }, "staging of an unfinished job is left by an upload that is over");
    return;
  }
  if (!(await files.clearLeftover(place, jobId))) {
    log.warn({ uploadId: id.data, path }, "staging holds what is not the program's, and is left");
    return;
  }
  await store.audit.append({
    kind: "staging-cleared",
    actor: null,
    address: null,
    subject: { type: "upload", id: id.data, label: path },
    details: { path, changedAt },
  });
}

/** Whether nothing of an upload runs or will run by itself. One that is not in the records is nobody's. */
async function isDone(store: SystemContext["store"], id: UploadId): Promise<boolean> {
  const upload = await store.uploads.get(id);
  if (upload === null) return true;
  const { withdrawal } = upload;
  return (
    isOver(upload, "links") && (withdrawal === null || withdrawal.state === "done" || withdrawal.state === "failed")
  );
}
