import type { ComponentId, ProjectId, VersionId } from "./ids.ts";

export interface Project {
  id: ProjectId;
  /** ftrack's `name`: the short code, also the `{project}` of configured paths. */
  name: string;
  fullName: string;
  schemaId: string;
  /** ftrack's `root` and `disk`, for locations that keep relative paths. Null where ftrack has none. */
  root: string | null;
  disk: { unix: string; windows: string } | null;
}

export interface StatusRef {
  id: string;
  name: string;
  /** `#RRGGBB` as ftrack gives it. */
  color: string;
}

/** One step of a context path, root first, without the project: `{id, name, type: "Sequence"}`. */
export interface PathStep {
  id: string;
  name: string;
  type: string;
}

export interface SequenceRef {
  id: string;
  name: string;
  /** Names from below the project down to the sequence, joined by " / ": tells equal names apart. */
  path: string;
}

export interface ShotRef extends SequenceRef {
  /** ftrack's type: Shot, AssetBuild, … */
  type: string;
}

export interface TaskRef {
  id: string;
  name: string;
  department: { id: string; name: string };
  status: StatusRef;
}

/** A place where ftrack says that the component's files are. */
export interface ComponentPlace {
  location: string;
  resourceIdentifier: string;
}

/** The frames that ftrack knows of a component, from the first configured source that has them. Inclusive. */
export interface KnownRange {
  first: number;
  last: number;
  source: "shot" | "metadata" | "members";
}

/** What the facets need: one deliverable without its files. */
export interface DeliverableFacets {
  componentId: ComponentId;
  department: { id: string; name: string };
  /** Null: "No sequence". */
  sequence: SequenceRef | null;
  shot: ShotRef;
  assetName: string;
  /** Lower case, without the dot: `exr`. */
  extension: string;
  /** A configured camera angle's name, or null where none matches. */
  camera: string | null;
}

/** One component of one asset version, as files on disk; one row of the table. */
export interface Deliverable extends DeliverableFacets {
  versionId: VersionId;
  componentName: string;
  version: number;
  /** `sh0010_compout_v003`: what people call the version. */
  versionName: string;
  versionStatus: StatusRef;
  /** Null: such a version is never eligible. */
  task: TaskRef | null;
  artist: { username: string; name: string } | null;
  /** ISO 8601, UTC; null where ftrack has none. */
  date: string | null;
  comment: string;
  kind: "file" | "sequence";
  /** Bytes by ftrack's account, 0 where unknown. */
  size: number;
  places: readonly ComponentPlace[];
  /** The first place in the configured order, mapped to a path of this server; null where no place can be mapped. */
  sourcePath: string | null;
  knownRange: KnownRange | null;
  thumbnailId: string | null;
  /** The number of the newest later version of the same asset and task; null where this is the newest. */
  newerVersion: number | null;
}
