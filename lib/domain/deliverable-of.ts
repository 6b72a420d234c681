import { cameraOf } from "./camera.ts";
import type { Configuration } from "./configuration.ts";
import type { Deliverable, DeliverableFacets, PathStep, Project, SequenceRef, ShotRef } from "./deliverable.ts";
import { knownRange } from "./known-range.ts";
import { versionLabel } from "./layout.ts";
import { nameOf, splitExtension } from "./posix-path.ts";
import type { PublishedComponent, PublishedVersion } from "./published.ts";
import { noValue } from "./selection.ts";
import { isPatternPath, parsePattern } from "./sequence.ts";
import { sourcePathOf } from "./source-path.ts";

export interface DeliverableRules {
  project: Project;
  configuration: Configuration;
  /** The prefix for relative paths that ftrack's storage scenario gives this platform, or null. */
  storagePrefix: string | null;
}

/** A published component as a row of the table; null for what is no deliverable: a container, a review encoding, an excluded name. */
export function deliverableOf(published: PublishedComponent, rules: DeliverableRules): Deliverable | null {
  if (whyNoDeliverable(published, rules) !== null) return null;
  const { version } = published;
  const sourcePath = sourcePathOf(published.places, rules);
  const facets = facetsFrom(published, rules, sourcePath);
  const kind = kindOf(published, sourcePath);
  return {
    ...facets,
    versionId: version.versionId,
    componentName: published.componentName,
    version: version.version,
    versionName: versionNameOf(version, rules.project),
    versionStatus: version.status,
    task: version.task,
    artist: version.artist,
    date: version.date,
    comment: version.comment,
    kind,
    size: published.size,
    places: published.places,
    sourcePath,
    knownRange:
      kind === "file" ? null : knownRange({ ...published, shotFrames: version.shotFrames }, rules.configuration.frames),
    thumbnailId: version.thumbnailId,
    newerVersion: version.newest !== null && version.newest > version.version ? version.newest : null,
  };
}

/** The same, as far as the facets need it. */
export function facetsOf(published: PublishedComponent, rules: DeliverableRules): DeliverableFacets | null {
  if (whyNoDeliverable(published, rules) !== null) return null;
  return facetsFrom(published, rules, readsPaths(rules) ? sourcePathOf(published.places, rules) : null);
}

/** Why a component is no row of the table, whatever its statuses; null for a deliverable. */
export function whyNoDeliverable(
  { systemType, componentName }: Pick<PublishedComponent, "systemType" | "componentName">,
  { configuration }: Pick<DeliverableRules, "configuration">,
): string | null {
  if (systemType === "container") return "holds other components and has no files of its own";
  const pattern = configuration.deliverables.exclude.find((name) => fits(componentName, name));
  if (pattern === undefined) return null;
  const what = isReviewName(componentName) ? "is a review encoding of ftrack" : "has a name that is never uploaded";
  return `${what}: \`${pattern}\` is left out`;
}

function isReviewName(name: string): boolean {
  return name.trim().toLowerCase().startsWith("ftrackreview-");
}

/** What people call a version: `sh0010_compout_v003`. */
export function versionNameOf(
  { context, assetName, version }: Pick<PublishedVersion, "context" | "assetName" | "version">,
  project: Project,
): string {
  return `${shotOf(context, project).name}_${assetName}_${versionLabel(version)}`;
}

/** "*" stands for anything. Walks the parts instead of building a regular expression: no pattern makes it slow. */
function fits(name: string, pattern: string): boolean {
  const text = name.trim().toLowerCase();
  const [first = "", ...others] = pattern.trim().toLowerCase().split("*");
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

function readsPaths({ configuration }: DeliverableRules): boolean {
  return configuration.deliverables.readPaths;
}

/** Facets and rows must agree, so neither looks at a path where the facet query leaves places out. */
function facetsFrom(
  published: PublishedComponent,
  rules: DeliverableRules,
  sourcePath: string | null,
): DeliverableFacets {
  const { version } = published;
  const path = readsPaths(rules) ? sourcePath : null;
  return {
    componentId: published.componentId,
    department: version.task?.department ?? { id: noValue, name: "No department" },
    ...placeOf(version.context, rules.project),
    assetName: version.assetName,
    extension: extensionOf(published.fileType, path),
    camera: cameraOf(
      { componentName: published.componentName, path, assetName: version.assetName },
      rules.configuration.deliverables.cameras,
    ),
  };
}

function extensionOf(fileType: string, path: string | null): string {
  const told = fileType.trim().replace(/^\.+/, "").toLowerCase();
  return told === "" && path !== null ? splitExtension(nameOf(path))[1] : told;
}

type Place = Pick<DeliverableFacets, "sequence" | "shot">;
const placesIn = new WeakMap<Project, WeakMap<readonly PathStep[], Place>>();

/** All versions of an asset share its path, and thousands of rows need what follows from it. */
function placeOf(context: readonly PathStep[], project: Project): Place {
  const known = placesIn.get(project) ?? new WeakMap<readonly PathStep[], Place>();
  placesIn.set(project, known);
  const place = known.get(context) ?? { sequence: sequenceOf(context), shot: shotOf(context, project) };
  known.set(context, place);
  return place;
}

/** The asset's parent, whatever its type; an asset right below the project has the project itself. */
function shotOf(context: readonly PathStep[], project: Project): ShotRef {
  const step = context.at(-1) ?? { id: project.id, name: project.name, type: "Project" };
  return { ...step, path: context.length === 0 ? project.name : pathTo(context, context.length) };
}

/** The nearest Sequence above the shot; an asset on a sequence has that one as both. */
function sequenceOf(context: readonly PathStep[]): SequenceRef | null {
  const at = context.findLastIndex((step) => step.type === "Sequence");
  const step = context[at];
  return step === undefined ? null : { id: step.id, name: step.name, path: pathTo(context, at + 1) };
}

function pathTo(context: readonly PathStep[], length: number): string {
  return context
    .slice(0, length)
    .map((step) => step.name)
    .join(" / ");
}

function kindOf({ systemType }: PublishedComponent, path: string | null): Deliverable["kind"] {
  if (path === null) return systemType === "sequence" ? "sequence" : "file";
  if (systemType === "sequence") return parsePattern(path) === null ? "file" : "sequence";
  return isPatternPath(path) ? "sequence" : "file";
}
