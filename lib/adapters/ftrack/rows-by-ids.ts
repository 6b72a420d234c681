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
  return rowsOfAll(
    wire,
    idChunks(ids).map((chunk) => queryFor(idList(chunk))),
    queriesPerPost,
  );
}

/** Rows of all queries, of which so many share one POST. */
export async function rowsOfAll(wire: Wire, queries: readonly string[], perPost: number): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const post of chunks(queries, perPost)) rows.push(...(await wire.rows(post)).flat());
  return rows;
}
