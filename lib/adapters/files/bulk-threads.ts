import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type BulkAnswer, type BulkTask, monotonicMs, type SentTask } from "./bulk-task.ts";

/** More than the machine has cores would only take turns: what waits for storage longer is not given to threads. */
const mostThreads = Math.min(4, Math.max(2, availableParallelism()));

interface Waiting {
  task: BulkTask;
  before: (() => Promise<void>) | undefined;
  resolve(answer: BulkAnswer): void;
  reject(error: unknown): void;
}

interface Thread {
  worker: Worker;
  current: Waiting | null;
}

const threads = new Set<Thread>();
const waiting: Waiting[] = [];

/**
 * Gives the task to a thread that has nothing to do, or to the first that is done; right before, `before` is asked.
 * Rejects where that does, or the thread ends.
 */
export function onThread(task: BulkTask, before?: () => Promise<void>): Promise<BulkAnswer> {
  return new Promise((resolve, reject) => {
    waiting.push({ task, before, resolve, reject });
    const idle = [...threads].find(({ current }) => current === null);
    if (idle !== undefined) next(idle);
    else if (threads.size < mostThreads) next(started());
  });
}

function started(): Thread {
  const thread: Thread = {
    worker: new Worker(new URL("./bulk-thread.ts", import.meta.url), { execArgv: [] }),
    current: null,
  };
  threads.add(thread);
  thread.worker.on("message", (answer: BulkAnswer) => {
    thread.current?.resolve(answer);
    next(thread);
  });
  const end = (error: unknown) => {
    threads.delete(thread);
    thread.current?.reject(error);
    thread.current = null;
    if (threads.size === 0 && waiting.length > 0) next(started());
  };
  thread.worker.once("error", end);
  thread.worker.once("exit", (code) => end(new Error(`A thread that works on storage ended with ${code}.`)));
  return thread;
}

/** A thread without work keeps no process alive. */
function next(thread: Thread): void {
  const current = waiting.shift() ?? null;
  thread.current = current;
  if (current === null) {
    thread.worker.unref();
    return;
  }
  thread.worker.ref();
  const send = () => {
    const task: SentTask = { ...current.task, sentAt: monotonicMs() };
    thread.worker.postMessage(task);
  };
  const refuse = (error: unknown) => {
    current.reject(error);
    next(thread);
  };
  if (current.before === undefined) send();
  else void current.before().then(send, refuse);
}
