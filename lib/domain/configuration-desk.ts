import { z } from "zod";
import { suggestionTemplate, text } from "./configuration-fields.ts";
import { repeated } from "./configuration-repeats.ts";

/** How the desk behaves. */
export const deskSchema = z.strictObject({
  answerWithinSeconds: z
    .number()
    .min(0.05)
    .max(50)
    .default(10)
    .describe("A preview or a submission that takes longer goes on by itself, and the screen shows how far it is"),
  suggestion: suggestionTemplate
    .nullable()
    .default("{deliveries}/{yyyy}{mm}{dd}_{department}")
    .describe(
      "A destination that the desk offers, null for none: {deliveries} (the first 00_ftp folder of project and upload type), then {yyyy}, {mm}, {dd} (today in report.timeZone), {department} (the chosen one, or mixed), {type}, {project}, {user}",
    ),
  projects: z
    .record(text, z.strictObject({ suggestion: suggestionTemplate.nullable() }))
    .default({})
    .superRefine((projects, context) =>
      repeated(Object.keys(projects), context, (at) => [Object.keys(projects)[at] ?? ""]),
    )
    .describe("By project name, where one differs"),
});
