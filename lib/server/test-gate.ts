import { connect, createServer, type Socket } from "node:net";

/** For tests: a way to a server that can be shut and opened, as when the server is down for a while. */
export interface Gate {
  /** The server's address, through the gate. */
  url: string;
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

export async function openGate(url: string): Promise<Gate> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((client) => {
    if (!isOpen) return client.destroy();
    const behind = connect(Number(target.port), target.hostname);
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        behind.destroy();
      });
    }
    client.pipe(behind).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The gate has no port.");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const way = new URL(url);
  way.host = `127.0.0.1:${address.port}`;
  return {
    url: way.href.replace(/\/$/, ""),
    shut() {
      isOpen = false;
      cut();
    },
    open() {
      isOpen = true;
    },
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
