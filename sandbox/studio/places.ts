import { LOCATION } from "#sandbox/ftrack/known-ids";
import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { choose, idOf, randomOf } from "./identity.ts";
import type { AssetRecipe, ComponentRecipe } from "./recipes.ts";
import { sceneOf } from "./scenes.ts";
import type { Shot } from "./shows.ts";
import type { Version } from "./versions.ts";
import { departments } from "./workflow.ts";

/** A location of the studio's own: paths are relative to the project's root. */
const diskLocation = idOf("location studio.disk");

export function locationOperations(): CreateOperation[] {
  return [
    create("Location", {
      id: diskLocation,
      name: "studio.disk",
      label: "Studio disk",
      description: "Paths below the project's root.",
    }),
  ];
}

/** How the publisher wrote a path: as a POSIX path, as Windows has it, or relative to the project's root. */
type Writing = "posix" | "windows" | "relative";

export const writings: readonly (readonly [Writing, weight: number])[] = [
  ["posix", 66],
  ["windows", 14],
  ["relative", 20],
];

export function writingOf(version: Version): Writing {
  if (sceneOf(version.shot.path, version.asset.name)) return "posix";
  return choose(randomOf(`writing of ${version.id}`), writings);
}

/** Where a component's files are, below the projects' folder: `%04d` and the like stand for the frame number. */
export interface FilePlace {
  /** "NXP/seq010/sh0010/comp/compout/v003/left" */
  folder: string;
  /** What goes before and after the frame number, or the whole name and "" for a single file. */
  before: string;
  after: string;
  token: AssetRecipe["frameToken"] | null;
}

export function placeOf(
  { shot, asset, number }: Pick<Version, "asset" | "number"> & { readonly shot: Pick<Shot, "path"> },
  component: ComponentRecipe,
): FilePlace {
  const version = `v${String(number).padStart(3, "0")}`;
  const { name, camera, extension } = component;
  const own = name === "main" || camera !== null ? camera : name;
  const above = `${shot.path}/${departments[asset.department].folder}/${asset.name}/${version}`;
  const folder = camera === null ? above : `${above}/${camera}`;
  const named = `${shot.path.replaceAll("/", "_")}_${asset.name}_${version}`;
  const stem = own === null ? named : `${named}_${own}`;
  return component.sequence
    ? { folder, before: `${stem}.`, after: extension, token: asset.frameToken }
    : { folder, before: `${stem}${extension}`, after: "", token: null };
}

export const fileName = ({ before, after, token }: FilePlace, frame: string) =>
  token === null ? before : `${before}${frame}${after}`;

/** What ftrack has of a path below the projects' folder: its location, and the path as the publisher wrote it. */
export function published(path: string, writing: Writing, projectsFolder: string) {
  switch (writing) {
    case "posix":
      return { locationId: LOCATION.unmanaged, resource: `${projectsFolder}/${path}` };
    case "windows":
      return { locationId: LOCATION.unmanaged, resource: `P:\\${path.replaceAll("/", "\\")}` };
    case "relative":
      return { locationId: diskLocation, resource: path.slice(path.indexOf("/") + 1) };
  }
}
