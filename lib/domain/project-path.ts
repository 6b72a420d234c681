import type { Configuration } from "./configuration.ts";
import { isPathSegment, normalPath } from "./posix-path.ts";

/** A configured path with {project} replaced; null where the project's name can't be one folder's name. */
export function pathForProject(path: string, projectName: string): string | null {
  return isPathSegment(projectName) ? normalPath(path.replaceAll("{project}", () => projectName)) : null;
}

/** Folders that a project's source files may lie in. None where its name is not one clean path segment. */
export function sourceRootsFor(
  configuration: { storage: Pick<Configuration["storage"], "sources"> },
  projectName: string,
): string[] {
  return [...new Set(configuration.storage.sources.flatMap((path) => pathForProject(path, projectName) ?? []))];
}
