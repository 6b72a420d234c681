import { randomUUID } from "node:crypto";
import type { ZodType } from "zod";
import type { Actor } from "#lib/domain/actor";
import type { Answer } from "#lib/domain/answer";
import { AppError, sentenceOf } from "#lib/domain/errors";
import { appErrorOf } from "#lib/services/app-error";
import type { Context, Log } from "#lib/services/context";
import type { Container } from "./container.ts";
import { nameRequest } from "./request-time.ts";

export interface Wish<Input, Result> {
  /** For logs and figures. */
  name: string;
  schema: ZodType<Input>;
  input: unknown;
  service: (context: Context, input: Input) => Promise<Result>;
}

/** Runs a service for an actor, null for a stranger, and puts what comes of it into an Answer. Never throws. */
export async function runFor<Input, Result>(
  parts: Pick<Container, "contextFor" | "log" | "metrics">,
  actor: Actor | null,
  wish: Wish<Input, Result>,
): Promise<Answer<Result>> {
  const stop = parts.metrics.actions.startTimer({ action: wish.name });
  const answer = await answerOf(parts.log, wish.name, async () => {
    if (actor === null) throw new AppError("not-signed-in", "Your session has ended. Sign in again.");
    const parsed = wish.schema.safeParse(wish.input);
    if (!parsed.success) throw new AppError("bad-input", parsed.error.issues.map(issueSentence).join(" "));
    return wish.service(parts.contextFor(actor), parsed.data);
  });
  stop({ outcome: answer.ok ? "ok" : answer.code });
  return answer;
}

/** Expected errors keep their sentence; all others are logged under an id. */
export async function answerOf<Result>(log: Log, name: string, work: () => Promise<Result>): Promise<Answer<Result>> {
  nameRequest(name);
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const expected = appErrorOf(error);
    if (expected !== null) {
      log.info({ action: name, code: expected.code, sentence: expected.message }, "refused");
      return { ok: false, code: expected.code, sentence: expected.message, errorId: null };
    }
    const errorId = randomUUID();
    const stack = error instanceof Error ? error.stack : undefined;
    log.error({ action: name, errorId, error: sentenceOf(error), stack }, "unexpected error");
    return {
      ok: false,
      code: "unexpected",
      sentence: `Something unexpected went wrong. Tell the pipeline team this number: ${errorId}.`,
      errorId,
    };
  }
}

function issueSentence({ path, message }: { path: readonly PropertyKey[]; message: string }): string {
  return /^[A-Z].*\.$/.test(message) ? message : `"${path.map(String).join(".")}" is not as it should be: ${message}.`;
}
