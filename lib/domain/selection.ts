import type { ProjectId } from "./ids.ts";
import type { UploadType } from "./upload-type.ts";

/** The six facets that take many values, in the order in which the artist knows them. */
export const facetNames = ["department", "sequence", "shot", "asset", "extension", "camera"] as const;
export type FacetName = (typeof facetNames)[number];

export const facetLabel: Record<FacetName, string> = {
  department: "Department",
  sequence: "Sequence",
  shot: "Shot",
  asset: "Asset name",
  extension: "Extension",
  camera: "Camera angle",
};

/** One of something for each facet. */
export function perFacet<T>(make: (facet: FacetName) => T): Record<FacetName, T> {
  return {
    department: make("department"),
    sequence: make("sequence"),
    shot: make("shot"),
    asset: make("asset"),
    extension: make("extension"),
    camera: make("camera"),
  };
}

/** What the artist has chosen. An empty facet means all of its values. Values are ids, or names where a facet has only names. */
export type Selection = { project: ProjectId; uploadType: UploadType } & Record<FacetName, string[]>;

/** The value that stands for "none" in a facet: "No sequence", "No camera". */
export const noValue = "-";
