import {
  type DestinationLook,
  fittingFtpFolders,
  ftpFoldersNear,
  isBelowFtpFolder,
  type TypedPlace,
  typedPlace,
} from "#lib/domain/completion";
import {
  deliveryRootsFor,
  destinationRemark,
  ftpFoldersOf,
  isDeliveryFolder,
  judgeDestination,
  parseDestination,
} from "#lib/domain/destination";
import { windowsPath } from "#lib/domain/path-forms";
import { joinPath, nameOf } from "#lib/domain/posix-path";
import type { LookRequest } from "#lib/domain/requests";
import { suggestedDestination, suggestionFor } from "#lib/domain/suggestion";
import { zonedDay } from "#lib/domain/zoned-time";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { appErrorOf } from "./app-error.ts";
import type { Context } from "./context.ts";
import { findProject } from "./find-project.ts";
import { maySubmitOrThrow } from "./may-submit.ts";

type LookContext = Pick<Context, "actor" | "configuration" | "files" | "now"> & {
  ftrack: Pick<FtrackPort, "projects">;
};

interface Place {
  projectName: string;
  uploadType: LookRequest["type"];
  roots: readonly string[];
}

const mostFolders = 200;

/**
 * What a half-typed destination means, whether it may be one, and which folders may follow. Writes nothing.
 * Throws AppError not-allowed, not-found, ftrack-unavailable, ftrack-refused, and storage-failed where the storage that was
 * typed does not answer.
 */
export async function completeDestination(context: LookContext, request: LookRequest): Promise<DestinationLook> {
  const { actor, configuration } = context;
  maySubmitOrThrow(actor.roles, request.type, configuration);
  const { name: projectName } = await findProject(context, request.project);
  const roots = deliveryRootsFor(configuration, projectName, request.type);
  const place: Place = { projectName, uploadType: request.type, roots };
  const typed = typedPlace(request.path, configuration.storage.roots);
  const [judged, offered, following] = await Promise.all([
    request.path.trim() === "" ? nothingTyped : judge(context, request.path, place),
    ftpFoldersThere(context, place, typed),
    followingFolders(context, place, typed),
  ]);
  const [deliveries] = offered.folders;
  const template = suggestionFor(configuration, projectName);
  return {
    ...judged,
    path: typed?.path ?? null,
    windows: typed === null ? null : windowsPath(typed.path, configuration.storage.roots),
    ftpFolders: typed === null ? offered.folders : fittingFtpFolders(offered.folders, typed),
    suggestion:
      template === null || deliveries === undefined
        ? null
        : suggestedDestination(template, {
            deliveries,
            day: zonedDay(context.now(), configuration.report.timeZone),
            department: request.department,
            type: request.type,
            project: projectName,
            user: actor.username,
          }),
    ...following,
    troubles: offered.troubles,
  };
}

type Judged = Pick<DestinationLook, "state" | "sentence">;

const nothingTyped: Judged = { state: "empty", sentence: null };

/** As the preview judges it, with the same sentences. */
async function judge({ configuration, files }: LookContext, input: string, place: Place): Promise<Judged> {
  try {
    const { path } = parseDestination(input, configuration.storage.roots, place.roots);
    const facts = await files.destination(path, place.roots);
    const judgement = judgeDestination(facts, place);
    if (!judgement.ok) return { state: "wrong", sentence: judgement.sentence };
    const remark = destinationRemark(path, facts.deepest.path);
    return { state: remark === null ? "there" : "new", sentence: remark };
  } catch (error) {
    const expected = appErrorOf(error);
    if (expected?.code !== "bad-destination") throw error;
    return { state: "wrong", sentence: expected.message };
  }
}

/** 00_ftp folders that are there: the delivery roots' own first, then those right below what is typed. A volume that does not answer hides only its own. */
async function ftpFoldersThere(
  { files }: LookContext,
  { roots }: Place,
  typed: TypedPlace | null,
): Promise<{ folders: string[]; troubles: string[] }> {
  if (typed !== null && isBelowFtpFolder(typed.path)) return { folders: [], troubles: [] };
  const candidates = new Map(ftpFoldersOf(roots).map((folder, at) => [folder, roots[at] ?? folder]));
  for (const folder of typed === null ? [] : ftpFoldersNear(typed, roots)) candidates.set(folder, "");
  const found = await Promise.allSettled(
    [...candidates].map(async ([folder, own]) => {
      // Its own root alone, first: another root may be on a volume that hangs.
      if (own !== "" && isDeliveryFolder(await files.destination(folder, [own]), [own])) return [folder];
      return isDeliveryFolder(await files.destination(folder, roots), roots) ? [folder] : [];
    }),
  );
  const troubles = found.flatMap((one) => (one.status === "rejected" ? [sentenceFor(one.reason)] : []));
  return {
    folders: found.flatMap((one) => (one.status === "fulfilled" ? one.value : [])),
    troubles: [...new Set(troubles)],
  };
}

function sentenceFor(error: unknown): string {
  const expected = appErrorOf(error);
  if (expected === null) throw error;
  return expected.message;
}

async function followingFolders(
  { files, configuration }: LookContext,
  { roots }: Place,
  typed: TypedPlace | null,
): Promise<Pick<DestinationLook, "folders" | "more">> {
  if (typed === null || !isBelowFtpFolder(typed.folder)) return { folders: [], more: false };
  const { folder, begin } = typed;
  const hidden = [nameOf(configuration.storage.staging)];
  const { names, more } = await files.folderNames({ folder, roots, begin, hidden, most: mostFolders });
  return { folders: names.map((name) => joinPath(folder, name)), more };
}
