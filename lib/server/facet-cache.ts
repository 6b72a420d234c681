/** Answers kept for a short while; those who ask at the same time share one call. */
export interface FacetCache<T> {
  /** One that is kept and does not fit is asked for anew. */
  get(key: string, load: () => Promise<T>, fits?: (kept: T) => boolean): Promise<T>;
  clear(): void;
}

/**
 * Keeps an answer for `ttlMs` milliseconds from when it came. An answer that failed is not kept.
 * `now` gives milliseconds.
 */
export function createFacetCache<T>(ttlMs: number, now: () => number): FacetCache<T> {
  const kept = new Map<string, { answer: Promise<T>; until: number }>();

  function ask(key: string, load: () => Promise<T>): Promise<T> {
    for (const [other, { until }] of kept) if (now() >= until) kept.delete(other);
    const entry = { answer: load(), until: Number.POSITIVE_INFINITY };
    kept.set(key, entry);
    entry.answer.then(
      () => {
        entry.until = now() + ttlMs;
      },
      () => {
        if (kept.get(key) === entry) kept.delete(key);
      },
    );
    return entry.answer;
  }

  return {
    async get(key, load, fits = () => true) {
      const found = kept.get(key);
      if (found === undefined || now() >= found.until) return ask(key, load);
      const answer = await found.answer;
      return fits(answer) ? answer : ask(key, load);
    },
    clear: () => kept.clear(),
  };
}
