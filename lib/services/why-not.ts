import { statusPairFor } from "#lib/domain/eligibility";
import type { ProjectId } from "#lib/domain/ids";
import type { UploadType } from "#lib/domain/upload-type";
import { searchWords } from "#lib/domain/version-search";
import { type WhyNot, whyNotListed } from "#lib/domain/why-not";
import type { PeopleAround } from "#lib/services/ports/ftrack";
import type { Context } from "./context.ts";
import { findProject } from "./find-project.ts";
import { readyStatuses } from "./ready-statuses.ts";

const mostVersions = 30;
const nobody: PeopleAround = { assignees: new Map(), managers: [] };

/**
 * Versions that fit what was typed, whatever their statuses, each with every rule that keeps it from being listed.
 * Throws AppError not-found, ftrack-unavailable or ftrack-refused.
 */
export async function whyNot(
  context: Context,
  input: { project: ProjectId; uploadType: UploadType; typed: string },
): Promise<WhyNot> {
  const { ftrack, configuration } = context;
  const words = searchWords(input.typed);
  const project = await findProject(context, input.project);
  const [{ remarks }, storagePrefix, found] = await Promise.all([
    readyStatuses(context, project, input.uploadType),
    ftrack.storagePrefix(),
    // One more than is shown tells whether there are more.
    words.length === 0 ? [] : ftrack.searchVersions(project.id, words, mostVersions + 1),
  ]);
  const shown = found.slice(0, mostVersions);
  const tasks = new Set(shown.flatMap(({ version }) => version.task?.id ?? []));
  const { assignees, managers } = shown.length === 0 ? nobody : await ftrack.peopleAround(project.id, [...tasks]);
  const pair = statusPairFor(configuration, project.name, input.uploadType);
  const rules = { project, configuration, storagePrefix, pair, uploadType: input.uploadType };
  return {
    versions: shown.map((one) => ({
      ...whyNotListed(one, rules),
      ftrackUrl: ftrack.pageOf("AssetVersion", one.version.versionId, project.id),
      assignees: assignees.get(one.version.task?.id ?? "") ?? [],
    })),
    managers,
    remarks,
    more: found.length > mostVersions,
  };
}
