import type { Actor } from "#lib/domain/actor";
import type { Answer } from "#lib/domain/answer";
import type { Lasting, WorkKind } from "#lib/domain/long-work";
import { runFor, type Wish } from "./answer-of.ts";
import type { Container } from "./container.ts";

/** Runs a service as `runFor` does, and tells it who waits. Answers in time whether or not it is over. */
export function runLong<Input, Result>(
  parts: Pick<Container, "contextFor" | "log" | "metrics" | "work">,
  actor: Actor | null,
  kind: WorkKind,
  wish: Wish<Input, Result>,
): Promise<Answer<Lasting<Result>>> {
  // A stranger is refused at once, and so never gets as far as a record.
  return parts.work.run({ username: actor?.username ?? "" }, kind, (watch) =>
    runFor(parts, actor, { ...wish, service: (context, input) => wish.service({ ...context, watch }, input) }),
  );
}
