import { readdir, rename } from "node:fs/promises";
import { quoted } from "#lib/domain/sentences";
import type { LinkWatch, RemovalJob, RemovalResult } from "#lib/services/ports/files";
import { eachBounded } from "./each-bounded.ts";
import { FolderProblem, isAbsence, writeFailure } from "./file-errors.ts";
import { assertSound, findPlace, holdInside, type Place } from "./folder-place.ts";
import { type HeldFolder, Hold } from "./held-folder.ts";
import { type JournaledLink, readJournal, writeJournal } from "./link-journal.ts";
import { moveBack, reads, type Standing, standingAt } from "./link-names.ts";
import { keepPermit, type Permit } from "./permit.ts";
import { createStaging, findStaging, makeFolder, outFolder, removeEmpty, removeName } from "./staging-folder.ts";

/** Names the links that a removal found as ours: what of them is gone later, it took away. */
export const removalName = "removal";
const namesAtOnce = 4;

type Fate = { fate: "removed" } | { fate: "gone" } | { fate: "left"; reason: string };

/**
 * Takes away the job's links that still read exactly as they were made. Each is moved out first and looked at there, so
 * that what somebody puts in its place meanwhile goes back. Does no harm wherever it or a run before it was interrupted.
 * Throws AppError storage-failed where another try may help.
 */
export async function removeLinks(job: RemovalJob, watch: Pick<LinkWatch, "mayCommit"> = {}): Promise<RemovalResult> {
  const hold = new Hold();
  const fates = new Map<string, Fate>();
  try {
    assertSound(job);
    const permit = keepPermit(async () => watch.mayCommit?.());
    await workIn(job, await findPlace(job), hold, { fates, permit });
    return resultOf(job, fates, false);
  } catch (error) {
    const failure = writeFailure(error, job.folder);
    if (!(failure instanceof FolderProblem)) throw failure;
    for (const { name } of job.links) {
      if (fates.get(name)?.fate !== "removed") fates.set(name, { fate: "left", reason: failure.message });
    }
    return resultOf(job, fates, true);
  } finally {
    await hold.release();
  }
}

function resultOf({ links }: RemovalJob, fates: ReadonlyMap<string, Fate>, refused: boolean): RemovalResult {
  const named = (wanted: "removed" | "gone") =>
    links.flatMap(({ name }) => ((fates.get(name)?.fate ?? "gone") === wanted ? [name] : []));
  const left = links.flatMap(({ name }) => {
    const known = fates.get(name);
    return known?.fate === "left" ? [{ name, reason: known.reason }] : [];
  });
  return { removed: named("removed"), gone: named("gone"), left, refused };
}

interface Removal {
  fates: Map<string, Fate>;
  permit: Permit;
}

async function workIn(job: RemovalJob, place: Place, hold: Hold, { fates, permit }: Removal): Promise<void> {
  // With its parent gone as well, staging is gone too, unless it lies elsewhere.
  if (place.missing.length > 1 && !job.staging.startsWith("/")) return;
  const target = place.missing.length === 0 ? await holdInside(hold, place.realFolder, place) : null;
  const earlier = await findStaging(hold, place, job);
  const journaled = earlier === null ? [] : ((await readJournal(earlier.folder, removalName))?.links ?? []);
  if (earlier !== null) {
    await permit.ask();
    await bringBack(job, earlier.folder, target, fates);
  }
  const texts = new Map(job.links.map(({ name, text }) => [name, text]));
  for (const { name, text } of journaled) {
    if (texts.get(name) === text && !fates.has(name)) fates.set(name, { fate: "removed" });
  }
  const ours = target === null ? [] : await ownLinks(job, target, fates);
  if (target === null || ours.length === 0) {
    if (earlier !== null) await endStaging(earlier);
    return;
  }
  await permit.ask();
  const staging = earlier ?? (await createStaging(hold, place, job));
  await removeName(staging.folder.at(removalName));
  await writeJournal(staging.folder, removalName, { staged: null, created: [], links: wanted(job, fates, ours) });
  await makeFolder(staging.folder.at(outFolder));
  const out = await hold.open(staging.folder.at(outFolder));
  await eachBounded(ours, namesAtOnce, async (link) => {
    await permit.still();
    fates.set(link.name, await removeOne(link, target, out));
  });
  await endStaging(staging);
}

