/**
 * What is known of how quickly storage answers: this process touches one volume. Where it answers at once, a call costs
 * less than handing it to another thread; where it lets one wait, many calls have to wait at the same time.
 */

/** Median of a call from which on storage counts as slow, if most of it was waiting rather than work. */
const slowMs = 0.1;
const mostly = 0.5;
/** A single call that waits this long ends the trust in quick answers. */
const stuckMs = 20;
const knownForMs = 1000;

const noticed = new Map<string, { slow: boolean; at: number }>();
let stuckAt = Number.NEGATIVE_INFINITY;

/** Tells of calls of one kind that were made one after the other. `waiting`: share of the time that was no work, from 0 to 1. */
export function noteCalls(kind: string, { callMs, waiting }: { callMs: number; waiting: number }): void {
  noticed.set(kind, { slow: callMs > slowMs && waiting > mostly, at: performance.now() });
}

/** Tells of a single call for which this thread waited. */
export function noteCall(milliseconds: number): void {
  if (milliseconds > stuckMs) stuckAt = performance.now();
}

/** Whether calls of this kind let one wait, as far as was seen lately. */
export function isSlow(kind: string): boolean {
  const known = noticed.get(kind);
  return known?.slow === true && performance.now() - known.at < knownForMs;
}

/** Whether storage has shown lately that it answers at once, whatever it was asked. */
export function isSwift(): boolean {
  const now = performance.now();
  if (now - stuckAt < knownForMs) return false;
  const lately = [...noticed.values()].filter(({ at }) => now - at < knownForMs);
  return lately.length > 0 && lately.every(({ slow }) => !slow);
}
