import { createHash } from "node:crypto";
import { readdir as readEntries } from "node:fs/promises";
import { listedFew, quoted } from "#lib/domain/sentences";
import type { FolderJob } from "#lib/services/ports/files";
import { mkdir, readdir, readlink, rmdir, unlink } from "./calls.ts";
import { codeOf, FolderProblem, isAbsence } from "./file-errors.ts";
import { holdInside, type Place } from "./folder-place.ts";
import type { HeldFolder, Hold } from "./held-folder.ts";
import type { Journal } from "./link-journal.ts";

export type StagedJob = Pick<FolderJob, "jobId" | "folder" | "staging">;

/** A job's own folder, where things stand until they get their name, or after they lost it. */
export interface Staging {
  folder: HeldFolder;
  /** Removes the job's folder, and the folder that it stands in where nothing else is left there. */
  remove(): Promise<void>;
}

/** Begins the names of folders that are being put together. */
export const stagedPrefix = "new-";
/** Holds links that are being replaced. */
export const oldFolder = "old";
/** Holds what is being removed, until it is certain that it is ours. */
export const outFolder = "out";
const ownFolders = [oldFolder, outFolder];
const ownerOnly = 0o700;

/** What an interrupted run of this job left, or null; an empty folder around it is left to whoever comes after. */
export async function lookForStaging(hold: Hold, place: Place, job: StagedJob): Promise<Staging | null> {
  try {
    return await openStaging(hold, place, job, "as it is");
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw notAFolder(error, job);
    return null;
  }
}

/** The same, and no empty folder stays where nothing was found. */
export async function findStaging(hold: Hold, place: Place, job: StagedJob): Promise<Staging | null> {
  const found = await lookForStaging(hold, place, job);
  if (found === null) await removeEmptyShelf(hold, place, job);
  return found;
}

/** A run may have ended between making the folder around its own and making that. Another job that is just there makes it anew. */
export async function removeEmptyShelf(hold: Hold, place: Place, job: StagedJob): Promise<void> {
  if (job.staging.startsWith("/")) return;
  const beside = await holdInside(hold, place.beside, place);
  await removeEmpty(beside.at(job.staging));
}

/** Makes the job's staging folder. Throws ENOENT where another job removed the folder around it at that moment. */
export async function createStaging(hold: Hold, place: Place, job: StagedJob): Promise<Staging> {
  try {
    return await openStaging(hold, place, job, "made");
  } catch (error) {
    throw notAFolder(error, job);
  }
}

/** A link or a file under staging's name is nobody's business to follow or to remove. */
function notAFolder(error: unknown, { staging, folder }: StagedJob): unknown {
  const code = codeOf(error);
  if (code !== "ENOTDIR" && code !== "ELOOP") return error;
  return new FolderProblem(
    `Something that is no folder has the name of the staging folder ${quoted(staging)} of ${quoted(folder)}. Move it away.`,
  );
}

async function openStaging(hold: Hold, place: Place, job: StagedJob, how: "as it is" | "made"): Promise<Staging> {
  const name = stagingName(job);
  const open = async (around: HeldFolder, inside: string) => {
    if (how === "made") await makeFolder(around.at(inside));
    return hold.open(around.at(inside));
  };
  if (job.staging.startsWith("/")) {
    const shelf = await openConfigured(hold, job, how);
    return { folder: await open(shelf, name), remove: () => removeEmpty(shelf.at(name)) };
  }
  const beside = await holdInside(hold, place.beside, place);
  const shelf = await open(beside, job.staging);
  const folder = await open(shelf, name);
  return {
    folder,
    async remove() {
      await removeEmpty(shelf.at(name));
      await removeEmpty(beside.at(job.staging));
    },
  };
}

async function openConfigured(hold: Hold, { staging }: StagedJob, how: "as it is" | "made"): Promise<HeldFolder> {
  return hold.open(staging).catch((error) => {
    if (how === "as it is" || codeOf(error) !== "ENOENT") throw error;
    throw new FolderProblem(`The staging folder ${quoted(staging)} of the configuration is not there.`);
  });
}

/**
 * Removes what the job has left in its staging folder, then the folder: folders that were being put together, which nobody
 * else can reach, and of links that were moved aside those that the journal knows. Throws FolderProblem, and keeps the
 * journal, where something that is not ours is kept there.
 */
export async function clearStaging({ folder, remove }: Staging, journal: Journal | null): Promise<void> {
  const names = await readdir(folder.path);
  for (const name of names) {
    if (name.startsWith(stagedPrefix)) await removeLinks(folder, name);
    else if (ownFolders.includes(name)) await emptyOwn(folder, name, journal);
  }
  // Last, so that a run that is interrupted here still knows which folders it made.
  for (const name of names) {
    if (!name.startsWith(stagedPrefix) && !ownFolders.includes(name)) await removeName(folder.at(name));
  }
  await remove();
}

async function removeLinks(staging: HeldFolder, folder: string): Promise<void> {
  const entries = await readEntries(staging.at(folder), { withFileTypes: true });
  for (const entry of entries) if (entry.isSymbolicLink()) await removeName(`${staging.at(folder)}/${entry.name}`);
  await removeEmpty(staging.at(folder));
}

async function emptyOwn(staging: HeldFolder, folder: string, journal: Journal | null): Promise<void> {
  const known = new Map(
    (journal?.links ?? []).map(({ name, text, replaces }) => [name, folder === oldFolder ? replaces : text]),
  );
  const strangers: string[] = [];
  for (const { name } of await readEntries(staging.at(folder), { withFileTypes: true })) {
    const path = `${staging.at(folder)}/${name}`;
    if ((await textAt(path)) === (known.get(name) ?? null)) await removeName(path);
    else strangers.push(name);
  }
  if (strangers.length > 0) throw keptAside(strangers, `${staging.realPath}/${folder}`);
  await removeEmpty(staging.at(folder));
}

/** What a link says; undefined for what is none. */
async function textAt(path: string): Promise<string | undefined> {
  return readlink(path).catch(() => undefined);
}

/** Says where something was put that had the name of a link of ours, and could not go back. */
export function keptAside(names: readonly string[], folder: string): FolderProblem {
  return new FolderProblem(
    `Somebody put something else under the name ${listedFew(names.map(quoted))} while the upload ran, and then took that name anew. It is kept in ${quoted(folder)}: move it away from there, then try again.`,
  );
}

/** Removes a name that is ours; gone already is just as good. */
export async function removeName(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
}

/** Removes a folder if nothing is in it. */
export async function removeEmpty(path: string): Promise<void> {
  try {
    await rmdir(path);
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (!["ENOENT", "ENOTEMPTY", "EEXIST", "ENOTDIR", "EBUSY"].includes(code)) throw error;
  }
}

/** Makes a folder for this account alone; there already is just as good. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, ownerOnly);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

function stagingName({ jobId }: Pick<StagedJob, "jobId">): string {
  return /^[\w-][\w.-]{0,99}$/.test(jobId) ? jobId : createHash("sha256").update(jobId).digest("hex");
}
