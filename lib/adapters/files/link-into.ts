import { counted, listedFew, quoted, verb } from "#lib/domain/sentences";
import type { UploadLink } from "#lib/domain/upload";
import type { FolderResult } from "#lib/services/ports/files";
import { readdir, rename } from "./calls.ts";
import { checkSources } from "./check-sources.ts";
import { eachBounded } from "./each-bounded.ts";
import { FolderProblem, isAbsence } from "./file-errors.ts";
import { holdInside, swapped } from "./folder-place.ts";
import type { FolderRun } from "./folder-run.ts";
import type { HeldFolder } from "./held-folder.ts";
import { writeJournal } from "./link-journal.ts";
import { makeLink, makeLinks, type Standing, standingAt } from "./link-names.ts";
import { realPathOf } from "./real-paths.ts";
import { clearStaging, createStaging, makeFolder, oldFolder, type Staging } from "./staging-folder.ts";
import { takeBack } from "./take-back.ts";

export const journalName = "journal";
export const committedName = "committed";
const linksAtOnce = 8;
const namesAtOnce = 8;
const manyNames = 16;

/** Links into a folder that exists, name by name: all of them, or the folder is as it was. */
export async function linkInto(run: FolderRun): Promise<FolderResult> {
  const { job, hold, place } = run;
  const target = await holdInside(hold, place.realFolder, place);
  const todo = await linksToMake(job.links, target, job.folder);
  const made = job.links.filter(({ verdict }) => verdict !== "unchanged").length;
  const linked: FolderResult = { outcome: "linked", made, createdFolders: [...run.created] };
  run.progress.add(made - todo.length);
  if (todo.length > 0) {
    await checkSources(todo, place.realFolder);
    await makeAll(run, target, todo);
  }
  run.progress.settle(made);
  return linked;
}

async function makeAll(run: FolderRun, target: HeldFolder, todo: readonly UploadLink[]): Promise<void> {
  const { job, hold, place } = run;
  await run.permit.still();
  const staging = await createStaging(hold, place, job);
  const journal = { staged: null, created: [...run.created], links: todo };
  try {
    await writeJournal(staging.folder, journalName, journal);
    const replacing = todo.filter(({ verdict }) => verdict === "replace");
    if (replacing.length > 0) await makeFolder(staging.folder.at(oldFolder));
    await makeNew(run, target, todo);
    await eachBounded(replacing, linksAtOnce, async (link) => {
      await run.permit.still();
      await replaceOne(link, staging, target, job.folder);
      run.progress.add(1);
    });
    if (!(await target.isAt(job.folder))) throw swapped(job.folder);
    await run.permit.ask();
    await rename(staging.folder.at(journalName), staging.folder.at(committedName));
  } catch (error) {
    // Where another worker has taken over, what stands here is theirs to deal with.
    await run.permit.ask();
    await takeBack(journal, staging, target);
    await clearStaging(staging, journal);
    throw error;
  }
  // Everything stands: what is left in staging is the next run's to clear, and no reason to report a failure.
  await clearStaging(staging, journal).catch(() => undefined);
}

function makeNew({ job, progress, permit }: FolderRun, target: HeldFolder, todo: readonly UploadLink[]): Promise<void> {
  const links = todo
    .filter(({ verdict }) => verdict === "new")
    .map(({ name, text }) => ({ name, path: target.at(name), text }));
  const taken = async (at: number) => {
    const { name = "", path = "" } = links[at] ?? {};
    throw takenNames(job.folder, [{ name, standing: await standingAt(path) }]);
  };
  return makeLinks(
    links,
    taken,
    (made) => progress.add(made),
    () => permit.still(),
  );
}

async function replaceOne(link: UploadLink, staging: Staging, target: HeldFolder, folder: string): Promise<void> {
  const { name, text, replaces } = link;
  if (replaces !== null) await moveOld(name, replaces, staging, target, folder);
  if (await makeLink(target.at(name), text)) return;
  throw takenNames(folder, [{ name, standing: await standingAt(target.at(name)) }]);
}

async function moveOld(
  name: string,
  replaces: string,
  staging: Staging,
  target: HeldFolder,
  folder: string,
): Promise<void> {
  const old = `${staging.folder.at(oldFolder)}/${name}`;
  try {
    await rename(target.at(name), old);
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
  const moved = await standingAt(old);
  if (moved.kind === "link" && moved.text === replaces) return;
  // Whatever it is, it goes back with everything else that is taken back.
  throw takenNames(folder, [{ name, standing: moved }]);
}

/** Which links are still to be made. Throws FolderProblem unless every other name stands as the plan saw it, or reads as ours already. */
async function linksToMake(
  links: readonly UploadLink[],
  target: HeldFolder,
  folder: string,
): Promise<readonly UploadLink[]> {
  const there = links.length > manyNames ? new Set(await readdir(target.path)) : null;
  const todo = new Set<UploadLink>();
  const taken = new Map<UploadLink, Standing>();
  await eachBounded(links, namesAtOnce, async (link) => {
    const path = target.at(link.name);
    const standing: Standing = there?.has(link.name) === false ? { kind: "nothing" } : await standingAt(path);
    switch (link.verdict) {
      case "unchanged":
        if (standing.kind !== "link" || !(await reaches(path, link.source))) taken.set(link, standing);
        return;
      case "new":
      case "replace": {
        if (standing.kind === "link" && standing.text === link.text) return;
        const expected = link.verdict === "new" ? standing.kind === "nothing" : isText(standing, link.replaces);
        if (expected) todo.add(link);
        else taken.set(link, standing);
      }
    }
  });
  if (taken.size === 0) return links.filter((link) => todo.has(link));
  const found = links.flatMap((link) => {
    const standing = taken.get(link);
    return standing === undefined ? [] : [{ name: link.name, standing }];
  });
  throw takenNames(folder, found);
}

function isText(standing: Standing, text: string | null): boolean {
  return standing.kind === "link" && standing.text === text;
}

async function reaches(path: string, source: string): Promise<boolean> {
  const reached = await realPathOf(path);
  return reached !== null && reached === (await realPathOf(source));
}

function takenNames(folder: string, taken: readonly { name: string; standing: Standing }[]): FolderProblem {
  const failures = taken.map(({ name, standing }) => ({ name, reason: `${quoted(name)} ${saying(standing)}.` }));
  const names = listedFew(taken.map(({ name }) => quoted(name)));
  return new FolderProblem(
    `${counted(taken.length, "name")} in ${quoted(folder)} ${verb(taken.length, "is", "are")} not as the preview showed: ${names}. ${failures[0]?.reason ?? ""} Nothing of this folder was linked. Preview again.`,
    failures,
  );
}

function saying(standing: Standing): string {
  switch (standing.kind) {
    case "nothing":
      return "is gone";
    case "link":
      return `is a link that leads to ${quoted(standing.text)} now`;
    case "other":
      return "is taken by something that is no link, which is never touched";
  }
}
