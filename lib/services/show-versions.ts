import { sentFor } from "#lib/domain/already-sent";
import { deliverableOf } from "#lib/domain/deliverable-of";
import type { ShownVersions, VersionRow } from "#lib/domain/desk";
import { matchesSelection } from "#lib/domain/facets";
import { naturalPlaces } from "#lib/domain/natural-order";
import type { PublishedComponent } from "#lib/domain/published";
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
  const rules = { project, configuration: context.configuration, storagePrefix };
  const wanted = (component: PublishedComponent) => {
    const deliverable = deliverableOf(component, rules);
    return deliverable !== null && matchesSelection(deliverable, selection) ? deliverable : null;
  };
  const deliverables = remarks.length > 0 ? [] : await context.ftrack.published(project.id, statuses, "rows", wanted);
  const sent = await context.store.uploads.sentOf(deliverables.map(({ componentId }) => componentId));
  const rows = deliverables.map((row) => {
    const page = context.ftrack.pageOf("AssetVersion", row.versionId, project.id);
    return versionRowOf(row, page, sentFor(sent.get(row.componentId), selection.uploadType));
  });
  return { rows: inReadingOrder(rows), remarks, askedAt };
}

/** By sequence, shot and asset, the newest version first. */
function inReadingOrder(rows: readonly VersionRow[]): VersionRow[] {
  const sequences = naturalPlaces(rows.map(({ sequence }) => sequence?.path ?? ""));
  const shots = naturalPlaces(rows.map(({ shot }) => shot.path));
  const assets = naturalPlaces(rows.map(({ assetName }) => assetName));
  const components = naturalPlaces(rows.map(({ componentName }) => componentName));
  const at = (places: ReadonlyMap<string, number>, text: string) => places.get(text) ?? 0;
  return rows
    .map((row) => ({
      row,
      keys: [
        at(sequences, row.sequence?.path ?? ""),
        at(shots, row.shot.path),
        at(assets, row.assetName),
        -row.version,
        at(components, row.componentName),
      ],
    }))
    .sort((one, other) => byKeys(one.keys, other.keys))
    .map(({ row }) => row);
}

function byKeys(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < one.length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
