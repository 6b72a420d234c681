import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { clientAddress } from "#lib/domain/client-address";
import type { Configuration } from "#lib/domain/configuration";

/** The header in which the socket's address reaches pages, actions and handlers. */
export const peerHeader = "x-compout-peer";

/** Next shows no sockets to pages, so each request gets its peer's address as a header, over whatever the client sent. */
export function markPeers(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage) request.headers[peerHeader] = request.socket.remoteAddress ?? "";
  });
}

/** The client's address: the peer's, or what configured proxies forward. Null where nothing is known. */
export function requestAddress(
  seen: { peer: string | null; forwardedFor: string | null },
  configuration: Configuration,
): string | null {
  return clientAddress({ ...seen, proxies: configuration.proxies });
}
