import "server-only";
import type { ZodType } from "zod";
import type { Answer } from "#lib/domain/answer";
import type { Lasting, WorkKind } from "#lib/domain/long-work";
import type { Context } from "#lib/services/context";
import { runFor, runPagesFor } from "./answer-of.ts";
import { container } from "./container.ts";
import { runLong } from "./long-answer.ts";
import { currentActor } from "./session.ts";

/**
 * Runs a service for whoever asks: who are you → parse → service, which asks whether you may → answer.
 * Never throws: an unexpected error is logged under an id, and only that id is shown.
 */
export async function runAction<Input, Result>(
  name: string,
  schema: ZodType<Input>,
  input: unknown,
  service: (context: Context, input: Input) => Promise<Result>,
): Promise<Answer<Result>> {
  return runFor(await container(), await currentActor(), { name, schema, input, service });
}

/** The same for what comes in pages. */
export async function runPagesAction<Input, Head, Page>(
  name: string,
  schema: ZodType<Input>,
  input: unknown,
  service: (context: Context, input: Input) => Promise<Head & { pages: AsyncIterable<Page> }>,
): Promise<Answer<Head & { pages: AsyncIterable<Answer<Page>> }>> {
  return runPagesFor(await container(), await currentActor(), { name, schema, input, service });
}

/** The same for what may take longer than an answer may: then the answer says under which id it goes on. */
export async function runLongAction<Input, Result>(
  name: string,
  kind: WorkKind,
  schema: ZodType<Input>,
  input: unknown,
  service: (context: Context, input: Input) => Promise<Result>,
): Promise<Answer<Lasting<Result>>> {
  return runLong(await container(), await currentActor(), kind, { name, schema, input, service });
}
