/** For how long an answer holds: far less than a lease's life, so that nobody can have taken over meanwhile. */
const goodForMs = 500;

/** Asks whether a run is still this worker's, seldom enough for many small steps. */
export interface Permit {
  /** Asks, whatever was answered before. Rejects where the run is no longer this worker's. */
  ask(): Promise<void>;
  /** Asks unless that was done a moment ago. */
  still(): Promise<void>;
}

/**
 * Time counts from before each question, so that a process that was stopped for a while, be it between an answer and what
 * was to follow, asks again. `now` gives milliseconds that go on while the process is stopped.
 */
export function keepPermit(question: () => Promise<void>, now: () => number = () => performance.now()): Permit {
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();
  let shared: Promise<void> | null = null;

  const isFresh = () => now() - askedAt < goodForMs;

  async function askNow(): Promise<void> {
    for (;;) {
      const began = now();
      await question();
      askedAt = began;
      if (isFresh()) return;
    }
  }

  /** One question at a time. */
  function ask(): Promise<void> {
    asking = asking.then(askNow, askNow);
    return asking;
  }

  return {
    ask,
    async still() {
      if (isFresh()) return;
      shared ??= ask().finally(() => {
        shared = null;
      });
      await shared;
    },
  };
}
