import { z } from "zod";
import { projectIdSchema } from "#lib/domain/ids";
import { stateFilters } from "#lib/domain/state-filter";
import { uploadTypeSchema } from "#lib/domain/upload-type-schema";

/** What the address of the history says; whatever it gets wrong counts as not said. */
const filterSchema = z.object({
  project: projectIdSchema.optional().catch(undefined),
  type: uploadTypeSchema.optional().catch(undefined),
  by: z.literal("me").optional().catch(undefined),
  state: z.enum(stateFilters).optional().catch(undefined),
  q: z.string().trim().max(400).default("").catch(""),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
});
export type HistoryFilter = z.infer<typeof filterSchema>;

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export function historyFilterOf(searchParams: SearchParams): HistoryFilter {
  return filterSchema.parse(searchParams);
}

/** The address of one page of the history under this filter. */
export function historyHref(filter: HistoryFilter, page: number): string {
  const query = new URLSearchParams();
  if (filter.project) query.set("project", filter.project);
  if (filter.type) query.set("type", filter.type);
  if (filter.by) query.set("by", filter.by);
  if (filter.state) query.set("state", filter.state);
  if (filter.q) query.set("q", filter.q);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "/uploads" : `/uploads?${query}`;
}

export function isNarrowed({ project, type, by, state, q }: HistoryFilter): boolean {
  return Boolean(project || type || by || state || q);
}
