import type { Configuration, StorageRoot } from "./configuration.ts";
import { AppError } from "./errors.ts";
import { folderOf, isWithin, joinPath, pathBelow, segmentsOf } from "./posix-path.ts";
import { pathForProject } from "./project-path.ts";
import { quoted, quotedList } from "./sentences.ts";
import { studioPath } from "./studio-path.ts";
import type { DestinationFacts } from "./target.ts";
import { type UploadType, uploadTypeLabel } from "./upload-type.ts";

export const ftpFolderName = "00_ftp";

export interface Destination {
  /** Absolute, normal, in the studio's mount form. */
  path: string;
  /** The first folder on the path named exactly 00_ftp. */
  ftpFolder: string;
}

/**
 * Reads what an artist pasted. `deliveryRoots`, where given, make the hint for a path without 00_ftp better.
 * Throws AppError bad-destination with a sentence that names the path and the nearest thing to do.
 */
export function parseDestination(
  input: string,
  roots: readonly StorageRoot[],
  deliveryRoots: readonly string[] = [],
): Destination {
  const mapped = studioPath(input, roots);
  if ("problem" in mapped) throw new AppError("bad-destination", mapped.problem);
  const segments = segmentsOf(mapped.path);
  const at = segments.indexOf(ftpFolderName);
  if (at < 0) throw new AppError("bad-destination", noFtpFolder(mapped.path, deliveryRoots));
  return { path: mapped.path, ftpFolder: `/${segments.slice(0, at + 1).join("/")}` };
}

function noFtpFolder(path: string, deliveryRoots: readonly string[]): string {
  return `${quoted(path)} has no ${quoted(ftpFolderName)} folder. Pick a folder inside ${nearestFtpFolder(path, deliveryRoots)}.`;
}

function nearestFtpFolder(path: string, deliveryRoots: readonly string[]): string {
  const segments = segmentsOf(path);
  const alike = segments.findIndex((segment) => /ftp/i.test(segment));
  const meant = joinPath("/", ...segments.slice(0, alike), ftpFolderName);
  const fits = deliveryRoots.length === 0 || deliveryRoots.some((folder) => isWithin(meant, folder));
  if (alike >= 0 && fits) return quoted(meant);
  const root = deliveryRoots.find((folder) => isWithin(path, folder)) ?? deliveryRoots[0];
  if (root === undefined) return `your project's ${quoted(ftpFolderName)}`;
  return quoted(ftpFoldersOf([root])[0] ?? root);
}

/** Folders that a project may deliver into. None where its name is not one clean path segment: "../NXP" must not reach another's. */
export function deliveryRootsFor(
  configuration: { storage: Pick<Configuration["storage"], "deliveries"> },
  projectName: string,
  uploadType: UploadType,
): string[] {
  const roots = configuration.storage.deliveries
    .filter((root) => root.uploadTypes.includes(uploadType))
    .filter((root) => root.projects === undefined || root.projects.includes(projectName))
    .flatMap((root) => pathForProject(root.path, projectName) ?? []);
  return [...new Set(roots)];
}

/** The 00_ftp folders that delivery roots stand for: a root itself where it is or lies in one, else the one in it. They need not exist. */
export function ftpFoldersOf(deliveryRoots: readonly string[]): string[] {
  return deliveryRoots.map((root) => (segmentsOf(root).includes(ftpFolderName) ? root : joinPath(root, ftpFolderName)));
}

export type DestinationJudgement =
  | { ok: true; realFtpFolder: string; realFolder: string }
  | { ok: false; sentence: string };

/**
 * Decides by what the disk says: the deepest existing ancestor must really lie in the first 00_ftp folder, and that one in a
 * delivery root of the project. Strict: a 00_ftp that is a link to another volume needs that volume among the delivery roots.
 */
