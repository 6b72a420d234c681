import { sentFor } from "#lib/domain/already-sent";
import type { Deliverable } from "#lib/domain/deliverable";
import { deliverableOf } from "#lib/domain/deliverable-of";
import type { ComingVersions, VersionRow } from "#lib/domain/desk";
import { matchesSelection } from "#lib/domain/facets";
import type { PublishedComponent } from "#lib/domain/published";
import type { Selection } from "#lib/domain/selection";
import { versionRowOf } from "#lib/domain/version-row";
import type { Context } from "./context.ts";
import { findProject } from "./find-project.ts";
import { readyStatuses } from "./ready-statuses.ts";

/**
 * The eligible deliverables of a selection, asked of ftrack afresh, page after page while ftrack finds the next ones.
 * Throws AppError not-found, ftrack-unavailable or ftrack-refused, and so do the pages.
 */
export async function showVersions(context: Context, selection: Selection): Promise<ComingVersions> {
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
  const found = remarks.length > 0 ? [] : context.ftrack.published(project.id, statuses, "rows", wanted);
  return { remarks, askedAt, pages: rowsOf(context, selection, found) };
}

/** The rows of deliverables, with what uploads did with them before. */
async function* rowsOf(
  { store, ftrack }: Context,
  { project, uploadType }: Selection,
  found: AsyncIterable<readonly Deliverable[]> | readonly (readonly Deliverable[])[],
): AsyncGenerator<VersionRow[]> {
  for await (const deliverables of found) {
    const sent = await store.uploads.sentOf(deliverables.map(({ componentId }) => componentId));
    yield deliverables.map((row) => {
      const page = ftrack.pageOf("AssetVersion", row.versionId, project);
      return versionRowOf(row, page, sentFor(sent.get(row.componentId), uploadType));
    });
  }
}
