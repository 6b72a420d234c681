import type { Project } from "#lib/domain/deliverable";
import { facetsOf } from "#lib/domain/deliverable-of";
import { eligibility, statusPairFor } from "#lib/domain/eligibility";
import type { PublishedComponent } from "#lib/domain/published";
import { type UploadType, uploadTypes } from "#lib/domain/upload-type";
import type { VersionState } from "#lib/domain/versions-news";
import type { TouchedIds } from "#lib/services/ports/ftrack";
import type { SystemContext } from "./context.ts";
import { readyStatuses } from "./ready-statuses.ts";

type ChangedContext = Pick<SystemContext, "ftrack" | "configuration" | "now">;

/**
 * How versions that may have changed stand now, for each upload type. Of versions that are named by their task alone, only
 * those whose own status is one that an upload type asks for. Throws AppError ftrack-unavailable or ftrack-refused.
 */
export async function changedVersions(
  context: ChangedContext,
  input: { project: Project } & Omit<TouchedIds, "versionStatusIds">,
): Promise<Record<UploadType, VersionState[]>> {
  const { project, versionIds, taskIds } = input;
  const at = context.now().toISOString();
  const readsPaths = context.configuration.deliverables.readPaths;
  const [storagePrefix, ...ready] = await Promise.all([
    readsPaths ? context.ftrack.storagePrefix() : null,
    ...uploadTypes.map((type) => readyStatuses(context, project, type)),
  ]);
  const published = await context.ftrack.publishedOf(
    project.id,
    { versionIds, taskIds, versionStatusIds: ready.flatMap(({ statuses }) => statuses.versionStatusIds) },
    readsPaths ? "facets-and-places" : "facets",
  );
  const found = Map.groupBy(published, ({ version }) => version.versionId as string);
  const rules = { project, configuration: context.configuration, storagePrefix };
  const gone = versionIds.filter((id) => !found.has(id)).map((versionId) => ({ versionId, at, now: null }));
  const statesFor = (type: UploadType): VersionState[] => {
    const pair = statusPairFor(context.configuration, project.name, type);
    const judged = [...found].map(([versionId, components]) => {
      const { status, task } = versionOf(components);
      const judgement = eligibility({ version: status, task }, pair, type);
      const reasons = judgement.eligible ? [] : judgement.reasons;
      const deliverables = judgement.eligible ? components.flatMap((one) => facetsOf(one, rules) ?? []) : [];
      return { versionId, at, now: { status, task, reasons, deliverables } };
    });
    return [...judged, ...gone];
  };
  return { internal: statesFor("internal"), client: statesFor("client") };
}

function versionOf([first]: readonly PublishedComponent[]): PublishedComponent["version"] {
  if (first === undefined) throw new Error("A group of components is never empty.");
  return first.version;
}
