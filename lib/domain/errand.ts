import { z } from "zod";
import { uploadIdSchema } from "./ids.ts";

/** A day as "2026-11-22": what is done in that night is done once. */
const night = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const person = z.object({ username: z.string(), name: z.string(), email: z.string() });

/** Work beside the steps of an upload. A `night` of null: at once, whatever was done that night. */
export const errandSchema = z.discriminatedUnion("errand", [
  z.object({ errand: z.literal("withdraw"), uploadId: uploadIdSchema }),
  z.object({ errand: z.literal("verify"), uploadId: uploadIdSchema, by: person }),
  z.object({ errand: z.literal("watch"), night }),
  z.object({ errand: z.literal("sweep"), night: night.nullable() }),
]);

export type Errand = z.infer<typeof errandSchema>;
export type ErrandKind = Errand["errand"];
export const errandKinds = ["withdraw", "verify", "watch", "sweep"] as const satisfies readonly ErrandKind[];