export function judgeDestination(
  facts: DestinationFacts,
  wish: { projectName: string; uploadType: UploadType; roots: readonly string[] },
): DestinationJudgement {
  const uploads = `${uploadTypeLabel[wish.uploadType].toLowerCase()} uploads of ${wish.projectName}`;
  const { realPath } = facts.ftpFolder;
  if (realPath === null) return { ok: false, sentence: absence(facts, uploads, wish.roots) };
  const sentence = rootProblem({ ...facts, realPath }, uploads, wish.roots) ?? folderProblem(facts, realPath);
  if (sentence !== null) return { ok: false, sentence };
  const rest = pathBelow(facts.path, facts.deepest.path) ?? "";
  return { ok: true, realFtpFolder: realPath, realFolder: joinPath(facts.deepest.realPath, rest) };
}

/** Whether a folder is there and really lies where uploads may go: the judgement without write access and sentences. */
export function isDeliveryFolder(facts: DestinationFacts, roots: readonly string[]): boolean {
  const { path, ftpFolder, deepest } = facts;
  if (ftpFolder.realPath === null || deepest.path !== path || !deepest.isFolder) return false;
  return liesInRoot(ftpFolder.realPath, presentRoots(facts, roots)) && isWithin(deepest.realPath, ftpFolder.realPath);
}

/** A sentence about what an upload will make; null where the destination is there already. */
export function destinationRemark(destination: string, deepest: string): string | null {
  return destination === deepest ? null : `${quoted(destination)} is not there yet. The upload will make it.`;
}

function presentRoots({ roots: realRoots }: Pick<DestinationFacts, "roots">, roots: readonly string[]): string[] {
  return roots.flatMap((root) => realRoots[root] ?? []);
}

function liesInRoot(realPath: string, present: readonly string[]): boolean {
  return present.some((root) => isWithin(realPath, root));
}

function absence({ path, ftpFolder }: DestinationFacts, uploads: string, roots: readonly string[]): string {
  if (!roots.some((root) => isWithin(ftpFolder.path, root))) return elsewhere(path, uploads, roots);
  return `${quoted(ftpFolder.path)} is not there, or is no folder. Folders below it are made, ${quoted(ftpFolderName)} itself never is: ask for it, or pick another one in ${quotedList(roots, "or")}.`;
}

function rootProblem(
  { path, ftpFolder, realPath, roots: realRoots }: DestinationFacts & { realPath: string },
  uploads: string,
  roots: readonly string[],
): string | null {
  const present = presentRoots({ roots: realRoots }, roots);
  if (liesInRoot(realPath, present)) return null;
  if (!roots.some((root) => isWithin(ftpFolder.path, root))) return elsewhere(path, uploads, roots);
  if (present.length === 0) {
    return `No delivery root for ${uploads} is there on this server: ${quotedList(roots)}. Is the volume mounted?`;
  }
  return `${quoted(ftpFolder.path)} leads to ${quoted(realPath)}, which is in no delivery root for ${uploads}. Pick another folder, or ask for ${quoted(folderOf(realPath))} in ${quoted("storage.deliveries")} of the configuration.`;
}

function folderProblem({ ftpFolder, deepest, account }: DestinationFacts, realFtpFolder: string): string | null {
  if (!isWithin(deepest.realPath, realFtpFolder)) {
    return `${quoted(deepest.path)} leads out of its ${quoted(ftpFolderName)} folder, to ${quoted(deepest.realPath)}. Pick a folder that stays inside ${quoted(ftpFolder.path)}.`;
  }
  if (!deepest.isFolder) {
    return `${quoted(deepest.path)} is a file, not a folder. Pick a folder inside ${quoted(ftpFolder.path)}.`;
  }
  if (!deepest.writable) {
    return `The account ${quoted(account)} has no write access to ${quoted(deepest.path)}. Ask for it, or pick another folder inside ${quoted(ftpFolder.path)}.`;
  }
  return null;
}

function elsewhere(path: string, uploads: string, roots: readonly string[]): string {
  if (roots.length === 0) {
    return `No delivery root is configured for ${uploads}. Ask for one in ${quoted("storage.deliveries")} of the configuration.`;
  }
  return `${quoted(path)} is in no delivery root for ${uploads}. Pick a folder named ${quoted(ftpFolderName)}, or one inside it, in ${quotedList(roots, "or")}.`;
}
