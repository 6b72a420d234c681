import { setTimeout as sleep } from "node:timers/promises";
import { FtrackFailure } from "./failure.ts";

/** How often and how long something that failed is tried again. */
export interface Patience {
  /** Tries altogether. */
  tries: number;
  /** The wait after the first try, doubled after each further one. */
  firstDelayMs: number;
  /** Deadline of all tries together. */
  timeoutMs: number;
}

/** Does work that may be repeated, again where that may help, until a deadline; rejects with the last failure. */
export async function withPatience<T>(patience: Patience, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience.timeoutMs;
  for (let tried = 1; ; tried += 1) {
    const left = deadline - performance.now();
    try {
      return await work(AbortSignal.timeout(Math.max(1, Math.ceil(left))));
    } catch (error) {
      const delay = delayAfter(patience, tried, error);
      if (delay === null || performance.now() + delay >= deadline) throw error;
      await sleep(delay);
    }
  }
}

/**
 * Milliseconds to wait before the next try, never in step with other servers and never less than ftrack asks for.
 * Null where another try would not help or there were enough.
 */
export function delayAfter({ tries, firstDelayMs, timeoutMs }: Patience, tried: number, error: unknown): number | null {
  if (!isUnavailable(error) || tried >= tries) return null;
  const longest = firstDelayMs * 2 ** (tried - 1);
  const delay = Math.max(longest / 2 + (Math.random() * longest) / 2, error.waitMs ?? 0);
  return delay > timeoutMs ? null : delay;
}

function isUnavailable(error: unknown): error is FtrackFailure {
  return error instanceof FtrackFailure && error.code === "ftrack-unavailable";
}
