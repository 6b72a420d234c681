import { access, constants, lstat, readdir, readlink } from "node:fs/promises";
import { ftpFolderName } from "#lib/domain/destination";
import { joinPath, pathBelow, segmentsOf } from "#lib/domain/posix-path";
import type { DestinationFacts, TargetEntry, TargetFacts } from "#lib/domain/target";
import type { TargetRequest } from "#lib/services/ports/files";
import { serviceAccount } from "./account.ts";
import { eachBounded } from "./each-bounded.ts";
import { codeOf, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";
import { type Deepest, deepestExisting, type KnownFolders, realPathOf, realPathsOf } from "./real-paths.ts";

const foldersAtOnce = 4;
const namesAtOnce = 8;
/** From here on, one read of the folder costs less than a look at each name. */
const manyNames = 16;

/** What the disk says of a destination. Throws AppError storage-failed. */
export async function readDestination(path: string, roots: readonly string[]): Promise<DestinationFacts> {
  const segments = segmentsOf(path);
  const at = segments.indexOf(ftpFolderName);
  const ftpFolder = at < 0 ? path : `/${segments.slice(0, at + 1).join("/")}`;
  const [deepest, ftp, realRoots] = await Promise.all([
    deepestExisting(path),
    deepestExisting(ftpFolder),
    realPathsOf(roots),
  ]);
  const ftpIsThere = at >= 0 && ftp.path === ftpFolder && ftp.isFolder;
  return {
    path,
    ftpFolder: { path: ftpFolder, realPath: ftpIsThere ? ftp.realPath : null },
    deepest: {
      path: deepest.path,
      realPath: deepest.realPath,
      isFolder: deepest.isFolder,
      writable: deepest.isFolder && !deepest.refused && (await isWritable(deepest.realPath)),
    },
    roots: Object.fromEntries(realRoots),
    account: serviceAccount(),
  };
}

/** What stands in each folder under the wanted names; answers in the order of the requests. Throws AppError storage-failed. */
export async function readTargets(requests: readonly TargetRequest[]): Promise<TargetFacts[]> {
  const answers = new Map<number, TargetFacts>();
  const known: KnownFolders = new Map();
  await eachBounded(requests.entries(), foldersAtOnce, async ([at, request]) => {
    answers.set(at, await readTarget(request, known));
  });
  return [...answers].sort(([a], [b]) => a - b).map(([, facts]) => facts);
}

async function readTarget({ folder, names }: TargetRequest, known: KnownFolders): Promise<TargetFacts> {
  const deepest = await deepestExisting(folder, known);
  const realFolder = joinPath(deepest.realPath, pathBelow(folder, deepest.path) ?? "");
  const state = stateOf(folder, deepest);
  if (state !== "folder") return { folder, state, realFolder, entries: {} };
  try {
    return { folder, state, realFolder, entries: await readEntries(realFolder, names) };
  } catch (error) {
    if (isRefusal(error)) return { folder, state: "unreadable", realFolder, entries: {} };
    throw storageFailure(error, folder);
  }
}

function stateOf(folder: string, { path, isFolder, refused }: Deepest): TargetFacts["state"] {
  if (refused) return "unreadable";
  if (!isFolder) return "other";
  return path === folder ? "folder" : "absent";
}

async function readEntries(realFolder: string, names: readonly string[]): Promise<TargetFacts["entries"]> {
  const there = names.length > manyNames ? new Set(await readdir(realFolder)) : null;
  const wanted = there === null ? names : names.filter((name) => there.has(name));
  const entries = new Map<string, TargetEntry>();
  await eachBounded(wanted, namesAtOnce, async (name) => {
    const entry = await readEntry(joinPath(realFolder, name));
    if (entry !== null) entries.set(name, entry);
  });
  return Object.fromEntries(entries);
}

async function readEntry(path: string): Promise<TargetEntry | null> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return { kind: "link", text: await readlink(path), reaches: await realPathOf(path) };
    if (stats.isFile()) return { kind: "file" };
    return { kind: stats.isDirectory() ? "folder" : "other" };
  } catch (error) {
    // EINVAL: the link became something else between the two calls; the next look will say what.
    if (isAbsence(error) || codeOf(error) === "EINVAL") return null;
    throw error;
  }
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (isRefusal(error) || isAbsence(error) || codeOf(error) === "EROFS") return false;
    throw storageFailure(error, folder);
  }
}
