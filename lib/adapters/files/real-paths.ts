import { folderOf, nameOf } from "#lib/domain/posix-path";
import { lstat, realpath, stat } from "./calls.ts";
import { codeOf, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";

/** The real path, or null where nothing is there that this account can reach. Throws AppError storage-failed. */
export async function realPathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isAbsence(error) || isRefusal(error) || codeOf(error) === "ELOOP") return null;
    throw storageFailure(error, path);
  }
}

/** Real paths of several folders, each looked up once. */
export async function realPathsOf(paths: readonly string[]): Promise<Map<string, string | null>> {
  const distinct = [...new Set(paths)];
  const found = await Promise.all(distinct.map(realPathOf));
  return new Map(distinct.map((path, at) => [path, found[at] ?? null]));
}

/** What of a path exists already. */
export interface Deepest {
  path: string;
  realPath: string;
  isFolder: boolean;
  /** Something on the way could not be looked into, so more may exist. */
  refused: boolean;
}

/** What is known already of folders that many paths share. */
export type KnownFolders = Map<string, Promise<Deepest>>;

/** The deepest part of an absolute, normal path that exists: the path itself, or an ancestor. A link that leads nowhere exists. */
export async function deepestExisting(path: string, known: KnownFolders = new Map()): Promise<Deepest> {
  try {
    const realPath = await realpath(path);
    return { path, realPath, isFolder: (await stat(realPath)).isDirectory(), refused: false };
  } catch (error) {
    if (!isAbsence(error) && !isRefusal(error) && codeOf(error) !== "ELOOP") throw storageFailure(error, path);
    const refused = isRefusal(error);
    const dangling = await deadLink(path);
    if (dangling !== null) return { path, realPath: dangling, isFolder: false, refused };
    if (path === "/") throw storageFailure(error, path);
    const parent = folderOf(path);
    const deepest = known.get(parent) ?? deepestExisting(parent, known);
    known.set(parent, deepest);
    return { ...(await deepest), refused: refused || (await deepest).refused };
  }
}

/** Where a link that leads nowhere really stands, or null where the path is no such link. */
async function deadLink(path: string): Promise<string | null> {
  try {
    if (!(await lstat(path)).isSymbolicLink()) return null;
    const parent = await realpath(folderOf(path));
    return parent === "/" ? `/${nameOf(path)}` : `${parent}/${nameOf(path)}`;
  } catch (error) {
    if (isAbsence(error) || isRefusal(error) || codeOf(error) === "ELOOP") return null;
    throw storageFailure(error, path);
  }
}
