import type { Project } from "#lib/domain/deliverable";
import { statusPairFor } from "#lib/domain/eligibility";
import { type UploadType, uploadTypeLabel } from "#lib/domain/upload-type";
import type { ResolvedStatuses } from "#lib/services/ports/ftrack";
import type { SystemContext } from "./context.ts";

/** The status ids that an upload type asks for in a project, and sentences about names that its schema lacks. */
export async function readyStatuses(
  context: Pick<SystemContext, "ftrack" | "configuration">,
  project: Project,
  uploadType: UploadType,
): Promise<{ statuses: ResolvedStatuses; remarks: string[] }> {
  const pair = statusPairFor(context.configuration, project.name, uploadType);
  const statuses = await context.ftrack.resolveStatuses(project, pair);
  const remarks = statuses.missing.map(
    ({ of, name }) =>
      `The schema of ${project.name} has no ${of} status "${name}", so nothing can be ready for ${uploadTypeLabel[uploadType].toLowerCase()} review. ` +
      "Ask whoever keeps the schema to add it, or change statuses in compout.yaml.",
  );
  return { statuses, remarks };
}
