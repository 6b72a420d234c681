import type { ComponentPlace, PathStep, StatusRef, TaskRef } from "./deliverable.ts";
import type { ComponentId, VersionId } from "./ids.ts";

/** What ftrack says of one component, before any rule of the configuration is applied. */
export interface PublishedComponent {
  componentId: ComponentId;
  componentName: string;
  /** As ftrack has it: ".exr", sometimes "". */
  fileType: string;
  systemType: "file" | "sequence" | "container";
  size: number;
  /** Empty where the query left locations out. */
  places: readonly ComponentPlace[];
  /** Frame numbers of a sequence's members; null where they were not asked for. */
  memberFrames: readonly number[] | null;
  /** The component's metadata `ftr_meta`, as the JSON text that ftrack keeps; null where there is none. */
  reviewMeta: string | null;
  version: PublishedVersion;
}

/** One asset version with what hangs on it, shared by its components. */
export interface PublishedVersion {
  versionId: VersionId;
  assetId: string;
  version: number;
  status: StatusRef;
  task: TaskRef | null;
  artist: { username: string; name: string } | null;
  /** ISO 8601, UTC. */
  date: string | null;
  comment: string;
  /** The highest number among the versions of the same asset and task; null where it was not asked for. */
  newest: number | null;
  thumbnailId: string | null;
  assetName: string;
  /** The asset's parent and what stands above it, root first, the project left out. The last step is the shot. */
  context: readonly PathStep[];
  /** Custom attributes of the shot, as ftrack keeps them. Zero means "not set" to ftrack's users. */
  shotFrames: { fstart: number | null; fend: number | null; handles: number | null };
}

/** A version that was looked for, with its components: none, where nothing was published in it. */
export interface FoundVersion {
  version: PublishedVersion;
  components: readonly PublishedComponent[];
}
