import { sentFor } from "#lib/domain/already-sent";
import { deliverableOf } from "#lib/domain/deliverable-of";
import type { ShownVersions, VersionRow } from "#lib/domain/desk";
import { matchesSelection } from "#lib/domain/facets";
import { compareNatural } from "#lib/domain/natural-order";
import type { Selection } from "#lib/domain/selection";
import { versionRowOf } from "#lib/domain/version-row";
import type { Context } from "./context.ts";
import { findProject } from "./find-project.ts";
import { readyStatuses } from "./ready-statuses.ts";

/**
 * The eligible deliverables of a selection, asked of ftrack afresh.
 * Throws AppError not-found, ftrack-unavailable or ftrack-refused.
 */
export async function showVersions(context: Context, selection: Selection): Promise<ShownVersions> {
  const askedAt = context.now().toISOString();
  const project = await findProject(context, selection.project);
  const [{ statuses, remarks }, storagePrefix] = await Promise.all([
    readyStatuses(context, project, selection.uploadType),
    context.ftrack.storagePrefix(),
  ]);
  const published = remarks.length > 0 ? [] : await context.ftrack.published(project.id, statuses, "rows");
  const rules = { project, configuration: context.configuration, storagePrefix };
  const deliverables = published
    .flatMap((component) => deliverableOf(component, rules) ?? [])
    .filter((deliverable) => matchesSelection(deliverable, selection));
  const sent = await context.store.uploads.sentOf(deliverables.map(({ componentId }) => componentId));
  const rows = deliverables
    .map((row) => {
      const page = context.ftrack.pageOf("AssetVersion", row.versionId, project.id);
      return versionRowOf(row, page, sentFor(sent.get(row.componentId), selection.uploadType));
    })
    .sort(inReadingOrder);
  return { rows, remarks, askedAt };
}

/** By sequence, shot and asset, the newest version first. */
function inReadingOrder(one: VersionRow, other: VersionRow): number {
  return (
    compareNatural(one.sequence?.path ?? "", other.sequence?.path ?? "") ||
    compareNatural(one.shot.path, other.shot.path) ||
    compareNatural(one.assetName, other.assetName) ||
    other.version - one.version ||
    compareNatural(one.componentName, other.componentName)
  );
}
