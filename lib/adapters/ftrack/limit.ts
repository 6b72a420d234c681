/** Runs work when it is its turn; rejects with the signal's reason if that comes first. */
export type Limit = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** So many at a time, the others in the order in which they came. */
export function createLimit(most: number): Limit {
  let running = 0;
  const waiting = new Set<() => void>();

  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const gone = () => {
        waiting.delete(go);
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener("abort", gone);
        resolve();
      };
      if (signal.aborted) return gone();
      signal.addEventListener("abort", gone, { once: true });
      waiting.add(go);
    });
  }

  return async (signal, work) => {
    if (running >= most) await turn(signal);
    else running += 1;
    try {
      return await work();
    } finally {
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else running -= 1;
    }
  };
}
