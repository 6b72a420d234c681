import { lstat, readdir, rmdir, stat } from "node:fs/promises";
import { folderOf, isWithin, joinPath } from "#lib/domain/posix-path";
import type { StagingLeftover, StagingPlace } from "#lib/services/ports/files";
import { codeOf, FolderProblem, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";
import { findPlace } from "./folder-place.ts";
import { type HeldFolder, Hold } from "./held-folder.ts";
import { committedName, journalName } from "./link-into.ts";
import { type Journal, readJournal } from "./link-journal.ts";
import { reads, standingAt } from "./link-names.ts";
import { removalName } from "./remove-links.ts";
import { signOfLife } from "./signs-of-life.ts";
import { oldFolder, outFolder, removeEmpty, removeName, stagedPrefix } from "./staging-folder.ts";

/** What the program itself calls a job: an upload's id, and a hash of the folder. */
const jobName = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}-(?:w-)?[0-9a-f]{12}$/;

const journals = [journalName, removalName, committedName];

/** Folders of jobs in staging beside these folders, each named once. Throws AppError storage-failed. */
export async function stagingLeftovers(places: readonly StagingPlace[]): Promise<StagingLeftover[]> {
  const found = new Map<string, StagingLeftover>();
  for (const shelf of new Set((await Promise.all(places.map(shelvesOf))).flat())) {
    await eachJob(shelf, async (jobId, folder) => {
      const { unfinished, changedAt } = await contentOf(folder);
      found.set(folder.realPath, { jobId, path: folder.realPath, changedAt, unfinished });
    });
    signOfLife();
  }
  return [...found.values()];
}

/** Removes what the program leaves in staging, and nothing else; false where something stays. Throws AppError storage-failed. */
export async function clearLeftover(place: StagingPlace, jobId: string): Promise<boolean> {
  let cleared = false;
  for (const shelf of await shelvesOf(place)) {
    await eachJob(shelf, async (found, folder, around) => {
      if (found !== jobId) return;
      const { unfinished, strangers } = await contentOf(folder);
      if (unfinished || strangers) return;
      await clear(folder);
      await removeEmpty(around.at(jobId));
      cleared = (await standingAt(around.at(jobId))).kind === "nothing";
    });
    // The folder around it goes with the last job; another job that needs it makes it anew.
    if (!place.staging.startsWith("/")) await rmdir(shelf).catch(() => undefined);
  }
  return cleared;
}

/** Where staging may really lie for a folder: beside it, in it where it is 00_ftp itself, or where the configuration says. */
async function shelvesOf({ folder, ftpFolder, roots, staging }: StagingPlace): Promise<string[]> {
  if (staging.startsWith("/")) return [staging];
  try {
    const around = isWithin(folderOf(folder), ftpFolder) ? folderOf(folder) : folder;
    const place = await findPlace({ folder: around, ftpFolder, roots });
    return place.missing.length > 0 ? [] : [joinPath(place.realFolder, staging)];
  } catch (error) {
    if (error instanceof FolderProblem) return [];
    throw error;
  }
}

type Job = (jobId: string, folder: HeldFolder, around: HeldFolder) => Promise<void>;

async function eachJob(path: string, work: Job): Promise<void> {
  const hold = new Hold();
  try {
    const shelf = await hold.open(path);
    for (const name of (await readdir(shelf.path)).filter((one) => jobName.test(one))) {
      const inner = new Hold();
      try {
        await work(name, await inner.open(shelf.at(name)), shelf);
      } finally {
        await inner.release();
      }
    }
  } catch (error) {
    if (isAbsence(error) || isRefusal(error) || codeOf(error) === "ELOOP") return;
    throw storageFailure(error, path);
  } finally {
    await hold.release();
  }
}

interface Content {
  unfinished: boolean;
  /** Something in it was not made by the program. */
  strangers: boolean;
  changedAt: string;
}

async function contentOf(folder: HeldFolder): Promise<Content> {
  let latest = (await stat(folder.path)).mtimeMs;
  let unfinished = false;
  let strangers = false;
  const committed = await readJournal(folder, committedName);
  for (const entry of await readdir(folder.path, { withFileTypes: true })) {
    const path = folder.at(entry.name);
    latest = Math.max(latest, (await lstat(path)).mtimeMs);
    if (entry.isDirectory() && isOurs(entry.name)) {
      const inside = await readdir(path, { withFileTypes: true });
      // Only a folder that is being put together was out of everybody's reach; elsewhere the journal must know it.
      const known = entry.name.startsWith(stagedPrefix) ? null : knownIn(entry.name, committed);
      for (const one of inside) strangers ||= known === null ? !one.isSymbolicLink() : !(await known(path, one.name));
    } else if (!entry.isFile() || !journals.includes(entry.name)) strangers = true;
    // One that is cut short says nothing: nothing had begun when it was being written.
    else if (entry.name !== committedName) unfinished ||= (await readJournal(folder, entry.name)) !== null;
  }
  return { unfinished, strangers, changedAt: new Date(latest).toISOString() };
}

/** Whether something in a folder for what was moved aside is what the journal says of it. */
function knownIn(inside: string, journal: Journal | null): (path: string, name: string) => Promise<boolean> {
  const texts = new Map(
    (journal?.links ?? []).map(({ name, text, replaces }) => [name, inside === oldFolder ? replaces : text]),
  );
  return async (path, name) => {
    const text = texts.get(name) ?? null;
    return text !== null && (await reads(`${path}/${name}`, text));
  };
}

function isOurs(folder: string): boolean {
  return folder.startsWith(stagedPrefix) || folder === oldFolder || folder === outFolder;
}

async function clear(folder: HeldFolder): Promise<void> {
  for (const entry of await readdir(folder.path, { withFileTypes: true })) {
    const path = folder.at(entry.name);
    if (!entry.isDirectory()) continue;
    for (const one of await readdir(path, { withFileTypes: true })) {
      if (one.isSymbolicLink()) await removeName(`${path}/${one.name}`);
    }
    await removeEmpty(path);
  }
  for (const name of journals) await removeName(folder.at(name));
}
