import type { Configuration, LocationRule } from "./configuration.ts";
import type { ComponentPlace, Project } from "./deliverable.ts";
import { isPathSegment } from "./posix-path.ts";
import { sameName } from "./same-name.ts";
import { studioPath } from "./studio-path.ts";

export interface SourceRules {
  project: Project;
  configuration: Pick<Configuration, "locations" | "storage">;
  /** The prefix for relative paths that ftrack's storage scenario gives this platform, or null. */
  storagePrefix: string | null;
}

/** The first place, in the configured order of locations, that maps to a path of this server; null where none does. Locations that are not configured do not count. */
export function sourcePathOf(places: readonly ComponentPlace[], rules: SourceRules): string | null {
  for (const location of rules.configuration.locations) {
    for (const place of places) {
      if (!sameName(place.location, location.name)) continue;
      const path = pathOf(place.resourceIdentifier, location, rules);
      if (path !== null) return path;
    }
  }
  return null;
}

function pathOf(resource: string, location: LocationRule, rules: SourceRules): string | null {
  const whole = isWhole(resource) ? resource : withPrefix(resource, location, rules);
  if (whole === null) return null;
  const mapped = studioPath(whole, rules.configuration.storage.roots);
  return "path" in mapped ? mapped.path : null;
}

function isWhole(resource: string): boolean {
  return /^\s*(?:[/\\]|[a-z]:|[a-z][a-z0-9+.-]*:\/\/|file:)/i.test(resource);
}

function withPrefix(resource: string, location: LocationRule, { project, storagePrefix }: SourceRules): string | null {
  if (resource.trim() === "") return null;
  const prefix =
    location.prefix === undefined
      ? (storagePrefix ?? rootOf(project) ?? project.disk?.unix ?? null)
      : filled(location.prefix, project);
  return prefix === null ? null : `${prefix.replace(/[/\\]+$/, "")}/${resource}`;
}

/** Null where the prefix names something that ftrack does not have of this project. */
function filled(prefix: string, project: Project): string | null {
  const values: Readonly<Record<string, string | null>> = {
    project: isPathSegment(project.name) ? project.name : null,
    root: rootOf(project),
    disk: project.disk?.unix ?? null,
  };
  const tokens = [...prefix.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  if (tokens.some((token) => (values[token] ?? null) === null)) return null;
  return prefix.replace(/\{(\w+)\}/g, (_, token: string) => values[token] ?? "");
}

/** ftrack's `root` is a whole path in some studios, and a folder below the disk in others. */
function rootOf({ root, disk }: Project): string | null {
  if (root === null || root.trim() === "") return null;
  if (isWhole(root)) return root;
  return disk === null ? null : `${disk.unix.replace(/\/+$/, "")}/${root}`;
}
