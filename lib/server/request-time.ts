import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestListener } from "node:http";

/** What one request has cost so far. Times are those of `performance.now()`, in milliseconds. */
interface RequestTime {
  beganAt: number;
  /** What was asked for, by the name that figures have for it. */
  work: string | null;
  /** When which call was under way to ftrack, and its answer on the way to us. */
  calls: { from: number; to: number }[];
}

export interface TimeParts {
  /** Milliseconds in which at least one call waited for ftrack. */
  ftrack: number;
  /** All the others. */
  own: number;
}

declare global {
  // The server and Next's bundles load this module apart from one another; what must be one lives here.
  var compoutRequestTime: AsyncLocalStorage<RequestTime> | undefined;
}

function requests(): AsyncLocalStorage<RequestTime> {
  globalThis.compoutRequestTime ??= new AsyncLocalStorage();
  return globalThis.compoutRequestTime;
}

/** Says what the request under way is about. */
export function nameRequest(work: string): void {
  const request = requests().getStore();
  if (request) request.work = work;
}

/** Adds a call of ftrack to the request under way; calls of the worker belong to none. */
export function addFtrackCall({ sentAt, milliseconds }: { sentAt: number; milliseconds: number }): void {
  requests()
    .getStore()
    ?.calls.push({ from: sentAt, to: sentAt + milliseconds });
}

/**
 * Tells the waiting for ftrack from our own time, for each request that asks ftrack: in the header Server-Timing, as far
 * as they are known when the answer begins, and to `observe` when all of it is sent.
 */
export function withRequestTime(
  handle: RequestListener,
  observe: (work: string, parts: TimeParts) => void,
): RequestListener {
  return (request, response) => {
    const time: RequestTime = { beganAt: performance.now(), work: null, calls: [] };
    const writeHead = response.writeHead;
    response.writeHead = (...given: unknown[]) => {
      if (time.calls.length > 0 && !response.headersSent) response.setHeader("server-timing", headerOf(partsOf(time)));
      return Reflect.apply(writeHead, response, given);
    };
    response.once("finish", () => {
      if (time.work !== null && time.calls.length > 0) observe(time.work, partsOf(time));
    });
    requests().run(time, () => handle(request, response));
  };
}

function headerOf({ ftrack, own }: TimeParts): string {
  return `ftrack;dur=${ftrack.toFixed(1)}, own;dur=${own.toFixed(1)}`;
}

function partsOf({ beganAt, calls }: RequestTime): TimeParts {
  const whole = performance.now() - beganAt;
  const ftrack = coveredBy(calls);
  return { ftrack, own: whole - ftrack };
}

/** Milliseconds that the spans cover together: calls side by side count once. */
function coveredBy(spans: readonly { from: number; to: number }[]): number {
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...spans].sort((one, other) => one.from - other.from)) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}
