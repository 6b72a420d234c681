import { lstat } from "node:fs/promises";
import type { FolderJob } from "#lib/services/ports/files";
import { isAbsence } from "./file-errors.ts";
import { findPlace, holdInside } from "./folder-place.ts";
import type { Hold } from "./held-folder.ts";

/**
 * Those of the folders that earlier tries said they would make that are there and are this account's, outermost first:
 * made by such a try, which may have ended before it could say so. A folder of somebody else's is theirs.
 */
export async function madeBefore({ mayHaveMade = [] }: Pick<FolderJob, "mayHaveMade">): Promise<string[]> {
  const found = await Promise.all(mayHaveMade.map(async (path) => ((await isOwn(path)) ? [path] : [])));
  return found.flat().sort((a, b) => a.length - b.length);
}

async function isOwn(path: string): Promise<boolean> {
  try {
    const found = await lstat(path);
    return found.isDirectory() && found.uid === (process.geteuid?.() ?? found.uid);
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

/** Gives those above the job's folder their mode: a try may have ended between making one and that. */
export async function endMaking(paths: Iterable<string>, job: FolderJob, mode: number, hold: Hold): Promise<void> {
  for (const path of paths) {
    if (path === job.folder) continue;
    const place = await findPlace({ ...job, folder: path });
    if (place.missing.length > 0) continue;
    const held = await holdInside(hold, place.realFolder, place);
    await held.chmod(mode);
  }
}
