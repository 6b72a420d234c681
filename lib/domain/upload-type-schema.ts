import { z } from "zod";
import { uploadTypes } from "./upload-type.ts";

/** Apart from the type: browsers need its words and no parser. */
export const uploadTypeSchema = z.enum(uploadTypes);
