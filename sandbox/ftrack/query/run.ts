import type { Reader } from "#sandbox/ftrack/read/reader";

/** One execution of a query: what it reads from, and the answers of its sub-queries. */
export type Run = Reader & { readonly subqueries: Map<object, ReadonlySet<unknown>> };

export function startRun(reader: Reader): Run {
  return { ...reader, subqueries: new Map() };
}
