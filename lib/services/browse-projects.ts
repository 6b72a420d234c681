import type { ProjectChoice } from "#lib/domain/desk";
import type { Context } from "./context.ts";

/** Active projects, by name. Throws AppError ftrack-unavailable or ftrack-refused. */
export async function browseProjects(context: Context): Promise<ProjectChoice[]> {
  const projects = await context.ftrack.projects();
  return projects.map(({ id, name, fullName }) => ({ id, name, fullName }));
}
