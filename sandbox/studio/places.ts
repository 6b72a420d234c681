import { LOCATION } from "#sandbox/ftrack/known-ids";
import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { choose, idOf, randomOf } from "./identity.ts";
import type { AssetRecipe, ComponentRecipe } from "./recipes.ts";
import { sceneOf } from "./scenes.ts";
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

function writingOf(version: Version): Writing {
  if (sceneOf(version.shot.path, version.asset.name)) return "posix";
  return choose(randomOf(`writing of ${version.id}`), [
    ["posix", 66],
    ["windows", 14],
    ["relative", 20],
  ]);
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

export function placeOf({ shot, asset, number }: Version, component: ComponentRecipe): FilePlace {
  const version = `v${String(number).padStart(3, "0")}`;
  const folder = [shot.path, departments[asset.department].folder, asset.name, version, component.camera];
  const own = component.name === "main" || component.camera !== null ? component.camera : component.name;
  const stem = [...shot.path.split("/"), asset.name, version, own].filter((part) => part !== null).join("_");
  const place = { folder: folder.filter((part) => part !== null).join("/") };
  return component.sequence
    ? { ...place, before: `${stem}.`, after: component.extension, token: asset.frameToken }
    : { ...place, before: `${stem}${component.extension}`, after: "", token: null };
}

export const fileName = ({ before, after, token }: FilePlace, frame: string) =>
  token === null ? before : `${before}${frame}${after}`;

/** What ftrack has of the place: its location, and the path as the publisher wrote it. */
export function published(version: Version, place: FilePlace, projectsFolder: string) {
  const path = `${place.folder}/${fileName(place, place.token ?? "")}`;
  switch (writingOf(version)) {
    case "posix":
      return { locationId: LOCATION.unmanaged, resource: `${projectsFolder}/${path}` };
    case "windows":
      return { locationId: LOCATION.unmanaged, resource: `P:\\${path.replaceAll("/", "\\")}` };
    case "relative":
      return { locationId: diskLocation, resource: path.slice(version.shot.project.length + 1) };
  }
}
