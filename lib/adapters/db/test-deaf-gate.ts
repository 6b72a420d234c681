import { connect, createServer, type Socket } from "node:net";

/** For tests: a way to PostgreSQL on which announcements get lost, as behind a pooler in transaction mode. */
export interface DeafGate {
  url: string;
  fallDeaf(): void;
  close(): Promise<void>;
}

const announcement = "A".charCodeAt(0);

export async function openDeafGate(url: string, { deaf = true } = {}): Promise<DeafGate> {
  const target = new URL(url);
  const state = { deaf };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const behind = connect(Number(target.port), target.hostname);
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        client.destroy();
        behind.destroy();
      });
    }
    client.pipe(behind);
    let waiting = Buffer.alloc(0);
    behind.on("data", (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      // Every message is a letter, and how long it is from there on.
      while (waiting.length >= 5 && waiting.length > waiting.readUInt32BE(1)) {
        const message = waiting.subarray(0, waiting.readUInt32BE(1) + 1);
        waiting = waiting.subarray(message.length);
        if (!state.deaf || message[0] !== announcement) client.write(message);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The gate has no port.");
  const way = new URL(url);
  way.host = `127.0.0.1:${address.port}`;
  return {
    url: way.href,
    fallDeaf() {
      state.deaf = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
