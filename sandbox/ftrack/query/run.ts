import type { Reader } from "#sandbox/ftrack/read/reader";
import type { Row } from "#sandbox/ftrack/store/row";

/**
 * One execution of a query: what it reads from, the answers of its sub-queries, and what conditions within conditions
 * said of the rows that they were asked about.
 */
export type Run = Reader & {
  readonly subqueries: Map<object, ReadonlySet<unknown>>;
  readonly verdicts: Map<object, Map<Row, boolean>>;
};

export function startRun(reader: Reader): Run {
  return { ...reader, subqueries: new Map(), verdicts: new Map() };
}
