import type { Dirent } from "node:fs";
import { opendir } from "node:fs/promises";
import { isJunkFolder } from "#lib/domain/completion";
import { isDeliveryFolder } from "#lib/domain/destination";
import { compareNatural } from "#lib/domain/natural-order";
import type { FolderHoldings } from "#lib/domain/plan-tree";
import { isPathSegment, isWithin, joinPath } from "#lib/domain/posix-path";
import type { FolderNames, FolderNamesRequest } from "#lib/services/ports/files";
import { stat } from "./calls.ts";
import { eachBounded } from "./each-bounded.ts";
import { codeOf, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";
import { readDestination } from "./read-targets.ts";
import { realPathOf } from "./real-paths.ts";
import { signOfLife } from "./signs-of-life.ts";

/** Entries of one folder that are looked at; a look-up while somebody types must end. */
const mostEntries = 20_000;
const entriesAtOnce = 500;
const foldersAtOnce = 4;

/** Sub-folders of a folder that uploads may go into, in natural order. Nothing where it is absent, or really lies elsewhere. Throws AppError storage-failed. */
export async function readFolderNames(request: FolderNamesRequest): Promise<FolderNames> {
  const { folder, roots, begin, hidden, most } = request;
  const facts = await readDestination(folder, roots);
  const { realPath } = facts.ftpFolder;
  if (realPath === null || !isDeliveryFolder(facts, roots)) return { names: [], more: false };
  const start = begin.toLowerCase();
  const found: Dirent[] = [];
  const { cut } = await eachEntry(facts.deepest.realPath, (entry) => {
    const { name } = entry;
    if (!(entry.isDirectory() || entry.isSymbolicLink()) || !name.toLowerCase().startsWith(start)) return;
    if (isPathSegment(name) && !isJunkFolder(name) && !hidden.includes(name)) found.push(entry);
  });
  found.sort((one, other) => compareNatural(one.name, other.name));
  const names: string[] = [];
  for (const entry of found) {
    if (entry.isSymbolicLink() && !(await leadsToFolder(joinPath(facts.deepest.realPath, entry.name), realPath)))
      continue;
    if (names.length === most) return { names, more: true };
    names.push(entry.name);
  }
  return { names, more: cut };
}

/** How much each folder holds now; answers in the order of the folders. Throws AppError storage-failed. */
export async function readHoldings(folders: readonly string[]): Promise<FolderHoldings[]> {
  const answers = new Map<number, FolderHoldings>();
  await eachBounded(folders.entries(), foldersAtOnce, async ([at, folder]) => {
    answers.set(at, await readHolding(folder));
  });
  return [...answers].sort(([a], [b]) => a - b).map(([, holding]) => holding);
}

async function readHolding(folder: string): Promise<FolderHoldings> {
  const realPath = await realPathOf(folder);
  if (realPath === null) return { folder, state: "absent", entries: 0, cut: false };
  let entries = 0;
  const { cut, read } = await eachEntry(realPath, ({ name }) => {
    if (!isJunkFolder(name)) entries += 1;
  });
  return { folder, state: read ? "counted" : "uncounted", entries, cut };
}

async function eachEntry(folder: string, look: (entry: Dirent) => void): Promise<{ cut: boolean; read: boolean }> {
  let seen = 0;
  try {
    for await (const entry of await opendir(folder, { bufferSize: entriesAtOnce })) {
      seen += 1;
      if (seen > mostEntries) return { cut: true, read: true };
      if (seen % entriesAtOnce === 0) signOfLife();
      look(entry);
    }
  } catch (error) {
    if (!isUnreadable(error)) throw storageFailure(error, folder);
    return { cut: false, read: false };
  }
  return { cut: false, read: true };
}

/** A link inside 00_ftp to a folder that lies in it too. */
async function leadsToFolder(link: string, realFtpFolder: string): Promise<boolean> {
  const realPath = await realPathOf(link);
  signOfLife();
  if (realPath === null || !isWithin(realPath, realFtpFolder)) return false;
  try {
    return (await stat(realPath)).isDirectory();
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw storageFailure(error, link);
  }
}

function isUnreadable(error: unknown): boolean {
  return isAbsence(error) || isRefusal(error) || codeOf(error) === "ELOOP";
}
