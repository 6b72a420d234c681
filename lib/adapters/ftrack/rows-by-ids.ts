import { chunks, idChunks, idList } from "./queries.ts";
import type { Wire } from "./wire.ts";

/** Queries that share one POST where ids come in chunks. */
const queriesPerPost = 5;

/** Rows for any number of ids: chunked, so that each query's text stays short. */
export async function rowsByIds(
  wire: Wire,
  ids: readonly string[],
  queryFor: (list: string) => string,
): Promise<unknown[]> {
  const queries = idChunks(ids).map((chunk) => queryFor(idList(chunk)));
  const rows: unknown[] = [];
  for (const post of chunks(queries, queriesPerPost)) rows.push(...(await wire.rows(post)).flat());
  return rows;
}
