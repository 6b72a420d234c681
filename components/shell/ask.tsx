import { answerMessages } from "#components/messages/answer-messages";
import type { Answer } from "#lib/domain/answer";

/** An answer that is no success, as the screen shows it. */
export type Problem = Omit<Failure, "ok">;
type Failure = Extract<Answer<unknown>, { ok: false }>;

export function problemOf({ ok: _, ...problem }: Failure): Problem {
  return problem;
}

/** Asks the server. A question that got lost on the way has an answer too: `lost` is what to say then. */
export async function ask<T>(
  action: (input: unknown) => Promise<Answer<T>>,
  input: unknown,
  lost: string = answerMessages.lost,
): Promise<Answer<T>> {
  try {
    return await action(input);
  } catch {
    return { ok: false, code: "unexpected", sentence: lost, errorId: null };
  }
}
