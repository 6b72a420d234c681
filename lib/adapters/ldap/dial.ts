import { once } from "node:events";
import { isIP, connect as netConnect, type Socket } from "node:net";
import { type ConnectionOptions, connect as tlsConnect } from "node:tls";
import { Client } from "ldapts";

export interface DialOptions {
  /** Encrypt an `ldap://` connection before anything else is said. */
  startTls: boolean;
  /** PEM; empty: those that the system trusts. */
  authorities: readonly string[];
  timeoutMs: number;
}

/**
 * A connected client, encrypted where it has to be. It never connects anew by itself: after StartTLS that would be in
 * the clear. Throws the reason where the directory does not answer in time, or proves another name.
 */
export async function dial(address: URL, { startTls, authorities, timeoutMs }: DialOptions): Promise<Client> {
  const secure = address.protocol === "ldaps:";
  const host = address.hostname.replace(/^\[|\]$/g, "") || "localhost";
  const port = Number(address.port) || (secure ? 636 : 389);
  const tls: ConnectionOptions = {
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    minVersion: "TLSv1.2",
    ...(authorities.length > 0 ? { ca: [...authorities] } : {}),
  };
  const socket = secure ? tlsConnect({ ...tls, port }) : netConnect({ host, port });
  socket.setNoDelay(true);
  await inTime(timeoutMs, "connecting timed out", socket, once(socket, secure ? "secureConnect" : "connect"));

  let handedOut = false;
  const hand = <S>(connected: S) => {
    if (handedOut) throw new Error("The connection was lost.");
    handedOut = true;
    return connected;
  };
  const client = new Client({
    url: address.href,
    timeout: timeoutMs,
    connectTimeout: timeoutMs,
    createConnection: () => hand(socket),
    ...("authorized" in socket ? { createSecureConnection: () => hand(socket) } : {}),
  });
  if (!secure && startTls) {
    await inTime(timeoutMs, "StartTLS timed out", socket, client.startTLS({ ...tls }));
  }
  return client;
}

/** Neither a TLS handshake nor the client ends by itself where the other side says nothing. */
async function inTime<T>(milliseconds: number, words: string, socket: Socket, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(words)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    socket.on("error", () => undefined);
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
