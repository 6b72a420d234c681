import type { StorageRoot } from "./configuration.ts";
import { ftpFolderName } from "./destination.ts";
import { folderOf, isWithin, joinPath, nameOf, segmentsOf } from "./posix-path.ts";
import { studioPath } from "./studio-path.ts";

/** What is being typed: the folder whose sub-folders may follow, and how the next name begins. */
export interface TypedPlace {
  /** All of it, normal, in the studio's mount form. */
  path: string;
  folder: string;
  begin: string;
}

/** Where a half-typed path is. After a slash, and at a 00_ftp itself, any sub-folder may follow; null where it is no path yet. */
export function typedPlace(input: string, roots: readonly StorageRoot[]): TypedPlace | null {
  const mapped = studioPath(input, roots);
  if ("problem" in mapped) return null;
  const { path } = mapped;
  const ended = /[/\\]["'`”’>\s]*$/.test(input) || nameOf(path) === ftpFolderName || path === "/";
  return ended ? { path, folder: path, begin: "" } : { path, folder: folderOf(path), begin: nameOf(path) };
}

/** Whether folders of that folder may be offered: it is a 00_ftp folder or lies in one. */
export function isBelowFtpFolder(folder: string): boolean {
  return segmentsOf(folder).includes(ftpFolderName);
}

/** 00_ftp folders that may lie at or right below what is being typed, besides the delivery roots' own. */
export function ftpFoldersNear({ path, folder }: TypedPlace, deliveryRoots: readonly string[]): string[] {
  return [...new Set([path, folder])]
    .filter((place) => !isBelowFtpFolder(place) && deliveryRoots.some((root) => isWithin(place, root)))
    .map((place) => joinPath(place, ftpFolderName));
}

/** Of the 00_ftp folders those that what is typed may become; all of them where it leads to none. */
export function fittingFtpFolders(folders: readonly string[], { path }: Pick<TypedPlace, "path">): string[] {
  const begin = path.toLowerCase();
  const fitting = folders.filter((folder) => folder.toLowerCase().startsWith(begin));
  return fitting.length === 0 ? [...folders] : fitting;
}

/** Folders that nobody delivers into: hidden ones, and what file servers and desktops leave behind. */
export function isJunkFolder(name: string): boolean {
  return (
    name.startsWith(".") ||
    /^(?:@eaDir|#recycle|#snapshot|\$RECYCLE\.BIN|lost\+found|System Volume Information|__MACOSX)$/i.test(name)
  );
}

/** What the desk knows of a destination while it is being typed. */
export interface DestinationLook {
  /** As it was understood, in the studio's mount form; null where nothing was, or the field is empty. */
  path: string | null;
  /** The same as Windows has it; null where the configuration has no such alias. */
  windows: string | null;
  /** `new`: it is not there yet, and will be made. */
  state: "empty" | "there" | "new" | "wrong";
  /** What is wrong and how to right it, or what will be made; the same as the preview says. */
  sentence: string | null;
  /** 00_ftp folders of the project and upload type that are there. */
  ftpFolders: readonly string[];
  suggestion: string | null;
  /** Whole paths of folders that may follow, in natural order. */
  folders: readonly string[];
  /** There are more than those. */
  more: boolean;
  /** Sentences about storage that did not answer; what it holds is missing above. */
  troubles: readonly string[];
}
