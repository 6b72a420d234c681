import { promisify } from "node:util";
import type { Session } from "@ftrack/api";
import { z } from "zod";
import { AppError } from "#lib/domain/errors";
import { mergeMentions } from "./merge-mentions.ts";
import { type FtrackSettings, isUnavailable, newSession, type Operation } from "./session.ts";

/** Rows that one query may bring; more come in further pages. */
const pageRows = 500;
const attempts = 3;
const firstDelayMs = 150;

const rowsSchema = z.object({ data: z.array(z.unknown()) });

/** One joined line to ftrack: reads are tried again until the deadline, writes are sent once. */
export interface Wire {
  /** Sends operations that change nothing in one POST, and gives their answers. */
  read(operations: readonly Operation[]): Promise<unknown[]>;
  /** Several queries in one POST; rows by the same index. */
  rows(expressions: readonly string[]): Promise<unknown[][]>;
  /** All rows of a query without order and limit, page after page. */
  allRows(expression: string, rowsPerPage?: number): Promise<unknown[]>;
  /** Sends operations that change something, once. */
  write(operations: readonly Operation[]): Promise<void>;
  thumbnailUrl(componentId: string, size: number): string;
}

export function createWire(settings: FtrackSettings): Wire {
  let current: Session | null = null;

  // The start fetches all schemas, hundreds of KB: one session serves everybody until a start fails.
  function session(): Session {
    if (current) return current;
    const made = newSession(settings);
    current = made;
    made.initializing.catch(() => {
      if (current === made) current = null;
    });
    return made;
  }

  async function read(operations: readonly Operation[]): Promise<unknown[]> {
    const deadline = performance.now() + settings.timeoutMs;
    for (let attempt = 1; ; attempt += 1) {
      const left = Math.max(1, Math.ceil(deadline - performance.now()));
      try {
        const answers = await session().call<unknown>([...operations], { signal: AbortSignal.timeout(left) });
        return answers.map(mergeMentions);
      } catch (error) {
        const delay = backOff(attempt);
        if (!isUnavailable(error) || attempt === attempts || performance.now() + delay >= deadline) throw error;
        await sleep(delay);
      }
    }
  }

  async function rows(expressions: readonly string[]): Promise<unknown[][]> {
    if (expressions.length === 0) return [];
    const answers = await read(expressions.map((expression) => ({ action: "query", expression })));
    return answers.map((answer) => parse(rowsSchema, answer, "query").data);
  }

  async function allRows(expression: string, rowsPerPage = pageRows): Promise<unknown[]> {
    const all: unknown[] = [];
    for (;;) {
      const page = `${expression} order by id limit ${rowsPerPage} offset ${all.length}`;
      const [found = []] = await rows([page]);
      all.push(...found);
      if (found.length < rowsPerPage) return all;
    }
  }

  return {
    read,
    rows,
    allRows,
    async write(operations) {
      await session().call<unknown>([...operations]);
    },
    thumbnailUrl: (componentId, size) => session().thumbnailUrl(componentId, { size }),
  };
}

/** Waits so many milliseconds. */
export const sleep = promisify(setTimeout);

/** Milliseconds before the next try: doubling, and never in step with other servers. */
export function backOff(attempt: number): number {
  const longest = firstDelayMs * 2 ** (attempt - 1);
  return longest / 2 + (Math.random() * longest) / 2;
}

/** Parses a piece of an answer; throws ftrack-refused that names what is missing, since asking again would not help. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, of: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue ? `${issue.path.join(".") || "the answer"}: ${issue.message}` : "";
  throw new AppError(
    "ftrack-refused",
    `ftrack's answer about ${of} is not as expected (${where}). Tell your pipeline team.`,
    { cause: result.error },
  );
}
