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
  const answer = await served(parts, actor, wish);
  stop({ outcome: answer.ok ? "ok" : answer.code });
  return answer;
}

/** The same where what comes of it is pages: an error on the way is the last of them, and figures count the whole. */
export async function runPagesFor<Input, Head, Page>(
  parts: Pick<Container, "contextFor" | "log" | "metrics">,
  actor: Actor | null,
  wish: Wish<Input, Head & { pages: AsyncIterable<Page> }>,
): Promise<Answer<Head & { pages: AsyncIterable<Answer<Page>> }>> {
  const timer = parts.metrics.actions.startTimer({ action: wish.name });
  const stop = (answer: Answer<unknown>) => timer({ outcome: answer.ok ? "ok" : answer.code });
  const answer = await served(parts, actor, wish);
  if (answer.ok)
    return { ok: true, value: { ...answer.value, pages: answersOf(parts.log, wish.name, answer.value.pages, stop) } };
  stop(answer);
  return answer;
}

async function* answersOf<Page>(
  log: Log,
  name: string,
  pages: AsyncIterable<Page>,
  stop: (last: Answer<unknown>) => void,
): AsyncGenerator<Answer<Page>> {
  const coming = pages[Symbol.asyncIterator]();
  let last: Answer<unknown> = { ok: true, value: null };
  try {
    for (;;) {
      const next = await answerOf(log, name, () => coming.next());
      last = next;
      if (!next.ok) yield next;
      if (!next.ok || next.value.done) return;
      yield { ok: true, value: next.value.value };
    }
  } finally {
    stop(last);
    // Whoever asked may have gone: then nothing more is read.
    await coming.return?.();
  }
}

async function served<Input, Result>(
  parts: Pick<Container, "contextFor" | "log">,
  actor: Actor | null,
  wish: Wish<Input, Result>,
): Promise<Answer<Result>> {
  return answerOf(parts.log, wish.name, async () => {
    if (actor === null) throw new AppError("not-signed-in", "Your session has ended. Sign in again.");
    const parsed = wish.schema.safeParse(wish.input);
    if (!parsed.success) throw new AppError("bad-input", parsed.error.issues.map(issueSentence).join(" "));
    return wish.service(parts.contextFor(actor), parsed.data);
  });
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
