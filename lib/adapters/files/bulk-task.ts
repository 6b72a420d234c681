import { lstatSync, statSync, symlinkSync } from "node:fs";
import { codeOf } from "./file-errors.ts";

/** Calls of one kind, many at a time. Paths and texts are joined by NUL, which no path holds: one string travels between threads quickly. */
export type BulkTask = { call: "stat" | "lstat"; paths: string } | { call: "symlink"; paths: string; texts: string };

/** A task on its way to a thread. `sentAt`, of `monotonicMs`, where it may only be done for a while from then on. */
export type SentTask = BulkTask & { sentAt: number | null };

export interface BulkAnswer {
  /** Calls that were made, from the first on: after `enoughMs` the rest is left, be it all. */
  made: number;
  /** By place in the task: what went wrong. */
  failures: readonly { at: number; code: string | null; message: string }[];
  /** Of each call that looks: mode, size in bytes, modification time in nanoseconds. */
  looks: BigInt64Array<ArrayBuffer>;
  /** Median of a call: a busy machine lets single calls wait, storage that is far away lets all of them. */
  callMs: number;
  /** How much of the time was waiting rather than work, from 0 to 1. */
  waiting: number;
}

export const separator = "\0";
/** Counted also while the process is stopped: when it goes on, hardly a call is made on a permit from before. */
const enoughMs = 20;

/** Of a clock that is the same in all threads. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

/** Makes the calls one after the other, on this thread, which waits for each. */
export function doBulkTask(task: SentTask): BulkAnswer {
  const worked = process.threadCpuUsage();
  const took: number[] = [];
  const began = monotonicMs();
  const since = task.sentAt ?? began;
  const paths = task.paths.split(separator);
  const call = callOf(task);
  const failures: { at: number; code: string | null; message: string }[] = [];
  const looks = new BigInt64Array(task.call === "symlink" ? 0 : paths.length * 3);
  let made = 0;
  let now = began;
  for (const path of paths) {
    if (now - since > enoughMs) break;
    try {
      call(path, made, looks);
    } catch (error) {
      failures.push({ at: made, code: codeOf(error), message: error instanceof Error ? error.message : String(error) });
    }
    made += 1;
    const ended = monotonicMs();
    took.push(ended - now);
    now = ended;
  }
  const { user, system } = process.threadCpuUsage(worked);
  const callMs = took.sort((a, b) => a - b)[Math.floor(made / 2)] ?? 0;
  return { made, failures, looks, callMs, waiting: 1 - (user + system) / 1000 / (now - began) };
}

function callOf(task: SentTask): (path: string, at: number, looks: BigInt64Array) => void {
  switch (task.call) {
    case "symlink": {
      const texts = task.texts.split(separator);
      return (path, at) => symlinkSync(texts[at] ?? "", path);
    }
    case "stat":
      return (path, at, looks) => looks.set(lookOf(statSync(path, { bigint: true })), at * 3);
    case "lstat":
      return (path, at, looks) => looks.set(lookOf(lstatSync(path, { bigint: true })), at * 3);
  }
}

/** In the order of `BulkAnswer.looks`. */
export function lookOf({
  mode,
  size,
  mtimeNs,
}: {
  mode: bigint;
  size: bigint;
  mtimeNs: bigint;
}): [bigint, bigint, bigint] {
  return [mode, size, mtimeNs];
}
