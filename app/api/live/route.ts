import { followedTopics } from "#lib/domain/live-topics";
import { container } from "#lib/server/container";
import { liveStream } from "#lib/server/live-stream";
import { currentSession } from "#lib/server/session";

export const dynamic = "force-dynamic";

/** One stream for a whole browser: news of all `topics`, until the session ends. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (session === null) return new Response(null, { status: 401 });
  const topics = followedTopics(new URL(request.url).searchParams.get("topics"));
  if (topics.length === 0) return new Response("Nothing to follow.", { status: 400 });
  const { live, streams } = await container();
  const place = streams.take(session);
  if (place === null) {
    return new Response("This session has too many streams open.", { status: 429, headers: { "retry-after": "30" } });
  }
  const { username, expiresAt } = session;
  const body = await liveStream(live, topics, { username, until: expiresAt, place, gone: request.signal });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Neither our own compression nor a proxy may hold events back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
