import { z } from "zod";
import { componentIdSchema, projectIdSchema, uploadIdSchema } from "./ids.ts";
import { uploadTypeSchema } from "./upload-type-schema.ts";

/** What the desk asks a preview for. Only ids and wishes: every fact is read again on the server. */
export const previewRequestSchema = z.object({
  project: projectIdSchema,
  uploadType: uploadTypeSchema,
  components: z.array(componentIdSchema).min(1, "Select at least one version.").max(10_000),
  /** As the artist typed or pasted it. */
  destination: z.string().max(4096),
  comment: z.string().max(4000).default(""),
  consents: z.object({ replace: z.boolean(), warnings: z.boolean() }),
});
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** The same, and the digest of the plan that was shown. */
export const submitRequestSchema = previewRequestSchema.extend({
  digest: z.string().regex(/^[0-9a-f]{64}$/, "is not a plan's digest"),
});
export type SubmitRequest = z.infer<typeof submitRequestSchema>;

/** What the desk asks about a destination while it is being typed. */
export const lookRequestSchema = z.object({
  project: projectIdSchema,
  type: uploadTypeSchema,
  path: z.string().max(4096),
  /** The one that is chosen, for the suggestion; not there where there are several. */
  department: z.string().max(200).nullable().default(null),
});
export type LookRequest = z.infer<typeof lookRequestSchema>;

/** What the page of an upload asks for: cancel, retry, verify. */
export const uploadRequestSchema = z.object({ id: uploadIdSchema });

export const withdrawRequestSchema = uploadRequestSchema.extend({ reason: z.string() });

/** What "Why isn't my version here?" asks for, as its address has it. */
export const whyNotRequestSchema = z
  .object({ project: projectIdSchema, type: uploadTypeSchema, q: z.string().max(400) })
  .transform(({ project, type, q }) => ({ project, uploadType: type, typed: q }));

/** What facets are asked for with, as their address has it. */
export const facetsRequestSchema = z
  .object({ project: projectIdSchema, type: uploadTypeSchema })
  .transform(({ project, type }) => ({ project, uploadType: type }));

/** What a listed table asks for to keep its marks of earlier uploads true, as the address has it. */
export const sentNewsRequestSchema = z
  .object({ project: projectIdSchema, type: uploadTypeSchema, since: z.iso.datetime() })
  .transform(({ project, type, since }) => ({ project, uploadType: type, since: new Date(since) }));
