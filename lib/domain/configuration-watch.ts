import { z } from "zod";
import { absolutePath } from "./configuration-fields.ts";

/** When uploads are looked at again by themselves, in `report.timeZone`. */
export const watchSchema = z.strictObject({
  at: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day in quotes, like "02:30"')
    .default("02:30")
    .describe("From then on, once a night, links and sources of past uploads are looked at again"),
  days: z.int().min(0).max(3650).default(30).describe("How old the uploads may be that are looked at; 0 looks at none"),
  mail: z.boolean().default(true).describe("Tell supervisors and owners what is new"),
});

export const archivedSchema = z
  .array(absolutePath)
  .default([])
  .describe(
    "Where archived files lie: folders, or patterns in which * stands for anything within one name and ** for any way down. A source that leads there counts as archived, not as changed",
  );
