import { createHash } from "node:crypto";
import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import { folderOf, isWithin } from "#lib/domain/posix-path";
import { quoted } from "#lib/domain/sentences";
import type { UploadItem, Withdrawal } from "#lib/domain/upload";
import { type LinkFate, leftAloneIn, withdrawnItem } from "#lib/domain/withdrawal";
import { zonedTime } from "#lib/domain/zoned-time";
import type { Lease } from "#lib/services/ports/store";
import { claimKey } from "./claim-places.ts";
import type { SystemContext } from "./context.ts";
import { eachAtOnce } from "./each-at-once.ts";
import { type Place, placeNow } from "./links-still-allowed.ts";
import { uploadEvent } from "./upload-event.ts";
import type { WithdrawnUpload } from "./withdrawn-upload.ts";

const foldersAtOnce = 4;
const itemsAtOnce = 50;

/** A run of a withdrawal; aborted when it is no longer this worker's. */
export interface WithdrawalRun {
  upload: WithdrawnUpload;
  lease: Lease;
  signal: AbortSignal;
}

/**
 * Removes the links that are still as the upload made them, folder by folder, each recorded; then the empty folders that
 * it made. Records what became of each item. False where another upload works on one of the folders: then nothing is
 * done yet. Throws AppError bad-destination where the destination is not the program's to touch any more.
 */
export async function withdrawLinks(context: SystemContext, run: WithdrawalRun): Promise<boolean> {
  const { upload, lease, signal } = run;
  const { store } = context;
  const folders = await store.made.folders(upload.id);
  const place = await placeNow(context, upload, []);
  if ("refusal" in place) throw new AppError("bad-destination", `Nothing was withdrawn. ${place.refusal}`);
  if (!(await claimFolders(context, run, folders))) return false;
  const done = new Map<string, FolderOutcome>();
  await eachAtOnce(folders, foldersAtOnce, async (folder) => {
    signal.throwIfAborted();
    done.set(folder, await withdrawFolder(context, run, place, folder));
  });
  await lease.check();
  await record(context, run, done, await emptyFolders(context, upload.id, place, folders));
  return true;
}

interface EmptiedFolders {
  removed: readonly string[];
  left: Withdrawal["leftAlone"];
  /** Those that are not there any more, removed by this run or not. */
  gone: readonly string[];
}

/**
 * Removes the empty ones of the folders that the upload made, and of those on the way to its links that another upload
 * made: whoever is last takes them away. Only what stays of its own is told.
 */
async function emptyFolders(
  { store, files }: Pick<SystemContext, "store" | "files">,
  id: UploadId,
  place: Place,
  folders: readonly string[],
): Promise<EmptiedFolders> {
  const own = new Set((await store.madeFolders.of(id)).map(({ path }) => path));
  const others = await store.madeFolders.amongThose([
    ...new Set([...folders, ...own].flatMap((path) => onWay(path, place.ftpFolder))),
  ]);
  const all = [...new Set([...own, ...others])];
  const { removed, left } = await files.removeFolders({ ...place, folders: all });
  const stay = new Set(left.map(({ path }) => path));
  return {
    removed,
    left: left.filter(({ path }) => own.has(path)),
    gone: all.filter((path) => !stay.has(path)),
  };
}

/** The folder and those above it, below 00_ftp. */
function onWay(folder: string, ftpFolder: string): string[] {
  return folder !== ftpFolder && isWithin(folder, ftpFolder) ? [folder, ...onWay(folderOf(folder), ftpFolder)] : [];
}

/** The links' fates by name, and whether the folder as a whole could not be worked on. */
interface FolderOutcome {
  fates: ReadonlyMap<string, LinkFate>;
  refused: boolean;
}

/** Keeps uploads out of the folders meanwhile: a link that one of them makes must not be recorded as withdrawn. */
async function claimFolders(
  { store, files }: Pick<SystemContext, "store" | "files">,
  { upload, lease }: WithdrawalRun,
  folders: readonly string[],
): Promise<boolean> {
  const real = await files.targets(folders.map((folder) => ({ folder, names: [] })));
  const keys = new Set(
    [...folders, ...real.map(({ realFolder }) => realFolder)].map((path) => claimKey("folder", path)),
  );
  const taken = await store.transaction(({ claims }) => claims.take(upload.id, [...keys]), { lease });
  return taken === null;
}

