import { deliveryRootsFor, judgeDestination, parseDestination } from "#lib/domain/destination";
import { eligibility, statusPairFor } from "#lib/domain/eligibility";
import { AppError } from "#lib/domain/errors";
import { isWithin } from "#lib/domain/posix-path";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { appErrorOf } from "./app-error.ts";
import type { SystemContext } from "./context.ts";

/** Where the links of an upload may go, as it stands now. */
export interface Place {
  ftpFolder: string;
  roots: readonly string[];
}

/**
 * Judges an upload's destination by the configuration in force and the disk as it is.
 * Throws AppError storage-failed where a volume that the upload needs is not there: that passes.
 */
export async function placeNow(
  { files, configuration }: Pick<SystemContext, "files" | "configuration">,
  { destination, project, uploadType }: Upload,
  items: readonly UploadItem[],
): Promise<Place | { refusal: string }> {
  const { roots: volumes } = configuration.storage;
  const paths = [destination, ...items.flatMap(({ sourcePath }) => sourcePath ?? [])];
  // A volume that this upload does not need may hang or be away.
  const needed = volumes.filter(({ path }) => paths.some((wanted) => isWithin(wanted, path)));
  const real = await files.realRoots(needed);
  const absent = needed.find(({ path }) => (real.get(path) ?? null) === null);
  if (absent !== undefined) {
    throw new AppError("storage-failed", `\`${absent.path}\` is not there on this server. Is the volume mounted?`);
  }
  const roots = deliveryRootsFor(configuration, project.name, uploadType);
  try {
    const { path, ftpFolder } = parseDestination(destination, volumes, roots);
    const judgement = judgeDestination(await files.destination(path, roots), {
      projectName: project.name,
      uploadType,
      roots,
    });
    return judgement.ok ? { ftpFolder, roots } : { refusal: judgement.sentence };
  } catch (error) {
    const refusal = appErrorOf(error);
    if (refusal?.code === "bad-destination") return { refusal: refusal.message };
    throw error;
  }
}

/** Why items may not be uploaded any more, by position: their statuses are others than when the upload was submitted. */
export async function statusRefusals(
  { ftrack, configuration }: Pick<SystemContext, "ftrack" | "configuration">,
  { project, uploadType }: Upload,
  items: readonly UploadItem[],
): Promise<Map<number, string>> {
  const pair = statusPairFor(configuration, project.name, uploadType);
  const statuses = await ftrack.statusesOf([...new Set(items.map(({ versionId }) => versionId))]);
  const refusals = new Map<number, string>();
  for (const { position, versionId } of items) {
    const now = statuses.get(versionId);
    if (now === undefined) {
      refusals.set(position, "The version is not in ftrack any more.");
      continue;
    }
    const task = now.task === null ? null : { status: now.task };
    const answer = eligibility({ version: now.version, task }, pair, uploadType);
    if (!answer.eligible) refusals.set(position, `Not ready any more: ${answer.reasons.join("; ")}.`);
  }
  return refusals;
}
