import { type ChildProcess, fork } from "node:child_process";
import { AppError, isAppError, sentenceOf } from "#lib/domain/errors";
import {
  callOf,
  type Failure,
  type Input,
  type Output,
  parseFromStorage,
  parseOutput,
  type ToStorage,
  type Verb,
} from "./storage-messages.ts";

export interface CallWatch {
  /** Called at each sign that storage answers. */
  onSign(): void;
  /** Gets how many links or files are done. */
  onProgress?(done: number): void;
  mayCommit?(): Promise<void>;
  willMake?(folders: readonly string[]): Promise<void>;
}

export interface ProcessSettings {
  /** Path of the program's `storage-main.ts`. */
  main: string;
  environment: NodeJS.ProcessEnv;
  /** File calls at a time. */
  threads?: () => number;
}

interface Pending {
  verb: Verb;
  watch: CallWatch;
  resolve(output: unknown): void;
  reject(error: unknown): void;
}

const usualThreads = 32;

/** What is read of storage is told at once and forgotten: more room for the young would only fill up with garbage. */
const youngMemory = "--max-semi-space-size=4";

/** One process that touches storage. Calls run side by side in it; all of them fail when it ends. */
export class StorageProcess {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  /** Fulfilled when the process is gone. One that hangs in the kernel lives on until storage answers. */
  readonly gone: Promise<void>;
  /** Fulfilled when the process has started: what is silent before that is no storage. */
  readonly ready: Promise<void>;
  readonly #started = Promise.withResolvers<void>();

  /** `volume` is what a list of processes shows of it. */
  constructor({ main, environment, threads = () => usualThreads }: ProcessSettings, volume: string) {
    const calls = `${threads()}`;
    this.#child = fork(main, [calls, volume], {
      serialization: "advanced",
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      execArgv: [youngMemory],
      env: { ...environment, UV_THREADPOOL_SIZE: calls },
    });
    this.ready = this.#started.promise;
    this.#child.on("message", (message: unknown) => this.#hear(message));
    this.#child.on("error", (error) => this.#failAll(brokenOff(error.message)));
    this.gone = new Promise((resolve) => {
      this.#child.once("close", (code, signal) => {
        this.#failAll(brokenOff(`ended with ${signal ?? code}`));
        resolve();
      });
    });
    // Nothing waits for a process that has nothing to do.
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get calls(): number {
    return this.#pending.size;
  }

  call<V extends Verb>(verb: V, input: Input<V>, watch: CallWatch): Promise<Output<V>> {
    const id = ++this.#lastId;
    const output = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { verb, watch, resolve, reject });
      this.#child.channel?.ref();
      this.#send({ id, call: callOf(verb, input) });
    });
    return output.then((value) => parseOutput(verb, value));
  }

  /** Ends the process without waiting; what runs in it fails with this error. */
  kill(error: Error): void {
    this.#failAll(error);
    this.#child.kill("SIGKILL");
  }

  #send(message: ToStorage): void {
    if (!this.#child.connected) {
      this.#failAll(brokenOff("is gone"));
      return;
    }
    this.#child.send(message, (error) => {
      if (error !== null) this.#failAll(brokenOff(error.message));
    });
  }

  #hear(sent: unknown): void {
    const message = parseFromStorage(sent);
    if (message.says === "ready") this.#started.resolve();
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    pending.watch.onSign();
    switch (message.says) {
      case "ready":
      case "sign":
        return;
      case "progress":
        pending.watch.onProgress?.(message.done);
        return;
      case "may-i":
        void this.#permit(message.id, pending.watch, message.make);
        return;
      case "done":
        this.#settle(message.id);
        pending.resolve(message.output);
        return;
      case "failed":
        this.#settle(message.id);
        pending.reject(errorOf(message.failure));
        return;
    }
  }

  async #permit(id: number, watch: CallWatch, make: readonly string[] | null): Promise<void> {
    try {
      await (make === null ? watch.mayCommit?.() : watch.willMake?.(make));
      this.#send({ id, permit: "given" });
    } catch (error) {
      const code = isAppError(error) ? error.code : null;
      this.#send({ id, permit: { code, message: sentenceOf(error), stack: null } });
    }
  }

  #settle(id: number): void {
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#child.channel?.unref();
  }

  #failAll(error: Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of all) reject(error);
  }
}

function brokenOff(how: string): AppError {
  return new AppError("storage-failed", `The process that works on storage ${how}. It will be tried again.`);
}

function errorOf({ code, message, stack }: Failure): Error {
  if (code !== null) return new AppError(code, message);
  const error = new Error(message);
  if (stack !== null) error.stack = stack;
  return error;
}
