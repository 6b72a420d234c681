import { answerMessages } from "#components/messages/answer-messages";
import type { Answer } from "#lib/domain/answer";

/** Asks one of the server's look-ups, which answer beside the actions. Rejects only where `signal` ends it. */
export async function lookUp<T>(
  path: string,
  question: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer<T>> {
  try {
    const answer = await fetch(`${path}?${new URLSearchParams(question)}`, { signal, cache: "no-store" });
    return parseAnswer(await answer.json());
  } catch (error) {
    if (signal.aborted) throw error;
    return { ok: false, code: "unexpected", sentence: answerMessages.lost, errorId: null };
  }
}

/** The type is the look-up's own, known to whoever asks. */
function parseAnswer<T>(body: unknown): Answer<T> {
  if (typeof body === "object" && body !== null && "ok" in body) return body as Answer<T>;
  throw new Error("The server answered something else than an answer.");
}
