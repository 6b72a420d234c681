import { createHash } from "node:crypto";
import type { Answer } from "#lib/domain/answer";
import { uploadIdSchema, type WorkId } from "#lib/domain/ids";
import type { WorkState } from "#lib/domain/long-work";
import type { Store, WorkRecords } from "#lib/services/ports/store";
import type { Live } from "./live.ts";

export interface WorkParts {
  workRecords: WorkRecords;
  store: Pick<Store, "uploads">;
  live: Pick<Live, "previews">;
}

interface Question {
  id: WorkId;
  username: string;
  /** The tag of the answer that the asker has. */
  known: string | null;
  /** Aborted when the asker goes away. */
  signal: AbortSignal;
  longestMs?: number;
}

/** Below what proxies wait for an answer. */
const longestMs = 25_000;

/** `{state}` while it is under way, `{state, answer}` at the end; 304 where that is not news within a while, 404 for strangers. */
export async function workAnswer(parts: WorkParts, question: Question): Promise<Response> {
  const { id, username, known } = question;
  const found = await parts.workRecords.state(id);
  if (found === null || found.username !== username) return new Response(null, { status: 404, headers: uncached });
  let { state } = found;
  if (tagOf(state) === known) state = (await nextState(parts.live, question)) ?? state;
  const tag = tagOf(state);
  const headers = { ...uncached, etag: tag };
  if (tag === known) return new Response(null, { status: 304, headers });
  const answer = await outcomeOf(parts, id, username, state);
  return Response.json(answer === null ? { state } : { state, answer }, { headers });
}

/** 204 once it is written down that nobody wants it; 404 where there is nothing to stop any more. */
export async function cancelWork(
  { workRecords }: Pick<WorkParts, "workRecords">,
  { id, username }: { id: WorkId; username: string },
): Promise<Response> {
  const stopped = await workRecords.cancel(id, username);
  return new Response(null, { status: stopped ? 204 : 404, headers: uncached });
}

const uncached = { "cache-control": "no-store" };

const brokenOff = {
  preview: "The preview was broken off, as its server stopped. Start it again.",
  submit:
    "The upload was broken off before it was submitted, as its server stopped. Nothing was uploaded: start it again.",
};

async function outcomeOf(
  { workRecords, store }: WorkParts,
  id: WorkId,
  username: string,
  state: WorkState,
): Promise<Answer<unknown> | null> {
  switch (state.status) {
    case "running":
      return null;
    case "finished":
      return workRecords.outcome(id, username);
    case "broken-off": {
      // The server may have died right after it had submitted: the upload has the same id.
      const uploadId = uploadIdSchema.parse(id);
      if (state.kind === "submit" && (await store.uploads.get(uploadId)) !== null)
        return { ok: true, value: { uploadId } };
      return { ok: false, code: "broken-off", sentence: brokenOff[state.kind], errorId: null };
    }
  }
}

/** The next state that differs from the known one, or null if none comes in time. */
async function nextState(live: WorkParts["live"], question: Question): Promise<WorkState | null> {
  const { id, known, signal } = question;
  const { promise, resolve } = Promise.withResolvers<WorkState | null>();
  const giveUp = () => resolve(null);
  const timer = setTimeout(giveUp, question.longestMs ?? longestMs);
  signal.addEventListener("abort", giveUp, { once: true });
  const leave = await live.previews.follow(id, {
    onNews({ state }) {
      if (tagOf(state) !== known) resolve(state);
    },
    onEnd: giveUp,
  });
  if (leave === null) giveUp();
  try {
    return await promise;
  } finally {
    leave?.();
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
}

function tagOf(state: WorkState): string {
  return `"${createHash("sha256").update(JSON.stringify(state)).digest("base64url").slice(0, 22)}"`;
}
