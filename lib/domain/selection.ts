import { z } from "zod";
import { projectIdSchema } from "./ids.ts";
import { uploadTypeSchema } from "./upload-type.ts";

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

const values = z.array(z.string().min(1).max(400)).max(5000).default([]);

/** What the artist has chosen. An empty facet means all of its values. Values are ids, or names where a facet has only names. */
export const selectionSchema = z.object({
  project: projectIdSchema,
  uploadType: uploadTypeSchema,
  department: values,
  sequence: values,
  shot: values,
  asset: values,
  extension: values,
  camera: values,
});
export type Selection = z.infer<typeof selectionSchema>;

/** The value that stands for "none" in a facet: "No sequence", "No camera". */
export const noValue = "-";
