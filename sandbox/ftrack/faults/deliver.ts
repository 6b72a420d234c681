import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Reply, send } from "#sandbox/ftrack/reply";

/** Sends a reply, or what a fault leaves of it. */
export async function deliver(response: ServerResponse, reply: Reply): Promise<void> {
  const { delivery } = reply;
  switch (delivery?.how) {
    case undefined:
      return send(response, reply);
    case "never":
      return;
    case "cut":
      response.destroy();
      return;
    case "trickle":
      response.writeHead(reply.status, { ...reply.headers, "Content-Length": reply.body.length });
      for (let from = 0; from < reply.body.length && !response.destroyed; from += delivery.bytes) {
        response.write(reply.body.subarray(from, from + delivery.bytes));
        await pause(delivery.milliseconds, undefined, { ref: false });
      }
      response.end();
  }
}
