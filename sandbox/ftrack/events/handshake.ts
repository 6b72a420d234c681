import type { IncomingMessage } from "node:http";
import { ApiError } from "#sandbox/ftrack/api-error";
import { authenticate } from "#sandbox/ftrack/auth";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { failureReply, type Reply } from "#sandbox/ftrack/reply";
import { primaryKeyOf, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import type { EventHub } from "./event-hub.ts";

const username = columnOf("User", "username");

/** Answers `GET /socket.io/1/`: one client sends its user and key as headers, another in the address. */
export function handshakeReply(hub: EventHub, store: Store, { headers }: IncomingMessage, url: URL): Reply {
  if (hub.isDown) return failureReply(503, new ApiError("ServerError", "The event server is not available."));
  const said = (header: string, parameter: string) => {
    const sent = headers[header];
    return typeof sent === "string" ? sent : (url.searchParams.get(parameter) ?? undefined);
  };
  try {
    const caller = authenticate(store, said("ftrack-user", "api_user"), said("ftrack-api-key", "api_key"));
    const session = hub.handshake({ id: primaryKeyOf(caller), username: textOf(caller, username) ?? "" });
    return { status: 200, headers: { "Content-Type": "text/plain; charset=UTF-8" }, body: Buffer.from(session) };
  } catch (error) {
    return failureReply(401, error);
  }
}
