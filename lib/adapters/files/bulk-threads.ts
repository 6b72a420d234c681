import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type BulkAnswer, type BulkTask, monotonicMs, type SentTask } from "./bulk-task.ts";

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

/** Threads that do tasks of one sort, each one at a time. */
class Pool {
  readonly #most: number;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Waiting[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  do(task: BulkTask, before: (() => Promise<void>) | undefined): Promise<BulkAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, before, resolve, reject });
      const idle = [...this.#threads].find(({ current }) => current === null);
      if (idle !== undefined) this.#next(idle);
      else if (this.#threads.size < this.#most) this.#next(this.#started());
    });
  }

  #started(): Thread {
    const worker = new Worker(new URL("./bulk-thread.ts", import.meta.url), { execArgv: [] });
    const thread: Thread = { worker, current: null };
    this.#threads.add(thread);
    worker.on("message", (answer: BulkAnswer) => {
      thread.current?.resolve(answer);
      this.#next(thread);
    });
    const end = (error: unknown) => {
      this.#threads.delete(thread);
      thread.current?.reject(error);
      thread.current = null;
      if (this.#threads.size === 0 && this.#waiting.length > 0) this.#next(this.#started());
    };
    worker.once("error", end);
    worker.once("exit", (code) => end(new Error(`A thread that works on storage ended with ${code}.`)));
    return thread;
  }

  /** A thread without work keeps no process alive. */
  #next(thread: Thread): void {
    const current = this.#waiting.shift() ?? null;
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
      this.#next(thread);
    };
    if (current.before === undefined) send();
    else void current.before().then(send, refuse);
  }
}

/** File systems on a local disk make names one after the other, whoever asks: two threads would be in each other's way. */
const makers = new Pool(1);
const lookers = new Pool(Math.min(3, Math.max(1, availableParallelism() - 1)));

/** Has a thread do the task, in its turn; right before, `before` is asked. Rejects where that does, or the thread ends. */
export function onThread(task: BulkTask, before?: () => Promise<void>): Promise<BulkAnswer> {
  return (task.call === "symlink" ? makers : lookers).do(task, before);
}