/** Everything that this run and those before it took away or are about to. */
function wanted(
  { links }: RemovalJob,
  fates: ReadonlyMap<string, Fate>,
  ours: readonly { name: string }[],
): JournaledLink[] {
  const names = new Set(ours.map(({ name }) => name));
  return links
    .filter(({ name }) => names.has(name) || fates.get(name)?.fate === "removed")
    .map(({ name, text }) => ({ name, text, replaces: null }));
}

/** What a run that was interrupted had moved out: ours goes, anything else returns to its place. */
async function bringBack(
  { links }: RemovalJob,
  staging: HeldFolder,
  target: HeldFolder | null,
  fates: Map<string, Fate>,
): Promise<void> {
  const texts = new Map(links.map(({ name, text }) => [name, text]));
  for (const name of await namesIn(staging.at(outFolder))) {
    const out = `${staging.at(outFolder)}/${name}`;
    const text = texts.get(name);
    if (text !== undefined && (await reads(out, text))) {
      await removeName(out);
      fates.set(name, { fate: "removed" });
    } else if (target === null || !(await moveBack(out, target.at(name)))) {
      fates.set(name, kept(`${staging.realPath}/${outFolder}`));
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

/** Links that read as ours now; every other name has its fate. */
async function ownLinks(
  { links }: RemovalJob,
  target: HeldFolder,
  fates: Map<string, Fate>,
): Promise<RemovalJob["links"]> {
  const there = new Set(await readdir(target.path));
  const ours = new Set<string>();
  await eachBounded(
    links.filter(({ name }) => there.has(name) && fates.get(name)?.fate !== "left"),
    namesAtOnce,
    async ({ name, text }) => {
      const standing = await standingAt(target.at(name));
      if (standing.kind === "link" && standing.text === text) ours.add(name);
      else if (standing.kind !== "nothing") fates.set(name, { fate: "left", reason: reasonOf(standing) });
    },
  );
  return links.filter(({ name }) => ours.has(name));
}

async function removeOne(
  { name, text }: { name: string; text: string },
  target: HeldFolder,
  out: HeldFolder,
): Promise<Fate> {
  const [place, aside] = [target.at(name), out.at(name)];
  // What was kept there must not be overwritten.
  if ((await standingAt(aside)).kind !== "nothing") return kept(out.realPath);
  try {
    await rename(place, aside);
  } catch (error) {
    if (isAbsence(error)) return { fate: "gone" };
    throw error;
  }
  const moved = await standingAt(aside);
  if (moved.kind === "link" && moved.text === text) {
    await removeName(aside);
    return { fate: "removed" };
  }
  if (await moveBack(aside, place)) return { fate: "left", reason: reasonOf(moved) };
  return kept(out.realPath);
}

function reasonOf(standing: Standing): string {
  switch (standing.kind) {
    case "link":
      return `It was changed since: it leads to ${quoted(standing.text)} now.`;
    case "other":
      return "Something that is no link has its name now. Such things are never touched.";
    case "nothing":
      return "It comes and goes.";
  }
}

function kept(folder: string): Fate {
  return {
    fate: "left",
    reason: `Something else took its place in the very moment of its removal. It is kept in ${quoted(folder)}: look at it there.`,
  };
}

/** Ends the job's staging. What is kept in it keeps its journal, which says that it is not to be cleared. */
async function endStaging({ folder, remove }: { folder: HeldFolder; remove(): Promise<void> }): Promise<void> {
  await removeEmpty(folder.at(outFolder));
  if ((await standingAt(folder.at(outFolder))).kind === "nothing") await removeName(folder.at(removalName));
  await remove();
}
