import type { UploadId } from "#lib/domain/ids";
import type { LiveUploads, UploadNews } from "./live-uploads.ts";

export interface StreamOptions {
  /** When the session ends, in milliseconds since the epoch. */
  until: number;
  /** Counts open streams. */
  streams: { inc(): void; dec(): void };
  heartbeatMs?: number;
}

/** Events that wait for a slow reader before it is cut off; it comes back by itself and gets everything anew. */
const mostWaiting = 50;
const longestTimerMs = 2 ** 31 - 1;

/** News of an upload as server-sent events, the first of them in the stream already; null where there is no such upload. */
export async function uploadStream(
  live: LiveUploads,
  id: UploadId,
  { until, streams, heartbeatMs = 15_000 }: StreamOptions,
): Promise<ReadableStream<Uint8Array> | null> {
  const text = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let ending: (() => void) | null = null;
  let over = false;

  function end(): void {
    if (over) return;
    over = true;
    ending?.();
    controller?.close();
  }

  function send(lines: string): void {
    if (over || controller === null) return;
    controller.enqueue(text.encode(`${lines}\n\n`));
    if ((controller.desiredSize ?? 0) < -mostWaiting) end();
  }

  const stream = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    cancel() {
      controller = null;
      end();
    },
  });
  const leave = await live.follow(id, {
    onNews: (news: UploadNews) => send(`data: ${JSON.stringify(news)}`),
    onEnd: end,
  });
  if (leave === null) return null;
  const heartbeat = setInterval(() => send(": still here"), heartbeatMs);
  const sessionEnd = setTimeout(end, Math.min(longestTimerMs, Math.max(0, until - Date.now())));
  streams.inc();
  ending = () => {
    clearInterval(heartbeat);
    clearTimeout(sessionEnd);
    leave();
    streams.dec();
  };
  return stream;
}
