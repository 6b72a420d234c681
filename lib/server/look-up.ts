import type { ZodType } from "zod";
import type { Answer } from "#lib/domain/answer";
import type { Context } from "#lib/services/context";
import { runFor } from "./answer-of.ts";
import { container } from "./container.ts";
import { currentActor } from "./session.ts";

/**
 * The answer to a look-up that a page makes beside its actions, which would wait for one another. What is asked stands in the
 * address, who asks in the session.
 */
export async function lookUp<Input, Result>(
  request: Request,
  name: string,
  schema: ZodType<Input>,
  service: (context: Context, input: Input) => Promise<Result>,
): Promise<Response> {
  const input = Object.fromEntries(new URL(request.url).searchParams);
  return answered(name, schema, input, service);
}

/** More than all that a person can have kept. */
const mostBytes = 2_000_000;

/**
 * The same for what a page has kept beside its actions; what that is stands in the body, as JSON, and is read for nobody
 * but who is signed in. Another site's page gets nowhere: it may not send such a body without asking, and the session's
 * cookie does not come along.
 */
export async function takeIn<Input, Result>(
  request: Request,
  name: string,
  schema: ZodType<Input>,
  service: (context: Context, input: Input) => Promise<Result>,
): Promise<Response> {
  const input = (await currentActor()) === null ? null : await jsonOf(request);
  return answered(name, schema, input, service);
}

/** Null for what is no JSON, too long, or of a length that nobody tells. */
async function jsonOf(request: Request): Promise<unknown> {
  const isJson = request.headers.get("content-type")?.startsWith("application/json") === true;
  const bytes = Number(request.headers.get("content-length") ?? Number.NaN);
  return isJson && bytes <= mostBytes ? request.json().catch(() => null) : null;
}

async function answered<Input, Result>(
  name: string,
  schema: ZodType<Input>,
  input: unknown,
  service: (context: Context, input: Input) => Promise<Result>,
): Promise<Response> {
  const answer = await runFor(await container(), await currentActor(), { name, schema, input, service });
  return Response.json(answer, { status: statusOf(answer), headers: { "cache-control": "no-store" } });
}

function statusOf(answer: Answer<unknown>): number {
  if (answer.ok) return 200;
  switch (answer.code) {
    case "not-signed-in":
      return 401;
    case "not-allowed":
      return 403;
    case "not-found":
      return 404;
    case "bad-input":
      return 400;
    case "ftrack-unavailable":
    case "ftrack-refused":
      return 502;
    default:
      return 500;
  }
}
