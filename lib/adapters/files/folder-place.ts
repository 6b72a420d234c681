import { folderOf, isWithin, joinPath, nameOf, pathBelow, segmentsOf } from "#lib/domain/posix-path";
import { quoted, quotedList } from "#lib/domain/sentences";
import type { FolderJob } from "#lib/services/ports/files";
import { FolderProblem } from "./file-errors.ts";
import type { HeldFolder, Hold } from "./held-folder.ts";
import { deepestExisting, realPathsOf } from "./real-paths.ts";

/** Where a target folder really lies, or will lie, as the disk has it right now. */
export interface Place {
  realFtpFolder: string;
  realFolder: string;
  /** The deepest part of the folder's path that exists: as the studio writes it, and really. */
  existing: { path: string; realPath: string };
  /** Names of the folders that are missing, outermost first; the last is the target folder's own. Empty where it exists. */
  missing: readonly string[];
  /** The real folder that staging lies in, unless it is configured elsewhere: beside the target, never outside of 00_ftp. */
  beside: string;
}

type PlacedJob = Pick<FolderJob, "folder" | "ftpFolder" | "roots">;

/** Looks at the job's folder anew. Throws FolderProblem unless it really lies in its 00_ftp folder, and that in a delivery root. */
export async function findPlace({ folder, ftpFolder, roots }: PlacedJob): Promise<Place> {
  const [realRoots, ftp, deepest] = await Promise.all([
    realPathsOf(roots),
    deepestExisting(ftpFolder),
    deepestExisting(folder),
  ]);
  if (ftp.path !== ftpFolder || !ftp.isFolder) {
    throw new FolderProblem(`${quoted(ftpFolder)} is not there any more, or is no folder.`);
  }
  const realFtpFolder = ftp.realPath;
  if (![...realRoots.values()].some((root) => root !== null && isWithin(realFtpFolder, root))) {
    throw new FolderProblem(
      `${quoted(ftpFolder)} leads to ${quoted(realFtpFolder)}, which is in no delivery root of the project: ${quotedList(roots, "or")}.`,
    );
  }
  if (!isWithin(deepest.realPath, realFtpFolder)) {
    throw new FolderProblem(
      `${quoted(deepest.path)} leads out of its 00_ftp folder, to ${quoted(deepest.realPath)}. Pick another destination.`,
    );
  }
  if (!deepest.isFolder) {
    throw new FolderProblem(
      `${quoted(deepest.path)} is no folder: a file or a broken link has its name. Move that away, or pick another destination.`,
    );
  }
  const rest = pathBelow(folder, deepest.path) ?? "";
  const realFolder = joinPath(deepest.realPath, rest);
  const parent = folderOf(realFolder);
  return {
    realFtpFolder,
    realFolder,
    existing: { path: deepest.path, realPath: deepest.realPath },
    missing: segmentsOf(rest),
    beside: isWithin(parent, realFtpFolder) ? parent : realFolder,
  };
}

/** Holds a folder, opened once for one piece of work, and makes sure that what is held is still inside the real 00_ftp folder. */
export async function holdInside(hold: Hold, path: string, { realFtpFolder }: Place): Promise<HeldFolder> {
  const held = await hold.once(path);
  if (isWithin(held.realPath, realFtpFolder)) return held;
  throw swapped(path);
}

export function swapped(path: string): FolderProblem {
  return new FolderProblem(
    `${quoted(path)} was moved, or something else was put in its place, while the upload ran. Nothing was linked there. Preview again.`,
  );
}

/** Throws FolderProblem for a job that no plan can have asked for: its names would lead elsewhere. */
export function assertSound({ folder, ftpFolder, links }: PlacedJob & { links: readonly { name: string }[] }): void {
  if (nameOf(ftpFolder) !== "00_ftp" || !isWithin(folder, ftpFolder) || segmentsOf(folder).includes("..")) {
    throw new FolderProblem(`${quoted(folder)} is not inside ${quoted(ftpFolder)}.`);
  }
  const names = new Set<string>();
  for (const { name } of links) {
    if (name === "" || name === "." || name === ".." || /[/\0]/.test(name)) {
      throw new FolderProblem(`${quoted(name)} can't be the name of a link.`);
    }
    if (names.has(name)) throw new FolderProblem(`Two links want the name ${quoted(name)} in ${quoted(folder)}.`);
    names.add(name);
  }
}
