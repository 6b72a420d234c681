import type { Actor } from "#lib/domain/actor";
import type { Answer } from "#lib/domain/answer";
import { AppError, sentenceOf } from "#lib/domain/errors";
import { type WorkId, workIdSchema } from "#lib/domain/ids";
import type { Lasting, WorkKind, WorkProgress, WorkWatch } from "#lib/domain/long-work";
import type { Log } from "#lib/services/context";
import type { WorkRecords } from "#lib/services/ports/store";

/** Work whose result is waited for, but not longer than any proxy does. */
export interface LongWork {
  /**
   * Gives the work's answer, or, where that takes longer than the server answers within, the id under which it goes on
   * here.
   */
  run<T>(
    actor: Pick<Actor, "username">,
    kind: WorkKind,
    work: (watch: WorkWatch) => Promise<Answer<T>>,
  ): Promise<Answer<Lasting<T>>>;
  /** Somebody may have cancelled this. */
  look(id: WorkId): void;
  /** Breaks off what is under way, and waits until that is written down. */
  close(): Promise<void>;
}

export interface LongWorkOptions {
  records: WorkRecords;
  log: Pick<Log, "warn">;
  newId(): string;
  /** Milliseconds until the answer is that it goes on. */
  patienceMs(): number;
  /** Milliseconds between two signs of life. */
  signMs: number;
}

const cancelled: Record<WorkKind, string> = {
  preview: "The preview was cancelled.",
  submit: "The upload was cancelled before it was submitted. Nothing was uploaded.",
};

const stopped = "The server is being restarted. Start it again in a minute.";

/** What does not end when it is broken off holds up the end of the server for no longer than this. */
const longestEndMs = 10_000;

interface Running {
  id: WorkId;
  kind: WorkKind;
  progress: WorkProgress;
  abort: AbortController;
  /** Settled when the work is over, and that is written down. */
  over: Promise<unknown> | null;
}

export function createLongWork({ records, log, newId, patienceMs, signMs }: LongWorkOptions): LongWork {
  const known = new Map<WorkId, Running>();

  async function sign({ id, kind, progress, abort }: Running): Promise<void> {
    try {
      const told = await records.sign(id, progress);
      if (told.cancelled) abort.abort(new AppError("cancelled", cancelled[kind]));
    } catch (error) {
      log.warn({ id, error: sentenceOf(error) }, "a sign of life of long work could not be written");
    }
  }

  async function hear({ id, kind, abort }: Running): Promise<void> {
    try {
      const now = await records.state(id);
      if (now?.state.status === "running" && now.state.cancelled)
        abort.abort(new AppError("cancelled", cancelled[kind]));
    } catch (error) {
      log.warn({ id, error: sentenceOf(error) }, "whether long work was cancelled could not be read");
    }
  }

  /** Signs of life until the work is over, then what came of it. */
  async function record(running: Running, result: Promise<Answer<unknown>>): Promise<void> {
    const { id } = running;
    const signs = setInterval(() => void sign(running), signMs);
    try {
      const answer = await result;
      clearInterval(signs);
      await records.finish(id, answer);
    } catch (error) {
      // Whoever waits is told that it was broken off, once the signs of life are missed.
      log.warn({ id, error: sentenceOf(error) }, "what came of long work could not be written");
    } finally {
      clearInterval(signs);
      known.delete(id);
    }
  }

  return {
    async run<T>(
      { username }: Pick<Actor, "username">,
      kind: WorkKind,
      work: (watch: WorkWatch) => Promise<Answer<T>>,
    ) {
      const id = workIdSchema.parse(newId());
      const abort = new AbortController();
      const running: Running = { id, kind, progress: { phase: "ftrack", done: 0, of: 0 }, abort, over: null };
      const onProgress = (progress: WorkProgress) => {
        running.progress = progress;
      };
      known.set(id, running);
      const result = work({ id, onProgress, signal: abort.signal });
      running.over = result;
      const early = await orLate(result, patienceMs());
      if (early !== null) {
        known.delete(id);
        return finished(early);
      }
      try {
        await records.begin({ id, username, kind, progress: running.progress });
      } catch (error) {
        // Without a record nobody could ask for it: then the answer takes as long as it takes.
        log.warn({ id, error: sentenceOf(error) }, "long work could not be recorded");
        return result.then(finished).finally(() => known.delete(id));
      }
      running.over = record(running, result);
      return { ok: true, value: { status: "running", id } };
    },

    look(id) {
      const running = known.get(id);
      if (running !== undefined) void hear(running);
    },

    async close() {
      const all = [...known.values()];
      for (const { abort } of all) abort.abort(new AppError("broken-off", stopped));
      await orLate(Promise.allSettled(all.map(({ over }) => over)), longestEndMs);
    },
  };
}

function finished<T>(answer: Answer<T>): Answer<Lasting<T>> {
  return answer.ok ? { ok: true, value: { status: "finished", value: answer.value } } : answer;
}

/** What it gives within these milliseconds, else null. */
async function orLate<T>(result: Promise<T>, milliseconds: number): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), milliseconds);
  return Promise.race([result, promise]).finally(() => clearTimeout(timer));
}
