import type { LiveEvent } from "#lib/domain/live";
import type { FollowedTopic } from "#lib/domain/live-topics";
import type { Live } from "./live.ts";
import type { StreamPlace } from "./stream-places.ts";

export interface StreamOptions {
  /** Whose previews may be told of. */
  username: string;
  /** When the session ends, in milliseconds since the epoch. */
  until: number;
  place: StreamPlace;
  /** Aborted when the one who asks has gone: who goes before the stream is handed over never cancels it. */
  gone: AbortSignal;
  heartbeatMs?: number;
}

/** Events that wait for a slow reader before it is cut off; it comes back by itself and gets everything anew. */
const mostWaiting = 50;
const longestTimerMs = 2 ** 31 - 1;

/** News of several topics as server-sent events: at first, all there is to say of each of them. Rejects where they can't be read. */
export async function liveStream(
  live: Live,
  topics: readonly FollowedTopic[],
  { username, until, place, gone, heartbeatMs = 15_000 }: StreamOptions,
): Promise<ReadableStream<Uint8Array>> {
  const text = new TextEncoder();
  const endings: (() => void)[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let over = false;

  function end(): void {
    if (over) return;
    over = true;
    for (const ending of endings) ending();
    controller?.close();
  }

  /** Does this when the stream ends, or at once where it has ended meanwhile. */
  function atEnd(ending: () => void): void {
    if (over) ending();
    else endings.push(ending);
  }

  function send(lines: string): void {
    if (over || controller === null) return;
    controller.enqueue(text.encode(`${lines}\n\n`));
    if ((controller.desiredSize ?? 0) < -(mostWaiting + topics.length)) end();
  }

  const sendEvent = (event: LiveEvent) => send(`data: ${JSON.stringify(event)}`);

  async function follow(followed: FollowedTopic): Promise<void> {
    const { topic } = followed;
    switch (followed.about) {
      case "history":
        return atEnd(
          await live.history.follow({ onNews: (news) => sendEvent({ topic, about: "history", ...news }), onEnd: end }),
        );
      case "upload": {
        const leave = await live.uploads.follow(followed.id, {
          onNews: (news) => sendEvent({ topic, about: "upload", ...news }),
          onEnd: end,
        });
        return leave === null ? sendEvent({ topic, about: "nothing" }) : atEnd(leave);
      }
      case "preview": {
        const leave = await live.previews.follow(followed.id, {
          onNews(news) {
            if (news.username === username) sendEvent({ topic, about: "preview", work: news.state });
            else sendEvent({ topic, about: "nothing" });
          },
          onEnd: end,
        });
        return leave === null ? sendEvent({ topic, about: "nothing" }) : atEnd(leave);
      }
      case "versions":
        return atEnd(
          live.versions.follow(followed.project, followed.type, {
            onNews: (news) => sendEvent({ topic, about: "versions", ...news }),
            onEnd: end,
          }),
        );
    }
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
  place.occupy(end);
  atEnd(() => place.free());
  gone.addEventListener("abort", end);
  atEnd(() => gone.removeEventListener("abort", end));
  if (gone.aborted) end();
  const heartbeat = setInterval(() => send(": still here"), heartbeatMs);
  const sessionEnd = setTimeout(end, Math.min(longestTimerMs, Math.max(0, until - Date.now())));
  atEnd(() => clearInterval(heartbeat));
  atEnd(() => clearTimeout(sessionEnd));
  try {
    await Promise.all(topics.map(follow));
  } catch (error) {
    end();
    throw error;
  }
  return stream;
}
