import type { IncomingMessage } from "node:http";
import type { Reply } from "#sandbox/ftrack/reply";

/** Lets pages of other origins read *reply*: the clients of a real server run in browsers too. */
export function readableElsewhere(request: IncomingMessage, reply: Reply): Reply {
  const { origin } = request.headers;
  if (origin === undefined) return reply;
  return {
    ...reply,
    headers: {
      ...reply.headers,
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Credentials": "true",
      "Access-Control-Expose-Headers": "ETag, Content-Disposition, Content-Range",
      Vary: "Origin",
    },
  };
}

/** The answer to a browser that asks whether it may send what it is about to. */
export function preflightReply(request: IncomingMessage): Reply {
  const wanted = request.headers["access-control-request-headers"];
  return {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, OPTIONS",
      ...(wanted !== undefined && { "Access-Control-Allow-Headers": wanted }),
      "Access-Control-Max-Age": "600",
    },
    body: Buffer.alloc(0),
  };
}
