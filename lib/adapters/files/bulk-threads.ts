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
  /** What it does, in this order. */
  current: readonly Waiting[];
}

/** A thread is told of so many at once: to wake it takes as long as some dozens of quick calls. */
const tasksAtOnce = 16;

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
      const idle = [...this.#threads].find(({ current }) => current.length === 0);
      if (idle !== undefined) this.#next(idle);
      else if (this.#threads.size < this.#most) this.#next(this.#started());
    });
  }

  #started(): Thread {
    const worker = new Worker(new URL("./bulk-thread.ts", import.meta.url), { execArgv: [] });
    const thread: Thread = { worker, current: [] };
    this.#threads.add(thread);
    worker.on("message", (answers: readonly BulkAnswer[]) => {
      for (const [at, answer] of answers.entries()) thread.current[at]?.resolve(answer);
      this.#next(thread);
    });
    const end = (error: unknown) => {
      this.#threads.delete(thread);
      for (const { reject } of thread.current) reject(error);
      thread.current = [];
      if (this.#threads.size === 0 && this.#waiting.length > 0) this.#next(this.#started());
    };
    worker.once("error", end);
    worker.once("exit", (code) => end(new Error(`A thread that works on storage ended with ${code}.`)));
    return thread;
  }

  /** A thread without work keeps no process alive. */
  #next(thread: Thread): void {
    thread.current = this.#taken();
    const [first] = thread.current;
    if (first === undefined) {
      thread.worker.unref();
      return;
    }
    thread.worker.ref();
    const send = (sentAt: number | null) => {
      thread.worker.postMessage(thread.current.map(({ task }): SentTask => ({ ...task, sentAt })));
    };
    const refuse = (error: unknown) => {
      first.reject(error);
      this.#next(thread);
    };
    if (first.before === undefined) send(null);
    else void first.before().then(() => send(monotonicMs()), refuse);
  }

  /** The next that waits: alone where something is to be asked before it, else with those behind it for which that is not so. */
  #taken(): Waiting[] {
    if (this.#waiting[0]?.before !== undefined) return this.#waiting.splice(0, 1);
    const until = this.#waiting.slice(0, tasksAtOnce).findIndex(({ before }) => before !== undefined);
    return this.#waiting.splice(0, until < 0 ? tasksAtOnce : until);
  }
}

/** File systems on a local disk make names one after the other, whoever asks: two threads would be in each other's way. */
const makers = new Pool(1);
const lookers = new Pool(Math.min(3, Math.max(1, availableParallelism() - 1)));

/** Has a thread do the task, in its turn; right before, `before` is asked. Rejects where that does, or the thread ends. */
export function onThread(task: BulkTask, before?: () => Promise<void>): Promise<BulkAnswer> {
  return (task.call === "symlink" ? makers : lookers).do(task, before);
}
