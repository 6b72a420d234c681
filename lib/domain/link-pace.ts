/** How fast links are made, as one who looks on sees it: a moving average, so that what is shown stays calm. */
export interface LinkPace {
  /** Milliseconds, of the newest look. */
  at: number;
  done: number;
  /** Links a millisecond; null: not known yet. */
  rate: number | null;
}

/** What lies so far back counts for a third. */
const memoryMs = 8000;
/** Looks that lie closer together say nothing of a pace. */
const leastMs = 500;

/**
 * The pace after one more look. `began`: when the first link was to be made, on the same clock, where that is known: then
 * the first look knows a pace already, also after a reload.
 */
export function lookAt(
  pace: LinkPace | null,
  { at, done, began }: { at: number; done: number; began: number | null },
): LinkPace {
  if (pace === null) {
    const passed = began === null ? 0 : at - began;
    return { at, done, rate: passed >= leastMs && done > 0 ? done / passed : null };
  }
  // A folder that was taken back, or another try, makes nobody faster or slower.
  if (done < pace.done) return { ...pace, at, done };
  const passed = at - pace.at;
  if (passed < leastMs) return pace;
  const seen = (done - pace.done) / passed;
  if (pace.rate === null) return { at, done, rate: seen > 0 ? seen : null };
  return { at, done, rate: pace.rate + (seen - pace.rate) * (1 - Math.exp(-passed / memoryMs)) };
}

export interface Estimate {
  /** Links a second. */
  perSecond: number;
  /** Null where nobody would wait for the end of it. */
  secondsLeft: number | null;
}

/** Null while the pace is not known. */
export function estimate({ rate, done }: LinkPace, planned: number): Estimate | null {
  if (rate === null) return null;
  const seconds = rate > 0 ? (planned - done) / rate / 1000 : Number.POSITIVE_INFINITY;
  return { perSecond: rate * 1000, secondsLeft: seconds < 86_400 ? Math.max(0, seconds) : null };
}

/** Seconds as coarse as they are uncertain, so that they do not jump: by 5 s, 15 s, minutes, five minutes. */
export function calmSeconds(seconds: number): number {
  const step = seconds < 30 ? 5 : seconds < 120 ? 15 : seconds < 1800 ? 60 : 300;
  return Math.max(5, Math.ceil(seconds / step) * step);
}

/** Whole percent, and 100 only when all is done. */
export function percentOf(done: number, planned: number): number {
  if (planned <= 0) return 100;
  return done >= planned ? 100 : Math.min(99, Math.floor((done / planned) * 100));
}
