import { z } from "zod";
import { auditKinds } from "#lib/domain/audit";

/** What the address of the audit says; whatever it gets wrong counts as not said. */
const filterSchema = z.object({
  kind: z.enum(auditKinds).optional().catch(undefined),
  person: z.string().trim().max(256).default("").catch(""),
  q: z.string().trim().max(400).default("").catch(""),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
});
export type AuditChoice = z.infer<typeof filterSchema>;

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export function auditChoiceOf(searchParams: SearchParams): AuditChoice {
  return filterSchema.parse(searchParams);
}

/** The address of one page of the audit under this choice. */
export function auditHref(choice: AuditChoice, page: number): string {
  const query = new URLSearchParams();
  if (choice.kind) query.set("kind", choice.kind);
  if (choice.person) query.set("person", choice.person);
  if (choice.q) query.set("q", choice.q);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "/audit" : `/audit?${query}`;
}

export function isNarrowed({ kind, person, q }: AuditChoice): boolean {
  return Boolean(kind || person || q);
}
