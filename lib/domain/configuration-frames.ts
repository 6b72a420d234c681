import { z } from "zod";

/** What a problem with frames does: stop the item, warn (and wait for consent), or nothing at all. */
const level = z.enum(["stop", "warn", "off"]);

/** How files are held against what ftrack knows, and looked into, before they may go. */
export const framesSchema = z.strictObject({
  rangeFrom: z
    .array(z.enum(["shot", "metadata", "members"]))
    .default(["metadata", "shot", "members"])
    .describe("Which range counts, first known first"),
  handles: z
    .enum(["included", "excluded"])
    .default("excluded")
    .describe("Whether fstart–fend already includes the handles"),
  incomplete: level.default("stop").describe("Missing and empty frames"),
  extra: level.default("warn").describe("Frames beyond the known range"),
  outliers: level.default("warn").describe("Frames far smaller than their neighbours"),
  outlierPercent: z
    .int()
    .min(1)
    .max(99)
    .default(40)
    .describe("Below this share of the median of its neighbours' sizes a frame counts as far smaller"),
  headers: level
    .default("warn")
    .describe("EXR, JPEG, PNG, MOV and MP4 files that do not begin as such, or that were cut off"),
  readHeaders: z
    .enum(["sample", "all"])
    .default("sample")
    .describe(
      "Which files are opened: single files always; of a sequence the first, middle and last frame, frames far smaller than their neighbours, and all once one of those is broken; or all",
    ),
  padding: level
    .default("warn")
    .describe(
      "Frame numbers of another width than the pattern's, and a sequence beside it whose name is nearly the same",
    ),
});

export type FrameRules = z.infer<typeof framesSchema>;
