import { rename } from "./calls.ts";
import { eachBounded } from "./each-bounded.ts";
import { isAbsence } from "./file-errors.ts";
import type { HeldFolder } from "./held-folder.ts";
import type { Journal, JournaledLink } from "./link-journal.ts";
import { makeLink, moveBack, reads } from "./link-names.ts";
import { keptAside, makeFolder, oldFolder, outFolder, removeName, type Staging } from "./staging-folder.ts";

const namesAtOnce = 4;

/**
 * Brings a folder back to what it was before the journal was begun: links that read as journaled go, what they replaced
 * comes back. Does no harm wherever the run was interrupted, or this was, or if there is nothing to do.
 */
export async function takeBack(journal: Journal, staging: Staging, target: HeldFolder): Promise<void> {
  await makeFolder(staging.folder.at(outFolder));
  if (journal.links.some(({ replaces }) => replaces !== null)) await makeFolder(staging.folder.at(oldFolder));
  const failures: unknown[] = [];
  await eachBounded([...journal.links].reverse(), namesAtOnce, async (link) => {
    // A name that can't be taken back must not keep the others from it.
    await takeBackOne(link, staging, target).catch((error) => failures.push(error));
  });
  if (failures.length > 0) throw failures[0];
}

async function takeBackOne(
  { name, text, replaces }: JournaledLink,
  staging: Staging,
  target: HeldFolder,
): Promise<void> {
  const place = target.at(name);
  const out = `${staging.folder.at(outFolder)}/${name}`;
  await emptyOut(name, text, out, place, staging);
  const old = `${staging.folder.at(oldFolder)}/${name}`;
  if (await reads(place, text)) {
    // Written anew where a finished run had dropped it already, and before ours goes: an interruption must not lose it.
    if (replaces !== null) await makeLink(old, replaces);
    await remove(name, text, { place, out, staging });
  }
  if (replaces === null || (await moveBack(old, place))) return;
  if (await reads(old, replaces)) return removeName(old);
  throw keptAside([name], `${staging.folder.realPath}/${oldFolder}`);
}

/** What a run that was interrupted had moved out: ours goes, anything else returns to its place. */
async function emptyOut(name: string, text: string, out: string, place: string, staging: Staging): Promise<void> {
  if (await reads(out, text)) return removeName(out);
  if (!(await moveBack(out, place))) throw keptAside([name], `${staging.folder.realPath}/${outFolder}`);
}

interface Ways {
  place: string;
  /** Where it is moved out to. */
  out: string;
  staging: Staging;
}

/** Moved out first and looked at there: under its name, it could change between the look and the removal. */
async function remove(name: string, text: string, { place, out, staging }: Ways): Promise<void> {
  try {
    await rename(place, out);
  } catch (error) {
    if (isAbsence(error)) return;
    throw error;
  }
  await emptyOut(name, text, out, place, staging);
}
