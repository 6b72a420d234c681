import type { FolderJob, FolderResult, LinkWatch } from "#lib/services/ports/files";
import { codeOf, FolderProblem, storageFailure, writeFailure } from "./file-errors.ts";
import { assertSound, findPlace, holdInside } from "./folder-place.ts";
import { createProgress, type FolderRun, removeCreated } from "./folder-run.ts";
import { Hold } from "./held-folder.ts";
import { committedName, journalName, linkInto } from "./link-into.ts";
import { type Journal, readJournal } from "./link-journal.ts";
import { standingAt } from "./link-names.ts";
import { endMaking, madeBefore } from "./made-before.ts";
import { keepPermit, type Permit } from "./permit.ts";
import { stageFolder } from "./stage-folder.ts";
import { clearStaging, findStaging, lookForStaging, removeName, type Staging } from "./staging-folder.ts";
import { takeBack } from "./take-back.ts";

const mostAttempts = 6;

/**
 * Makes one target folder whole, or leaves it as it was. A repeat after a crash first looks at what the journal in staging
 * says: what was finished stands, what was not is taken back and done anew. A job without links only takes back. Throws
 * AppError storage-failed where another try may help; staging then holds what that try needs.
 */
export async function linkFolder(job: FolderJob, watch: LinkWatch = {}): Promise<FolderResult> {
  const permit = keepPermit(async () => watch.mayCommit?.());
  const state: JobState = { job, created: new Set(), unended: [], writesTo: job.folder, watch, permit };
  try {
    assertSound(job);
    state.unended = await madeBefore(job);
    for (const path of state.unended) state.created.add(path);
    const result = await attempts(state);
    if (job.links.length > 0) return result;
    return { outcome: "linked", made: 0, createdFolders: await removeCreated(state.created, job) };
  } catch (error) {
    await permit.still();
    const stay = await removeCreated(state.created, job);
    const failure = writeFailure(error, state.writesTo);
    if (!(failure instanceof FolderProblem)) throw failure;
    watch.onProgress?.(0);
    const { message: reason, failures } = failure;
    return { outcome: "undone", reason, failures, ...(stay.length > 0 && { createdFolders: stay }) };
  }
}

interface JobState {
  job: FolderJob;
  created: Set<string>;
  /** Folders that an earlier try made, and may not have given their mode. */
  unended: readonly string[];
  /** The folder to name where access is refused: the deepest that exists. */
  writesTo: string;
  watch: LinkWatch;
  permit: Permit;
}

/** Tries again where other jobs make or remove the folders around this one at the same moment. */
async function attempts(state: JobState): Promise<FolderResult> {
  const { folder } = state.job;
  for (let attempt = 1; ; attempt++) {
    const hold = new Hold();
    try {
      const result = await attemptOnce(state, hold);
      if (result !== "again") return result;
    } catch (error) {
      if (codeOf(error) !== "ENOENT" || attempt === mostAttempts) throw error;
    } finally {
      await hold.release();
    }
    if (attempt === mostAttempts) {
      throw storageFailure(new Error("the folder comes and goes while it is linked"), folder);
    }
  }
}

async function attemptOnce(state: JobState, hold: Hold): Promise<FolderResult | "again"> {
  const { job, created } = state;
  const mode = Number.parseInt(job.folderMode, 8);
  const progress = createProgress(state.watch.onProgress);
  const willMake = async (folders: readonly string[]) => state.watch.willMake?.(folders);
  const place = await findPlace(job);
  const run: FolderRun = { job, mode, hold, created, progress, place, permit: state.permit, willMake };
  state.writesTo = run.place.existing.path;
  // Another worker may be at this folder by now: then what stands in staging is its own.
  await run.permit.still();
  switch (await recover(run)) {
    case "stands": {
      const made = job.links.filter(({ verdict }) => verdict !== "unchanged").length;
      progress.settle(made);
      return { outcome: "linked", made, createdFolders: [...created] };
    }
    case "taken back":
      run.place = await findPlace(job);
      break;
    case "nothing":
  }
  if (job.links.length === 0) return { outcome: "linked", made: 0, createdFolders: [] };
  await endMaking(state.unended, job, mode, hold);
  return run.place.missing.length === 0 ? linkInto(run) : stageFolder(run);
}

/** Deals with what an interrupted run of this job left: what was finished stands, anything else is taken back. */
async function recover(run: FolderRun): Promise<"nothing" | "stands" | "taken back"> {
  const { job, hold, place, created } = run;
  if (place.missing.length > 1 && !job.staging.startsWith("/")) return "nothing";
  const isStaged = place.missing.length > 0 && job.links.length > 0;
  const staging = await (isStaged ? lookForStaging : findStaging)(hold, place, job);
  if (staging === null) return "nothing";
  const committed = await readJournal(staging.folder, committedName);
  const journal = committed ?? (await readJournal(staging.folder, journalName));
  if (journal === null) {
    await clearStaging(staging, null);
    return "taken back";
  }
  const target = place.missing.length === 0 ? await holdInside(hold, place.realFolder, place) : null;
  const named = target !== null && journal.staged !== null && (await isGone(staging, journal.staged));
  for (const path of journal.created) created.add(path);
  // A folder that is still in staging was not made: what has its name now is somebody else's.
  if (journal.staged !== null && !named) created.delete(job.folder);
  const stands = (committed !== null || named) && covers(job, journal);
  if (!stands && target !== null && (named || journal.staged === null)) await takeBack(journal, staging, target);
  // Without the journal, a folder that is still in staging means that nothing happened.
  if (!stands && journal.staged !== null) await removeName(staging.folder.at(journalName));
  await clearStaging(staging, journal);
  return stands ? "stands" : "taken back";
}

async function isGone(staging: Staging, name: string): Promise<boolean> {
  return (await standingAt(staging.folder.at(name))).kind === "nothing";
}

/** Whether the job still asks for everything that the journal did. A job without links asks for nothing. */
function covers(job: FolderJob, journal: Journal): boolean {
  const wanted = new Map(job.links.map(({ name, text }) => [name, text]));
  return journal.links.every(({ name, text }) => wanted.get(name) === text);
}
