import { AppError } from "#lib/domain/errors";
import { quoted } from "#lib/domain/sentences";
import type { Input, Output, Verb } from "./storage-messages.ts";
import { type CallWatch, type ProcessSettings, StorageProcess } from "./storage-process.ts";

export interface LaneSettings extends ProcessSettings {
  /** Silence after which storage counts as not answering, in milliseconds. */
  silenceMs(): number;
  /** Calls that run at the same time; more wait their turn. */
  callsAtOnce: number;
}

/**
 * All that touches one volume, in a process of its own. When the volume stops answering, that process is given up and
 * another is tried: by one call at a time, while the others are told at once.
 */
export class StorageLane {
  readonly #volume: string;
  readonly #settings: LaneSettings;
  #process: StorageProcess | null = null;
  /** Given up, and still held by the kernel. */
  readonly #hanging = new Set<StorageProcess>();
  #down: { error: AppError; isTried: boolean } | null = null;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(volume: string, settings: LaneSettings) {
    this.#volume = volume;
    this.#settings = settings;
  }

  async call<V extends Verb>(
    verb: V,
    input: Input<V>,
    { signal, ...watch }: Partial<CallWatch> & { signal?: AbortSignal } = {},
  ): Promise<Output<V>> {
    await this.#turn();
    try {
      signal?.throwIfAborted();
      return await this.#callNow(verb, input, watch);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #callNow<V extends Verb>(verb: V, input: Input<V>, watch: Partial<CallWatch>): Promise<Output<V>> {
    const down = this.#down;
    if (down?.isTried === true || this.#hanging.size >= mostHanging) throw down?.error ?? this.#noAnswer();
    if (down !== null) down.isTried = true;
    try {
      const output = await this.#timed(verb, input, watch);
      this.#down = null;
      return output;
    } finally {
      if (down !== null) down.isTried = false;
    }
  }

  async #timed<V extends Verb>(verb: V, input: Input<V>, watch: Partial<CallWatch>): Promise<Output<V>> {
    const process = this.#current();
    const giveUp = () => this.#giveUp(process);
    const silenceMs = this.#settings.silenceMs();
    let timer = setTimeout(giveUp, startMs + silenceMs);
    let isOver = false;
    const onSign = () => {
      clearTimeout(timer);
      if (!isOver) timer = setTimeout(giveUp, silenceMs);
    };
    void process.ready.then(onSign);
    const { onProgress, mayCommit, willMake } = watch;
    const untimed = async (answer: Promise<void> | undefined) => {
      // It is not storage that is waited for now.
      clearTimeout(timer);
      await Promise.resolve(answer).finally(onSign);
    };
    try {
      return await process.call(verb, input, {
        onSign,
        ...(onProgress && { onProgress }),
        mayCommit: () => untimed(mayCommit?.()),
        willMake: (folders) => untimed(willMake?.(folders)),
      });
    } finally {
      isOver = true;
      clearTimeout(timer);
    }
  }

  #current(): StorageProcess {
    if (this.#process !== null) return this.#process;
    const process = new StorageProcess(this.#settings, this.#volume);
    this.#process = process;
    void process.gone.then(() => {
      this.#hanging.delete(process);
      if (this.#process === process) this.#process = null;
    });
    return process;
  }

  #giveUp(process: StorageProcess): void {
    if (this.#process === process) this.#process = null;
    const error = this.#noAnswer();
    this.#down ??= { error, isTried: false };
    this.#hanging.add(process);
    process.kill(error);
  }

  #noAnswer(): AppError {
    const seconds = Math.max(1, Math.round(this.#settings.silenceMs() / 1000));
    return new AppError(
      "storage-failed",
      `Storage does not answer: nothing came from ${quoted(this.#volume)} for ${seconds} s. It will be tried again; if it stays so, tell your system administrators.`,
    );
  }

  #turn(): Promise<void> {
    this.#running += 1;
    if (this.#running <= this.#settings.callsAtOnce) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}

/** On a busy machine a process may take so long to start; that is not storage's silence. */
const startMs = 20_000;

/** Each costs memory until storage answers. */
const mostHanging = 4;
