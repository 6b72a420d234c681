import { quoted } from "#lib/domain/sentences";
import { rename } from "./calls.ts";
import { eachBounded } from "./each-bounded.ts";
import { FolderProblem, isAbsence } from "./file-errors.ts";
import type { HeldFolder } from "./held-folder.ts";
import type { Journal, JournaledLink } from "./link-journal.ts";
import { makeLink, moveBack, reads, standingAt } from "./link-names.ts";
import { makeFolder, oldFolder, outFolder, removeName, type Staging } from "./staging-folder.ts";

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
  const old = `${staging.folder.at(oldFolder)}/${name}`;
  if (await reads(place, text)) {
    // Written anew where a finished run had dropped it already, and before ours goes: an interruption must not lose it.
    if (replaces !== null) await makeLink(old, replaces);
    await remove(place, text, `${staging.folder.at(outFolder)}/${name}`);
  }
  if (replaces === null || (await moveBack(old, place))) return;
  if (await reads(old, replaces)) return removeName(old);
  throw new FolderProblem(
    `${quoted(name)} changed while the upload ran. What was found under that name is kept in ${quoted(`${staging.folder.realPath}/${oldFolder}`)}.`,
  );
}

/** Moved out first and looked at there: under its name, it could change between the look and the removal. */
async function remove(place: string, text: string, out: string): Promise<void> {
  try {
    await rename(place, out);
  } catch (error) {
    if (isAbsence(error)) return;
    throw error;
  }
  if (await reads(out, text)) return removeName(out);
  if (!(await moveBack(out, place)) && (await standingAt(out)).kind !== "nothing") {
    throw new FolderProblem(
      `Something was put in the place of a link while it was being removed. It is kept in staging.`,
    );
  }
}
