import { type RawData, WebSocket } from "ws";
import { sentenceOf } from "#lib/domain/errors";
import type { ChangeListener } from "#lib/services/ports/ftrack";
import { failureOfStatus, failureOfText, lineLost } from "./failure.ts";
import { heartbeat, hubPacket, subscription } from "./hub-packet.ts";
import { fetched } from "./post.ts";
import type { FtrackSettings } from "./session.ts";

/**
 * A client of our own: the vendor's has no deadline and no end to what it began before it was told to stop, says nothing
 * when its line breaks (so nobody knows of a gap), prints to the console, and writes the key into an address.
 */
export type HubSettings = Pick<FtrackSettings, "server" | "apiUser" | "apiKey" | "timeoutMs">;

export interface HubPace {
  firstWaitMs: number;
  longestWaitMs: number;
  /** Without any packet for so long the line is dead; ftrack sends one at least every 15 s. */
  silenceMs: number;
  /** A line that held for so long was a good one: the next wait is the first again. */
  steadyMs: number;
}

const usualPace: HubPace = { firstWaitMs: 1000, longestWaitMs: 60_000, silenceMs: 35_000, steadyMs: 20_000 };
const largestPacket = 64 * 1024 * 1024;

/** Hears of every `ftrack.update` until it is closed; a line that breaks is made again with back-off. */
export function listenToHub(
  settings: HubSettings,
  listener: ChangeListener,
  pace: HubPace = usualPace,
): { close(): void } {
  const ending = new AbortController();
  let waitMs = pace.firstWaitMs;
  let timer: NodeJS.Timeout | undefined;

  async function hold(): Promise<void> {
    let heardAt: number | null = null;
    try {
      const session = await shakeHands(settings, ending.signal);
      await holdLine(settings, session, pace, ending.signal, {
        onHeard() {
          heardAt = performance.now();
          listener.onHeard();
        },
        onUpdate: listener.onUpdate,
      });
    } catch (error) {
      if (ending.signal.aborted) return;
      listener.onDeaf(sentenceOf(error));
    }
    if (heardAt !== null && performance.now() - heardAt >= pace.steadyMs) waitMs = pace.firstWaitMs;
    // Not all servers at once, when ftrack comes back.
    timer = setTimeout(() => void hold(), waitMs * (0.5 + Math.random() / 2));
    timer.unref();
    waitMs = Math.min(waitMs * 2, pace.longestWaitMs);
  }

  void hold();
  return {
    close() {
      ending.abort();
      clearTimeout(timer);
    },
  };
}

/** The first step of a line, which also shows that the hub answers: gives a session that is good for one line. Throws FtrackFailure. */
export function shakeHands(settings: HubSettings, ending?: AbortSignal): Promise<string> {
  const { server, apiUser, apiKey, timeoutMs } = settings;
  const headers = { "ftrack-user": apiUser, "ftrack-api-key": apiKey };
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = ending === undefined ? deadline : AbortSignal.any([deadline, ending]);
  return fetched(settings, { signal, timeoutMs }, async () => {
    // As the Python client does: in headers, for addresses are written down by every proxy on the way.
    const response = await fetch(`${server}/socket.io/1/`, { headers, signal });
    const text = await response.text();
    const failed = failureOfStatus(response, settings);
    if (failed) throw failed;
    const [, session] = /^([^:\s<>]+):\d*:\d*:.*\bwebsocket\b/.exec(text) ?? [];
    if (!response.ok || session === undefined) throw failureOfText(response, text, settings);
    return session;
  });
}

/** One line, from its opening until it ends; always rejects, with the reason. */
function holdLine(
  settings: HubSettings,
  session: string,
  { silenceMs }: HubPace,
  ending: AbortSignal,
  { onHeard, onUpdate }: Pick<ChangeListener, "onUpdate" | "onHeard">,
): Promise<never> {
  const { server, timeoutMs } = settings;
  const address = `${server.replace(/^http/, "ws")}/socket.io/1/websocket/${session}`;
  const socket = new WebSocket(address, { handshakeTimeout: timeoutMs, maxPayload: largestPacket });
  const { promise, reject } = Promise.withResolvers<never>();
  const lose = (what: string, cause?: unknown) => reject(lineLost(settings, what, cause));
  let silence: NodeJS.Timeout | undefined;
  const unsubscribed = setTimeout(() => lose(`took no subscription within ${timeoutMs / 1000} s`), timeoutMs);

  function onPacket(text: string): void {
    clearTimeout(silence);
    silence = setTimeout(() => lose(`was silent for ${silenceMs / 1000} s`), silenceMs);
    const packet = hubPacket(text);
    switch (packet.kind) {
      case "connect":
        socket.send(subscription(settings.apiUser));
        break;
      case "heartbeat":
        socket.send(heartbeat);
        break;
      case "event":
        for (const event of packet.events) onUpdate(event);
        break;
      case "subscribed":
        clearTimeout(unsubscribed);
        onHeard();
        break;
      case "refused":
        lose(`refused: ${packet.words}`);
        break;
      case "disconnect":
        lose("took its leave");
        break;
      case "other":
        break;
    }
  }

  socket.on("message", (data, isBinary) => {
    if (!isBinary) onPacket(textOf(data));
  });
  socket.on("error", (error) => lose(`broke off (${error.message})`, error));
  socket.on("close", () => lose("broke off"));
  const end = () => reject(ending.reason);
  ending.addEventListener("abort", end, { once: true });
  if (ending.aborted) end();
  return promise.finally(() => {
    clearTimeout(silence);
    clearTimeout(unsubscribed);
    ending.removeEventListener("abort", end);
    socket.removeAllListeners("message");
    socket.terminate();
  });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString("utf8");
}
