import type { Project } from "#lib/domain/deliverable";
import { AppError } from "#lib/domain/errors";
import type { ProjectId } from "#lib/domain/ids";
import type { FtrackPort } from "#lib/services/ports/ftrack";

/** The active project of that id. Throws AppError not-found. */
export async function findProject(context: { ftrack: Pick<FtrackPort, "projects"> }, id: ProjectId): Promise<Project> {
  const project = (await context.ftrack.projects()).find((candidate) => candidate.id === id);
  if (project !== undefined) return project;
  throw new AppError(
    "not-found",
    "This project is not among ftrack's active projects that the program may see. Choose another, or ask the pipeline team to open it for the API user.",
  );
}
