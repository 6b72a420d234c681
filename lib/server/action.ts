import "server-only";
import type { ZodType } from "zod";
import type { Answer } from "#lib/domain/answer";
import type { Context } from "#lib/services/context";
import { runFor } from "./answer-of.ts";
import { container } from "./container.ts";
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