async function withdrawFolder(
  context: SystemContext,
  { upload, lease }: WithdrawalRun,
  place: Place,
  folder: string,
): Promise<FolderOutcome> {
  const { store, files, configuration } = context;
  const made = await store.made.linksIn(upload.id, folder);
  const fates = new Map<string, LinkFate>();
  const reasons = new Map<UploadId, string>();
  for (const { name, later } of made) {
    if (later === null) continue;
    const reason = reasons.get(later) ?? (await laterReason(context, later));
    reasons.set(later, reason);
    fates.set(name, { fate: "left", reason });
  }
  const links = made.filter(({ later }) => later === null).map(({ name, text }) => ({ name, text }));
  if (links.length === 0) return { fates, refused: false };
  const { staging } = configuration.storage;
  const job = { jobId: jobIdOf(upload.id, folder), folder, ...place, staging, links };
  const { removed, gone, left, refused } = await files.removeLinks(job, { mayCommit: () => lease.check() });
  await store.transaction(
    async (records) => {
      await records.made.recordGone(upload.id, folder, [...removed, ...gone]);
      await records.withdrawals.set(upload.id, { moreLinksRemoved: removed.length });
    },
    { lease },
  );
  for (const name of removed) fates.set(name, { fate: "removed" });
  for (const name of gone) fates.set(name, { fate: "gone" });
  for (const { name, reason } of left) fates.set(name, { fate: "left", reason });
  return { fates, refused };
}

async function laterReason({ store, configuration }: SystemContext, id: UploadId): Promise<string> {
  const later = await store.uploads.get(id);
  if (later === null) return "A later upload has made it anew.";
  const at = zonedTime(later.submittedAt, configuration.report.timeZone);
  return `${later.actor.name}'s later upload of ${at} has made it anew (${quoted(later.id)}).`;
}

/** The same in every repeat, another one than for linking, and a name that any file system takes. */
function jobIdOf(uploadId: string, folder: string): string {
  return `${uploadId}-w-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
}

async function record(
  { store }: SystemContext,
  { upload, lease }: WithdrawalRun,
  folders: ReadonlyMap<string, FolderOutcome>,
  emptied: EmptiedFolders,
): Promise<void> {
  const items = (await store.uploads.items(upload.id)).filter(
    ({ state }) => state === "linked" || state === "withdrawn",
  );
  const outcomes = await itemOutcomes(store, upload.id, items, folders);
  const leftAlone = [
    ...[...folders].flatMap(([folder, { fates }]) => leftAloneIn(folder, leftOf(fates))),
    ...emptied.left,
  ];
  const foldersRemoved = [...new Set([...upload.withdrawal.foldersRemoved, ...emptied.removed])];
  const refused = [...folders].filter(([, outcome]) => outcome.refused).map(([folder]) => folder);
  await store.transaction(
    async (records) => {
      for (const { state, reason, positions } of outcomes) {
        await records.uploads.setItems(upload.id, positions, { state, reason });
      }
      await records.madeFolders.forget(emptied.gone);
      await records.withdrawals.set(upload.id, { foldersRemoved, leftAlone });
      const now = await records.uploads.get(upload.id);
      await records.audit.append({
        ...uploadEvent(upload, "links-withdrawn", {
          askedAt: upload.withdrawal.askedAt,
          links: now?.withdrawal?.linksRemoved ?? 0,
          folders: foldersRemoved,
          left: leftAlone.slice(0, 20),
          refused,
        }),
        actor: upload.withdrawal.by,
      });
      for (const waiting of await records.claims.release(upload.id)) {
        await records.jobs.enqueue({ step: "links", uploadId: waiting });
      }
    },
    { lease },
  );
}

function leftOf(fates: ReadonlyMap<string, LinkFate>): { name: string; reason: string }[] {
  return [...fates].flatMap(([name, fate]) => (fate.fate === "left" ? [{ name, reason: fate.reason }] : []));
}

interface ItemOutcome {
  state: UploadItem["state"];
  reason: string | null;
  positions: number[];
}

/** What becomes of the items, those alike together. A link that was recorded as gone by an earlier run has no fate in this one. */
async function itemOutcomes(
  store: SystemContext["store"],
  id: UploadId,
  items: readonly UploadItem[],
  folders: ReadonlyMap<string, FolderOutcome>,
): Promise<ItemOutcome[]> {
  const alike = new Map<string, ItemOutcome>();
  for (let from = 0; from < items.length; from += itemsAtOnce) {
    const some = items.slice(from, from + itemsAtOnce);
    const links = await store.uploads.links(
      id,
      some.map(({ position }) => position),
    );
    for (const { position, folder } of some) {
      const made = (links.get(position) ?? []).filter(({ verdict }) => verdict !== "unchanged");
      const known = folders.get(folder ?? "")?.fates;
      const fates = new Map(made.map(({ name }) => [name, known?.get(name) ?? ({ fate: "removed" } as const)]));
      const { state, reason } = withdrawnItem(made, fates);
      const key = `${state} ${reason ?? ""}`;
      const same = alike.get(key);
      if (same === undefined) alike.set(key, { state, reason, positions: [position] });
      else same.positions.push(position);
    }
  }
  return [...alike.values()];
}
