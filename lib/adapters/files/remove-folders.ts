import { readdir, rmdir } from "node:fs/promises";
import { folderOf, isWithin, nameOf } from "#lib/domain/posix-path";
import { listedFew, quoted } from "#lib/domain/sentences";
import type { FoldersJob, FoldersResult } from "#lib/services/ports/files";
import { codeOf, FolderProblem, isAbsence, writeFailure } from "./file-errors.ts";
import { findPlace, holdInside } from "./folder-place.ts";
import { Hold } from "./held-folder.ts";
import { signOfLife } from "./signs-of-life.ts";

/** Removes empty folders below 00_ftp, innermost first; says what stays and why. Throws AppError storage-failed. */
export async function removeFolders(job: FoldersJob): Promise<FoldersResult> {
  const removed: string[] = [];
  const left: { path: string; reason: string }[] = [];
  for (const path of [...new Set(job.folders)].sort((a, b) => b.length - a.length)) {
    const answer = await removeOne(path, job);
    if (answer === "removed") removed.push(path);
    else if (answer !== "gone") left.push({ path, reason: answer.reason });
    signOfLife();
  }
  return { removed, left };
}

async function removeOne(path: string, { ftpFolder, roots }: FoldersJob) {
  const [parent, name] = [folderOf(path), nameOf(path)];
  const hold = new Hold();
  try {
    if (!isWithin(parent, ftpFolder)) throw new FolderProblem(`It is not inside ${quoted(ftpFolder)}.`);
    const place = await findPlace({ folder: parent, ftpFolder, roots });
    if (place.missing.length > 0) return "gone";
    const held = await holdInside(hold, place.realFolder, place);
    try {
      // By its own name in its held parent: a link in its place is no folder, and is not followed.
      await rmdir(held.at(name));
      return "removed";
    } catch (error) {
      if (isAbsence(error) && codeOf(error) !== "ENOTDIR") return "gone";
      return { reason: await reasonOf(error, held.at(name), path) };
    }
  } catch (error) {
    const failure = writeFailure(error, path);
    if (failure instanceof FolderProblem) return { reason: failure.message };
    throw failure;
  } finally {
    await hold.release();
  }
}

async function reasonOf(error: unknown, place: string, path: string): Promise<string> {
  switch (codeOf(error)) {
    case "ENOTEMPTY":
    case "EEXIST": {
      const names = await readdir(place).catch(() => []);
      return `It is not empty${names.length === 0 ? "" : `: ${listedFew(names.sort().map(quoted))}`}.`;
    }
    case "ENOTDIR":
      return "It is no folder any more.";
    case "EBUSY":
      return "Something is mounted there.";
    default: {
      const failure = writeFailure(error, folderOf(path));
      if (failure instanceof FolderProblem) return failure.message;
      throw failure;
    }
  }
}
