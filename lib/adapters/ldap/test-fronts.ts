import { createServer, type Server, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

/** A throwaway server of a test. */
export interface Front extends AsyncDisposable {
  url: string;
  /** Everything that came before encryption, and how often somebody connected. */
  cleartextWords(): string;
  connections(): number;
  close(): Promise<void>;
}

/** Takes connections and never says a word. */
export function silentServer(): Promise<Front> {
  return front(() => undefined);
}

/** Answers every request with the bytes that the test makes of it. */
export function answeringServer(answer: (request: Buffer) => Buffer): Promise<Front> {
  return front((socket) => socket.on("data", (request) => socket.write(answer(request))));
}

/** Agrees to StartTLS, and then never begins it, or hangs up as soon as the connection is encrypted. */
export function startTlsServer(then: { never: true } | { hangsUp: { cert: string; key: string } }): Promise<Front> {
  return front((socket) =>
    socket.once("data", (request) => {
      // ExtendedResponse "success" to the request's message id, which is one byte long.
      const answer = [0x30, 0x0c, 0x02, 0x01, request[4] ?? 0, 0x78, 0x07, 0x0a, 0x01, 0, 0x04, 0, 0x04, 0];
      socket.write(Buffer.from(answer));
      if ("never" in then) return;
      const secured = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(then.hangsUp) });
      secured.on("error", () => socket.destroy());
      secured.once("secure", () => socket.destroy());
    }),
  );
}

async function front(welcome: (socket: Socket) => unknown): Promise<Front> {
  const cleartext: Buffer[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
    socket.on("data", (bytes) => cleartext.push(bytes));
    welcome(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    return closed;
  };
  return {
    url: `ldap://127.0.0.1:${portOf(server)}`,
    cleartextWords: () => Buffer.concat(cleartext).toString("latin1"),
    connections: () => connections,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
