import { access, constants, lstat, readdir, realpath, stat } from "node:fs/promises";
import { folderOf, isWithin, joinPath, nameOf, pathIn } from "#lib/domain/posix-path";
import { lookalikesOf, nearbySequences } from "#lib/domain/preflight-names";
import { type FramePattern, parsePattern } from "#lib/domain/sequence";
import type { SourceFacts, SourceFile } from "#lib/domain/source";
import type { SourceRequest, SourceWatch } from "#lib/services/ports/files";
import { serviceAccount } from "./account.ts";
import { lookAtAll } from "./bulk.ts";
import { eachBounded } from "./each-bounded.ts";
import { codeOf, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";
import { isRegularFile } from "./file-mode.ts";
import { realPathsOf } from "./real-paths.ts";

const foldersAtOnce = 4;
const filesAtOnce = 8;
const readableByAll = 0o444n;

interface Wanted {
  path: string;
  name: string;
  /** Null for a plain file. */
  pattern: FramePattern | null;
  roots: readonly string[];
  answer(facts: SourceFacts): void;
}

/** Reads each distinct folder once, whatever the number of requests in it. Throws AppError storage-failed. */
export async function readSources(
  requests: readonly SourceRequest[],
  { onProgress, signal }: SourceWatch = {},
): Promise<SourceFacts[]> {
  const realRoots = await realPathsOf(requests.flatMap(({ roots }) => roots));
  const answers = new Map<number, SourceFacts>();
  const byFolder = new Map<string, Wanted[]>();
  requests.forEach(({ path, roots }, at) => {
    const wanted: Wanted = {
      path,
      name: nameOf(path),
      pattern: parsePattern(path),
      roots: roots.flatMap((root) => realRoots.get(root) ?? []),
      answer: (facts) => answers.set(at, facts),
    };
    const folder = folderOf(path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), wanted]);
  });
  let files = 0;
  const onFiles = (more: number) => {
    files += more;
    onProgress?.(files);
  };
  await eachBounded(byFolder, foldersAtOnce, async ([folder, wanted]) => {
    signal?.throwIfAborted();
    await readFolder(folder, wanted, onFiles);
  });
  return requests.map(({ path }, at) => answers.get(at) ?? { state: "absent", path });
}

async function readFolder(folder: string, all: readonly Wanted[], onFiles: (files: number) => void): Promise<void> {
  let realFolder: string;
  try {
    realFolder = await realpath(folder);
  } catch (error) {
    return answerAll(all, error, folder);
  }
  const inside = all.filter((wanted) => {
    if (wanted.roots.some((root) => isWithin(realFolder, root))) return true;
    const realPath = wanted.pattern === null ? joinPath(realFolder, wanted.name) : realFolder;
    wanted.answer({ state: "outside", path: wanted.path, realPath });
    return false;
  });
  const names = await namesIn(realFolder, folder, inside);
  const lookedFor = new Map<Wanted, string[]>();
  for (const wanted of inside) {
    if (wanted.pattern === null) lookedFor.set(wanted, [wanted.name]);
    else if (names !== null)
      lookedFor.set(
        wanted,
        names.filter((name) => fits(name, wanted)),
      );
  }
  const wantedNames = new Set([...lookedFor.values()].flat());
  const nearby = nearbySequences((names ?? []).filter((name) => !wantedNames.has(name)));
  const files = await readFiles(realFolder, wantedNames, onFiles);
  for (const [{ path, pattern, roots, answer }, names] of lookedFor) {
    const found = names.flatMap((name) => files.get(name) ?? []).map((file) => withinRoots(file, roots));
    if (pattern === null && found.length === 0) answer({ state: "absent", path });
    else {
      const lookalikes = pattern === null ? [] : lookalikesOf(pattern, nearby);
      answer({ state: "found", path, realFolder, files: found, ...(lookalikes.length > 0 && { lookalikes }) });
    }
  }
}

/** Null where the folder cannot be listed: the patterns among `all` then have their answer. */
async function namesIn(realFolder: string, folder: string, all: readonly Wanted[]): Promise<string[] | null> {
  const patterns = all.filter(({ pattern }) => pattern !== null);
  if (patterns.length === 0) return [];
  try {
    return (await readdir(realFolder)).sort();
  } catch (error) {
    answerAll(patterns, error, folder);
    return null;
  }
}

async function readFiles(
  realFolder: string,
  names: ReadonlySet<string>,
  onFiles: (files: number) => void,
): Promise<Map<string, SourceFile>> {
  const wanted = [...names];
  const paths = wanted.map((name) => pathIn(realFolder, name));
  const files = new Map<string, SourceFile>();
  // Whatever one look does not settle is looked at more closely below, and so is what went wrong.
  const lookAt = await lookAtAll("lstat", paths, async () => undefined, onFiles);
  const unsettled = wanted.filter((name, at) => {
    const look = lookAt(at);
    // What everybody may read needs no second call: frames come by the hundred thousand.
    if (look === null || !isRegularFile(look.mode) || (look.mode & readableByAll) !== readableByAll) return true;
    files.set(name, { name, size: Number(look.size), mtimeNs: `${look.mtimeNs}`, state: "ok" });
    return false;
  });
  await eachBounded(unsettled, filesAtOnce, async (name) => {
    const file = await readFile(realFolder, name);
    if (file !== null) files.set(name, file);
  });
  return files;
}

function fits(name: string, { pattern }: Wanted): boolean {
  if (pattern === null) return false;
  const { prefix, suffix } = pattern;
  return name.length >= prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
}

function answerAll(all: readonly Wanted[], error: unknown, folder: string): void {
  if (!isAbsence(error) && !isRefusal(error) && codeOf(error) !== "ELOOP") throw storageFailure(error, folder);
  const reason = `the account \`${serviceAccount()}\` has no read access to \`${folder}\``;
  for (const { path, answer } of all) {
    answer(isRefusal(error) ? { state: "unreadable", path, reason } : { state: "absent", path });
  }
}

function withinRoots(file: SourceFile, roots: readonly string[]): SourceFile {
  const { realPath } = file;
  if (realPath === undefined || roots.some((root) => isWithin(realPath, root))) return file;
  return { ...file, state: "outside" };
}

/** Null where the file is gone. */
async function readFile(realFolder: string, name: string): Promise<SourceFile | null> {
  const path = joinPath(realFolder, name);
  try {
    const own = await lstat(path, { bigint: true });
    if (!own.isSymbolicLink()) return await fileOf(name, path, own);
    const realPath = await realpath(path).catch((error) => {
      if (isAbsence(error) || codeOf(error) === "ELOOP") return null;
      throw error;
    });
    if (realPath === null) return { name, size: 0, mtimeNs: `${own.mtimeNs}`, state: "not-a-file" };
    return { ...(await fileOf(name, realPath, await stat(realPath, { bigint: true }))), realPath };
  } catch (error) {
    if (isRefusal(error)) return { name, size: 0, mtimeNs: "0", state: "unreadable" };
    if (isAbsence(error)) return null;
    throw storageFailure(error, path);
  }
}

interface Stats {
  size: bigint;
  mtimeNs: bigint;
  mode: bigint;
  isFile(): boolean;
}

async function fileOf(name: string, path: string, stats: Stats): Promise<SourceFile> {
  const file = { name, size: Number(stats.size), mtimeNs: `${stats.mtimeNs}` };
  if (!stats.isFile()) return { ...file, state: "not-a-file" };
  try {
    await access(path, constants.R_OK);
    return { ...file, state: "ok" };
  } catch (error) {
    if (isRefusal(error)) return { ...file, state: "unreadable" };
    throw error;
  }
}
