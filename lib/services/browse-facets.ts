import { collected } from "#lib/domain/collected";
import { facetsOf } from "#lib/domain/deliverable-of";
import type { Facets } from "#lib/domain/desk";
import { facetTableOf } from "#lib/domain/facets";
import type { ProjectId } from "#lib/domain/ids";
import type { PublishedComponent } from "#lib/domain/published";
import type { UploadType } from "#lib/domain/upload-type";
import type { Context } from "./context.ts";
import { findProject } from "./find-project.ts";
import { readyStatuses } from "./ready-statuses.ts";

/**
 * All that is eligible in a project for an upload type, folded to what facets need. Asks for no more than
 * that; the number of calls follows the pages of rows. Throws AppError not-found, ftrack-unavailable or ftrack-refused.
 */
export async function browseFacets(
  context: Context,
  input: { project: ProjectId; uploadType: UploadType },
): Promise<Facets> {
  const project = await findProject(context, input.project);
  const readsPaths = context.configuration.deliverables.readPaths;
  const [{ statuses, remarks }, storagePrefix] = await Promise.all([
    readyStatuses(context, project, input.uploadType),
    readsPaths ? context.ftrack.storagePrefix() : null,
  ]);
  const detail = readsPaths ? "facets-and-places" : "facets";
  const rules = { project, configuration: context.configuration, storagePrefix };
  const facets = (component: PublishedComponent) => facetsOf(component, rules);
  const deliverables =
    remarks.length > 0 ? [] : await collected(context.ftrack.published(project.id, statuses, detail, facets));
  return { table: facetTableOf(deliverables), remarks };
}
