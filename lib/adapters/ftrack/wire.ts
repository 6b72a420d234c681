import type { Session } from "@ftrack/api";
import { z } from "zod";
import { collected } from "#lib/domain/collected";
import { decodeAnswer } from "./decode-answer.ts";
import { mixedUp } from "./failure.ts";
import { createLimit } from "./limit.ts";
import { allPages } from "./pages.ts";
import { parse } from "./parse.ts";
import { delayAfter, type Patience, withPatience } from "./patience.ts";
import { type FtrackSettings, newSession, type Operation } from "./session.ts";

/** Rows that one query may bring; more come in further pages. */
const pageRows = 500;
const usualRetry = { tries: 4, firstDelayMs: 150 };
const usualCallsAtOnce = 6;
/** How often a batch is looked into and sent, where it is not known what became of it. */
const writeRounds = 3;

const rowsSchema = z.object({ data: z.array(z.unknown()) });

/** One joined line to ftrack: reads are tried again until the deadline, writes are sent once. */
export interface Wire {
  /** Sends operations that change nothing in one POST, and gives their answers. */
  read(operations: readonly Operation[]): Promise<unknown[]>;
  /** Several queries in one POST; rows by the same index. */
  rows(expressions: readonly string[]): Promise<unknown[][]>;
  /** All rows of a query without order and limit, page after page as they come, each once. */
  pages<Row>(expression: string, as: (row: unknown) => Row, rowsPerPage?: number): AsyncIterable<Row[]>;
  /** The same, when all are there. */
  allRows<Row>(expression: string, as: (row: unknown) => Row, rowsPerPage?: number): Promise<Row[]>;
  /** Sends operations that change something, once. */
  write(operations: readonly Operation[]): Promise<void>;
  /** Milliseconds to wait before a failed write is looked into, or null where that would not help. */
  delayAfterWrite(tried: number, error: unknown): number | null;
  thumbnailUrl(componentId: string, size: number): string;
}

export function patienceOf({ retry = usualRetry, timeoutMs }: FtrackSettings): Patience {
  return { ...retry, timeoutMs };
}

export function createWire(settings: FtrackSettings): Wire {
  const patience = patienceOf(settings);
  const inTurn = createLimit(settings.callsAtOnce ?? usualCallsAtOnce);
  let current: Session | null = null;

  // The start fetches all schemas, hundreds of KB: one session serves everybody until a start fails.
  function session(): Session {
    if (current) return current;
    const made = newSession(settings, inTurn);
    current = made;
    made.initializing.catch(() => {
      if (current === made) current = null;
    });
    return made;
  }

  async function read(operations: readonly Operation[]): Promise<unknown[]> {
    const answers = await withPatience(patience, (signal) => session().call<unknown>([...operations], { signal }));
    return answers.map(decodeAnswer);
  }

  async function rows(expressions: readonly string[]): Promise<unknown[][]> {
    if (expressions.length === 0) return [];
    const answers = await read(expressions.map((expression) => ({ action: "query", expression })));
    return answers.map((answer) => parse(rowsSchema, answer, "a query").data);
  }

  function pages<Row>(expression: string, as: (row: unknown) => Row, rowsPerPage = pageRows) {
    return allPages({
      rowsPerPage,
      as,
      async read(offset) {
        const [found = []] = await rows([`${expression} order by id limit ${rowsPerPage} offset ${offset}`]);
        return found;
      },
      restless: () => mixedUp(settings, "changes faster than it can be read"),
    });
  }

  return {
    read,
    rows,
    pages,
    allRows: (...asked) => collected(pages(...asked)),
    async write(operations) {
      await session().call<unknown>([...operations]);
    },
    delayAfterWrite: (tried, error) => delayAfter({ ...patience, tries: writeRounds }, tried, error),
    thumbnailUrl: (componentId, size) => session().thumbnailUrl(componentId, { size }),
  };
}
