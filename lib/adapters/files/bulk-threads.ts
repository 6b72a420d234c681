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
  /** What it was told to do, message by message, the oldest first. */
  readonly told: Waiting[][];
  /** Something is being asked before it is told more. */
  asking: boolean;
}

/** A thread is told of so many at once: to wake it takes as long as some dozens of quick calls, but others may be idle meanwhile. */
const tasksAtOnce = 4;
/** And of the next ones before it has answered, so that it need not wait for those that it works for. */
const messagesAhead = 2;

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
      const idle = [...this.#threads].find(({ told, asking }) => told.length === 0 && !asking);
      if (idle === undefined && this.#threads.size < this.#most) this.#tell(this.#started());
      else for (const thread of idle === undefined ? this.#threads : [idle]) this.#tell(thread);
    });
  }

  #started(): Thread {
    const worker = new Worker(new URL("./bulk-thread.ts", import.meta.url), { execArgv: [] });
    const thread: Thread = { worker, told: [], asking: false };
    this.#threads.add(thread);
    worker.on("message", (answers: readonly BulkAnswer[]) => {
      const asked = thread.told.shift() ?? [];
      this.#tell(thread);
      for (const [at, answer] of answers.entries()) asked[at]?.resolve(answer);
    });
    const end = (error: unknown) => {
      this.#threads.delete(thread);
      for (const { reject } of thread.told.splice(0).flat()) reject(error);
      if (this.#threads.size === 0 && this.#waiting.length > 0) this.#tell(this.#started());
    };
    worker.once("error", end);
    worker.once("exit", (code) => end(new Error(`A thread that works on storage ended with ${code}.`)));
    return thread;
  }

  /** Gives it of what waits, in order. A thread without work keeps no process alive. */
  #tell(thread: Thread): void {
    while (!thread.asking && thread.told.length < messagesAhead) {
      const before = this.#waiting[0]?.before;
      // On what is allowed for a moment it must get to work at once.
      if (this.#waiting.length === 0 || (before !== undefined && thread.told.length > 0)) break;
      const tasks = this.#taken();
      if (before === undefined) this.#send(thread, tasks, null);
      else void this.#askBefore(thread, tasks, before);
    }
    if (thread.told.length === 0 && !thread.asking) thread.worker.unref();
    else thread.worker.ref();
  }

  async #askBefore(thread: Thread, tasks: Waiting[], before: () => Promise<void>): Promise<void> {
    thread.asking = true;
    try {
      await before();
      this.#send(thread, tasks, monotonicMs());
    } catch (error) {
      for (const { reject } of tasks) reject(error);
    }
    thread.asking = false;
    this.#tell(thread);
  }

  #send(thread: Thread, tasks: Waiting[], sentAt: number | null): void {
    if (!this.#threads.has(thread)) throw new Error("The thread that was to work on storage is gone.");
    thread.told.push(tasks);
    thread.worker.postMessage(tasks.map(({ task }): SentTask => ({ ...task, sentAt })));
  }

  /** The next that waits: alone where something is to be asked before it, else with those behind it for which that is not so. */
  #taken(): Waiting[] {
    if (this.#waiting[0]?.before !== undefined) return this.#waiting.splice(0, 1);
    const until = this.#waiting.slice(0, tasksAtOnce).findIndex(({ before }) => before !== undefined);
    return this.#waiting.splice(0, until < 0 ? tasksAtOnce : until);
  }
}

/** The kernel makes names of one folder one after the other, those of different folders side by side: see bench/README.md. */
const makers = new Pool(Math.min(4, availableParallelism()));
const lookers = new Pool(Math.min(3, Math.max(1, availableParallelism() - 1)));

/** Has a thread do the task, in its turn; right before, `before` is asked. Rejects where that does, or the thread ends. */
export function onThread(task: BulkTask, before?: () => Promise<void>): Promise<BulkAnswer> {
  return (task.call === "symlink" ? makers : lookers).do(task, before);
}
