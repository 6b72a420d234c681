import type { Server } from "node:http";
import type { Socket } from "node:net";

const upgradeOfHub = "GET /socket.io/1/websocket/";

/**
 * Lets *server* understand clients that send header names without a colon when they open the WebSocket of the event hub, as
 * the Python API does: proxies in front of a real server drop such lines, Node refuses the whole request.
 * Gives what ends connections on which nothing was asked yet.
 */
export function tolerateLooseHeads(server: Server): () => void {
  const serve = server.listeners("connection");
  const waiting = new Set<Socket>();
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    const leave = () => waiting.delete(socket);
    const hangUp = () => socket.end();
    waiting.add(socket);
    socket.once("close", leave);
    socket.once("end", hangUp);
    socket.on("error", () => socket.destroy());
    socket.once("data", (first: Buffer) => {
      leave();
      socket.off("end", hangUp);
      socket.pause();
      for (const listener of serve) listener.call(server, socket);
      socket.unshift(withoutLooseLines(first));
      socket.resume();
    });
  });
  return () => {
    for (const socket of waiting) socket.destroy();
  };
}

/** The first bytes of a connection; a request head that came as a whole loses its lines without a colon. */
function withoutLooseLines(first: Buffer): Buffer {
  const text = first.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  if (end === -1 || !text.startsWith(upgradeOfHub)) return first;
  const [request = "", ...lines] = text.slice(0, end).split("\r\n");
  const kept = [request, ...lines.filter((line) => line.includes(":"))];
  return Buffer.from(`${kept.join("\r\n")}${text.slice(end)}`, "latin1");
}
