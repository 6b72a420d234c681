import type { Answer } from "#lib/domain/answer";

/** An answer that is no success, as the screen shows it. */
export type Problem = Omit<Extract<Answer<unknown>, { ok: false }>, "ok">;

/** What to say when the server was not reached at all: the action's promise itself failed. */
export const unreachable: Problem = {
  code: "unexpected",
  sentence: "The server did not answer. Check your connection, then try again.",
  errorId: null,
};

/** Asks the server; a failure on the way becomes an answer too. */
export async function ask<T>(action: (input: unknown) => Promise<Answer<T>>, input: unknown): Promise<Answer<T>> {
  try {
    return await action(input);
  } catch {
    return { ok: false, ...unreachable };
  }
}
