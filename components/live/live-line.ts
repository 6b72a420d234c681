import type { LiveEvent, Topic } from "#lib/domain/live";
import { eventReader } from "./event-lines.ts";

/**
 * `connecting`: no word yet, or the line broke and is being mended; `polling`: it does not work for now, and pages ask
 * by themselves; `signed-out`: the session is over.
 */
export type LineState = "connecting" | "live" | "polling" | "signed-out";

/** The one stream of events that comes into this browser, for whatever is followed. */
export interface LiveLine {
  /** What to follow from now on. Begins anew: every topic is told whole again. */
  follow(topics: readonly Topic[]): void;
  close(): void;
}

export interface LineListener {
  onEvent(event: LiveEvent): void;
  onState(state: LineState): void;
  /** Bytes came, if only a heartbeat. */
  onSign(): void;
}

export interface LinePace {
  /** Without any byte for so long, the line is dead, whatever it looks like; the server sends one every 15 s. */
  silenceMs: number;
  firstWaitMs: number;
  longestWaitMs: number;
  /** Time without a line after which pages ask by themselves. */
  patienceMs: number;
}

const usualPace: LinePace = { silenceMs: 40_000, firstWaitMs: 500, longestWaitMs: 30_000, patienceMs: 15_000 };

/** Keeps a stream open until it is closed: a broken one is mended with back-off. */
export function openLine(listener: LineListener, origin = "", pace: LinePace = usualPace): LiveLine {
  let topics: readonly Topic[] = [];
  let attempt = new AbortController();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let state: LineState = "connecting";

  function become(next: LineState): void {
    if (next !== "connecting") clearPatience();
    if (state === next) return;
    state = next;
    listener.onState(next);
  }

  function clearPatience(): void {
    clearTimeout(patience);
    patience = undefined;
  }

  function bePatient(): void {
    if (state === "connecting") patience ??= setTimeout(() => become("polling"), pace.patienceMs);
  }

  function connect(waitMs: number): void {
    clearTimeout(waiting);
    attempt.abort();
    attempt = new AbortController();
    if (topics.length === 0) {
      clearPatience();
      return;
    }
    bePatient();
    void hold(attempt, waitMs);
  }

  /** One stream, from its beginning to its end, whatever that is. */
  async function hold(mine: AbortController, waitMs: number): Promise<void> {
    let nextMs = Math.min(waitMs * 2, pace.longestWaitMs);
    let silence: ReturnType<typeof setTimeout> | undefined;
    const onSign = () => {
      clearTimeout(silence);
      silence = setTimeout(() => mine.abort(), pace.silenceMs);
    };
    try {
      onSign();
      const address = `${origin}/api/live?topics=${encodeURIComponent(topics.join(","))}`;
      const answer = await fetch(address, { signal: mine.signal, cache: "no-store", redirect: "error" });
      if (answer.status === 401) {
        become("signed-out");
        nextMs = pace.longestWaitMs;
      } else if (answer.ok && answer.body && answer.headers.get("content-type")?.startsWith("text/event-stream")) {
        const read = eventReader();
        for await (const text of textOf(answer.body)) {
          if (mine !== attempt) return;
          onSign();
          listener.onSign();
          become("live");
          nextMs = pace.firstWaitMs;
          for (const event of read(text)) listener.onEvent(event);
        }
      } else {
        await answer.body?.cancel();
      }
    } catch {
      // Cut off, silent, or no server there: all of it is mended in the same way.
    } finally {
      clearTimeout(silence);
    }
    if (mine !== attempt) return;
    if (state === "live") become("connecting");
    bePatient();
    // Not all browsers at once, when a server comes back.
    waiting = setTimeout(() => connect(nextMs), nextMs * (0.5 + Math.random() / 2));
  }

  return {
    follow(wanted) {
      topics = wanted;
      connect(pace.firstWaitMs);
    },
    close() {
      topics = [];
      clearTimeout(waiting);
      clearPatience();
      attempt.abort();
      attempt = new AbortController();
    },
  };
}

async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}
