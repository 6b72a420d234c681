import { type BigIntStats, lstat, stat, symlink } from "node:fs";
import { type BulkAnswer, type BulkTask, lookOf, separator } from "./bulk-task.ts";
import { onThread } from "./bulk-threads.ts";
import { isSlow, noteCalls } from "./pace.ts";
import { signOfLife } from "./signs-of-life.ts";

/**
 * Calls that come by the thousand. How they are made is decided here and nowhere else: on storage that answers at once, by
 * threads that make one after the other, as fast as a loop in C; on storage that lets one wait, many at the same time.
 */

/** As many as this process has threads for. All batches share them. */
let callsAtOnce = 32;
const fewCalls = 24;
const callsPerTask = 256;
/** Of those that make names in one folder: see `eachAlone`. */
const namesAtOnce = 2;

/** For a process that was started with another number of threads. */
export function allowCalls(atOnce: number): void {
  callsAtOnce = atOnce;
}

/** What a look says of a path; nothing where it failed. */
export interface Look {
  mode: bigint;
  /** Bytes. */
  size: bigint;
  mtimeNs: bigint;
}

interface Batch {
  /** Calls of one kind are alike in what storage has to do for them. */
  kind: BulkTask["call"];
  count: number;
  task(from: number, to: number): BulkTask;
  /** Takes over what a thread found out from `from` on. */
  answered?(from: number, answer: BulkAnswer): void;
  /** Makes one call; `done` is called once. */
  alone(at: number, done: (error: unknown) => void): void;
  /** Decides on a call that failed; a rejection ends the batch. */
  failed(at: number, error: unknown): Promise<void>;
  onMade?: ((calls: number) => void) | undefined;
  /** Asked right before calls are made; a rejection ends the batch. */
  before?: (() => Promise<void>) | undefined;
}

let batchesAlone = 0;

/** Looks at all paths; in their order. `failed` decides on each that can't be looked at: null there, or it rejects. */
export async function lookAtAll(
  call: "stat" | "lstat",
  paths: readonly string[],
  failed: (at: number, error: unknown) => Promise<void>,
  onLooked?: (paths: number) => void,
): Promise<(at: number) => Look | null> {
  const looks = new BigInt64Array(paths.length * 3);
  const lookAt = call === "stat" ? stat : lstat;
  await inBulk({
    kind: call,
    count: paths.length,
    task: (from, to) => ({ call, paths: paths.slice(from, to).join(separator) }),
    answered: (from, answer) => looks.set(answer.looks.subarray(0, answer.made * 3), from * 3),
    alone(at, done) {
      lookAt(paths[at] ?? "", { bigint: true }, (error: unknown, found: BigIntStats) => {
        if (error === null) looks.set(lookOf(found), at * 3);
        done(error);
      });
    },
    failed,
    onMade: onLooked,
  });
  return (at) => {
    const [mode = 0n, size = 0n, mtimeNs = 0n] = looks.subarray(at * 3, at * 3 + 3);
    return mode === 0n ? null : { mode, size, mtimeNs };
  };
}

/** Makes all links. `failed` decides on each that can't be made, by its place; a rejection stops the rest. */
export function symlinkAll(
  links: readonly { path: string; text: string }[],
  failed: (at: number, error: unknown) => Promise<void>,
  onMade: (links: number) => void,
  before?: () => Promise<void>,
): Promise<void> {
  return inBulk({
    kind: "symlink",
    count: links.length,
    task(from, to) {
      const part = links.slice(from, to);
      const joined = (of: "path" | "text") => part.map((link) => link[of]).join(separator);
      return { call: "symlink", paths: joined("path"), texts: joined("text") };
    },
    alone(at, done) {
      const { path = "", text = "" } = links[at] ?? {};
      symlink(text, path, done);
    },
    failed,
    onMade,
    before,
  });
}

async function inBulk(batch: Batch): Promise<void> {
  let next = 0;
  while (next < batch.count) {
    if (batch.count - next < fewCalls || isSlow(batch.kind)) return eachAlone(batch, next);
    const answer = await onThread(batch.task(next, Math.min(next + callsPerTask, batch.count)), batch.before);
    if (answer.made === 0) continue;
    noteCalls(batch.kind, answer);
    signOfLife();
    batch.answered?.(next, answer);
    batch.onMade?.(answer.made - answer.failures.length);
    for (const failure of answer.failures) await batch.failed(next + failure.at, callError(failure));
    next += answer.made;
  }
}

function callError({ code, message }: BulkAnswer["failures"][number]): Error {
  return Object.assign(new Error(message), code === null ? {} : { code });
}

/**
 * Makes the calls from `from` on without holding up others: side by side, as many as are this batch's fair share. The kernel
 * locks a folder for each name that is made in it: there one call at most waits behind another, so that none is late.
 */
async function eachAlone(batch: Batch, from: number): Promise<void> {
  const failures: unknown[] = [];
  let next = from;
  let running = 0;
  batchesAlone += 1;
  await new Promise<void>((resolve) => {
    const begin = (at: number) => {
      running += 1;
      if (batch.before === undefined) call(at);
      else batch.before().then(() => call(at), broken);
    };
    const call = (at: number) =>
      batch.alone(at, (error) => {
        if (error !== null) return void batch.failed(at, error).then(ended, broken);
        batch.onMade?.(1);
        ended();
      });
    const broken = (error: unknown) => {
      failures.push(error);
      ended();
    };
    const ended = () => {
      running -= 1;
      signOfLife();
      fill();
    };
    const fill = () => {
      const most = batch.kind === "symlink" ? namesAtOnce : callsAtOnce;
      const share = Math.max(1, Math.min(most, Math.floor(callsAtOnce / batchesAlone)));
      while (running < share && next < batch.count && failures.length === 0) begin(next++);
      if (running === 0) resolve();
    };
    fill();
  });
  batchesAlone -= 1;
  if (failures.length > 0) throw failures[0];
}
