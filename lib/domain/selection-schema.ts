import { z } from "zod";
import { projectIdSchema } from "./ids.ts";
import type { Selection } from "./selection.ts";
import { uploadTypeSchema } from "./upload-type-schema.ts";

const values = z.array(z.string().min(1).max(400)).max(5000).default([]);

/** Apart from the selection: browsers need its words and no parser. */
export const selectionSchema: z.ZodType<Selection> = z.object({
  project: projectIdSchema,
  uploadType: uploadTypeSchema,
  department: values,
  sequence: values,
  shot: values,
  asset: values,
  extension: values,
  camera: values,
});
