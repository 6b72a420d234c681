import { answerMessages } from "#components/messages/answer-messages";
import { workMessages } from "#components/messages/work-messages";
import type { Answer } from "#lib/domain/answer";
import type { WorkId } from "#lib/domain/ids";
import type { WorkState } from "#lib/domain/long-work";

/** What the server says of work that takes long: how far it is, or what came of it. */
export type WorkAnswer<T> =
  | { status: "running"; state: Extract<WorkState, { status: "running" }> }
  | { status: "over"; answer: Answer<T> }
  /** No word: the server can't be reached. */
  | { status: "unknown" };

const over = (code: "broken-off" | "not-signed-in", sentence: string) =>
  ({ status: "over", answer: { ok: false, code, sentence, errorId: null } }) as const;

const address = (id: WorkId) => `/api/previews/${encodeURIComponent(id)}`;

export async function askForWork<T>(id: WorkId): Promise<WorkAnswer<T>> {
  try {
    const answer = await fetch(address(id), { cache: "no-store" });
    if (answer.status === 404) return over("broken-off", workMessages.lost);
    if (answer.status === 401) return over("not-signed-in", answerMessages.signedOut);
    return answer.ok ? parseWorkAnswer(await answer.json()) : { status: "unknown" };
  } catch {
    return { status: "unknown" };
  }
}

/** Says that nobody wants it any more. Whether that came in time, the answer will tell. */
export async function cancelWork(id: WorkId): Promise<void> {
  try {
    await fetch(address(id), { method: "DELETE", keepalive: true });
  } catch {
    // It goes on for nobody then, and is forgotten in a day.
  }
}

/** The answer to the very action that began the work: its type is known to whoever began it. */
function parseWorkAnswer<T>(body: unknown): WorkAnswer<T> {
  if (typeof body !== "object" || body === null || !("state" in body)) return { status: "unknown" };
  if ("answer" in body) return { status: "over", answer: body.answer as Answer<T> };
  const state = body.state as WorkState;
  return state.status === "running" ? { status: "running", state } : { status: "unknown" };
}
