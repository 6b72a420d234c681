import { connect, createServer, type Server, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

/** A throwaway server of a test. */
export interface Front extends AsyncDisposable {
  url: string;
  /** What came before encryption. */
  cleartextBytes(): number;
  cleartextWords(): string;
  close(): Promise<void>;
}

/** Takes connections and never says a word. */
export function silentServer(): Promise<Front> {
  return front("ldap", () => undefined);
}

/** Answers every request with the bytes that the test makes of it. */
export function answeringServer(answer: (request: Buffer) => Buffer): Promise<Front> {
  return front("ldap", (socket) => socket.on("data", (request) => socket.write(answer(request))));
}

/**
 * Encryption in front of a directory that has none: from the first byte (`ldaps`), after StartTLS (`starttls`), or
 * agreed to and never begun (`stalled`).
 */
export function tlsFront(
  directory: string,
  certificate: { cert: string; key: string },
  mode: "ldaps" | "starttls" | "stalled",
): Promise<Front> {
  const context = createSecureContext(certificate);
  const { hostname, port } = new URL(directory);

  function encrypt(socket: Socket): void {
    const secured = new TLSSocket(socket, { isServer: true, secureContext: context });
    const behind = connect(Number(port), hostname);
    for (const end of [secured, behind]) end.on("error", () => socket.destroy());
    socket.once("close", () => behind.destroy());
    secured.pipe(behind).pipe(secured);
  }

  return front(mode === "ldaps" ? "ldaps" : "ldap", (socket, keep) => {
    if (mode === "ldaps") {
      encrypt(socket);
      return;
    }
    socket.once("data", (request) => {
      keep(request);
      // ExtendedResponse "success" to the request's message id, which is one byte long.
      const answer = [0x30, 0x0c, 0x02, 0x01, request[4] ?? 0, 0x78, 0x07, 0x0a, 0x01, 0, 0x04, 0, 0x04, 0];
      socket.write(Buffer.from(answer));
      if (mode === "starttls") encrypt(socket);
    });
  });
}

async function front(
  protocol: "ldap" | "ldaps",
  welcome: (socket: Socket, keep: (cleartext: Buffer) => void) => unknown,
): Promise<Front> {
  const cleartext: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
    welcome(socket, (bytes) => cleartext.push(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    return closed;
  };
  return {
    url: `${protocol}://127.0.0.1:${portOf(server)}`,
    cleartextBytes: () => Buffer.concat(cleartext).length,
    cleartextWords: () => Buffer.concat(cleartext).toString("latin1"),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
