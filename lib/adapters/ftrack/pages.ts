import { z } from "zod";
import { parse } from "./parse.ts";

const rowSchema = z.object({ id: z.string() });

/** Rows may go while they are read; who looks for the place so often reads something that never rests. */
const mostStepsBack = 20;

/** Pages under way once the first was full, whether or not they are needed: ftrack finds them while we read others. */
const pagesAhead = 2;

export interface Paging<Row> {
  rowsPerPage: number;
  /** Rows from an offset on, in the order of their ids. Asked for several pages at once. */
  read(offset: number): Promise<readonly unknown[]>;
  /** What becomes of a row: worked out while ftrack finds the next pages. */
  as(row: unknown): Row;
  /** The error to end with where the rows never rest. */
  restless(): Error;
}

/** Lets what was just asked for go out, before this thread is busy. */
const sent = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * All rows, page after page as they come, each row once. Every page begins with the last row of the one before: where
 * that is missing, rows above it have gone and others moved up, so the place is looked for further up and no row is lost.
 * After the first page two are always under way, so that one may be asked for in vain.
 */
export async function* allPages<Row>({ rowsPerPage, read, as, restless }: Paging<Row>): AsyncGenerator<Row[]> {
  const known = new Set<string>();
  const coming = new Map<number, Promise<readonly unknown[]>>();
  const askFor = (offset: number) => {
    const asked = coming.get(offset) ?? read(offset);
    coming.set(offset, asked);
    // One that nobody waits for any more may fail in silence.
    asked.catch(() => undefined);
    return asked;
  };
  let offset = 0;
  let stepsBack = 0;
  for (;;) {
    const page = (await askFor(offset)).map((row): [string, unknown] => [parse(rowSchema, row, "a row").id, row]);
    coming.delete(offset);
    if (offset > 0 && !page.some(([id]) => known.has(id))) {
      stepsBack += 1;
      if (stepsBack > mostStepsBack) throw restless();
      offset = Math.max(0, offset - Math.ceil(rowsPerPage / 2) * stepsBack);
      // What was asked for before the rows moved says nothing of where they are now.
      coming.clear();
      continue;
    }
    const isLast = page.length < rowsPerPage;
    offset += page.length - 1;
    if (!isLast) {
      for (let ahead = 0; ahead < pagesAhead; ahead += 1) void askFor(offset + ahead * (rowsPerPage - 1));
      await sent();
    }
    const rows: Row[] = [];
    for (const [id, row] of page) {
      if (known.has(id)) continue;
      known.add(id);
      rows.push(as(row));
    }
    yield rows;
    if (isLast) return;
  }
}
