import { randomUUID } from "node:crypto";
import { folderOf, joinPath, nameOf } from "#lib/domain/posix-path";
import { quoted } from "#lib/domain/sentences";
import type { FolderResult } from "#lib/services/ports/files";
import { mkdir, rename } from "./calls.ts";
import { checkSources } from "./check-sources.ts";
import { codeOf, FolderProblem } from "./file-errors.ts";
import { holdInside, swapped } from "./folder-place.ts";
import type { FolderRun } from "./folder-run.ts";
import type { HeldFolder } from "./held-folder.ts";
import { journalName } from "./link-into.ts";
import { writeJournal } from "./link-journal.ts";
import { makeLinks, standingAt } from "./link-names.ts";
import {
  clearStaging,
  createStaging,
  removeEmptyShelf,
  removeName,
  type Staging,
  stagedPrefix,
} from "./staging-folder.ts";

/**
 * Puts a folder that does not exist together beside its place, then gives it its name in one step. "again" where somebody
 * made that folder meanwhile: nothing is done then, and the links have to go into theirs.
 */
export async function stageFolder(run: FolderRun): Promise<FolderResult | "again"> {
  const { job, place } = run;
  const expected = job.links.filter(({ verdict }) => verdict !== "new");
  if (expected.length > 0) {
    if (place.missing.length === 1) await removeEmptyShelf(run.hold, place, job);
    const failures = expected.map(({ name }) => ({ name, reason: `${quoted(name)} is gone.` }));
    throw new FolderProblem(`${quoted(job.folder)} is not there any more. Preview again.`, failures);
  }
  const parent = await makeParents(run);
  const staging = await createStaging(run.hold, place, job);
  const named = await fillAndName(run, parent, staging);
  await clearStaging(staging, null).catch((error) => {
    if (!named) throw error;
  });
  if (!named) return "again";
  run.created.add(job.folder);
  run.progress.settle(job.links.length);
  return { outcome: "linked", made: job.links.length, createdFolders: [...run.created] };
}

/** True once the folder has its name; false where the name is taken. Whatever else happens leaves nothing but staging, cleared. */
async function fillAndName(run: FolderRun, parent: HeldFolder, staging: Staging): Promise<boolean> {
  const { job, hold, mode } = run;
  const staged = `${stagedPrefix}${randomUUID()}`;
  try {
    await mkdir(staging.folder.at(staged), 0o700);
    const journal = { staged, created: [...run.created, job.folder], links: job.links };
    await run.permit.still();
    await writeJournal(staging.folder, journalName, journal);
    const inside = await hold.open(staging.folder.at(staged));
    // Nobody sees the links yet, so that their sources can be looked at meanwhile: until right before they become visible.
    await bothDone([checkSources(job.links, run.place.realFolder), linksIn(inside, run)]);
    await inside.chmod(mode);
    if (!(await parent.isAt(folderOf(job.folder)))) throw await movedAway(folderOf(job.folder));
    await run.permit.ask();
    const named = await giveName(staging.folder.at(staged), parent.at(nameOf(job.folder)));
    // The journal goes first: without it, a folder that is still in staging means that nothing happened.
    await removeName(staging.folder.at(journalName)).catch((error) => {
      if (!named) throw error;
    });
    return named;
  } catch (error) {
    await run.permit.ask();
    await removeName(staging.folder.at(journalName));
    await clearStaging(staging, null);
    throw error;
  }
}

function linksIn(inside: HeldFolder, { job, progress }: FolderRun): Promise<void> {
  const links = job.links.map(({ name, text }) => ({ path: inside.at(name), text }));
  const taken = async (at: number) => {
    throw new FolderProblem(
      `Something took the name ${quoted(job.links[at]?.name ?? "")} in staging. Upload it again.`,
    );
  };
  return makeLinks(links, taken, (made) => progress.add(made));
}

/** A parent that is gone is made anew by the next attempt; something else in its place is nobody's to touch. */
async function movedAway(path: string): Promise<Error> {
  if ((await standingAt(path)).kind !== "nothing") return swapped(path);
  return Object.assign(new Error(`${quoted(path)} is gone.`), { code: "ENOENT" });
}

/** Waits for both whatever comes of one, so that nothing goes on behind its back. Throws the first's error before the second's. */
async function bothDone(work: readonly [Promise<void>, Promise<void>]): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === "rejected") throw outcome.reason;
}

async function giveName(staged: string, place: string): Promise<boolean> {
  // A rename would take the place of an empty folder without a word.
  if ((await standingAt(place)).kind !== "nothing") return false;
  try {
    await rename(staged, place);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOTEMPTY" || code === "EEXIST" || code === "ENOTDIR") return false;
    if (code !== "ENOENT") throw error;
    // Sent twice by a network file system: the first call did it.
    const [left, arrived] = [await standingAt(staged), await standingAt(place)];
    if (left.kind === "nothing" && arrived.kind === "other") return true;
    throw error;
  }
}

/** Makes what is missing above the folder, with the configured mode, and holds the folder's parent. */
async function makeParents({ job, hold, place, mode, created, permit, willMake }: FolderRun): Promise<HeldFolder> {
  let path = place.existing.path;
  await willMake(place.missing.map((_, at) => joinPath(path, place.missing.slice(0, at + 1).join("/"))));
  let held = await holdInside(hold, place.existing.realPath, place);
  for (const name of place.missing.slice(0, -1)) {
    path = joinPath(path, name);
    await permit.still();
    const isNew = await makeNew(held.at(name), mode);
    if (isNew) created.add(path);
    held = await hold.open(held.at(name)).catch((error) => {
      if (codeOf(error) !== "ELOOP" && codeOf(error) !== "ENOTDIR") throw error;
      throw new FolderProblem(
        `Something that is no folder took the name ${quoted(path)} while ${quoted(job.folder)} was made.`,
      );
    });
    if (isNew) await held.chmod(mode);
  }
  return held;
}

async function makeNew(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, mode);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}
