import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handshake } from "./events/raw-client.ts";
import { type FtrackServer, startFtrack } from "./server.ts";
import { tinyStudio } from "./tiny-studio.ts";

let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});

afterAll(() => server.close());

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

/** Says *head* line by line and gives the first line of the answer. */
async function statusOf(head: readonly string[]): Promise<string> {
  const socket = await open();
  socket.write([...head, "", ""].join("\r\n"));
  const [first]: unknown[] = await once(socket, "data");
  socket.destroy();
  return String(first).split("\r\n", 1)[0] ?? "";
}

const loose = ["User-Agent", "Accept-Encoding", "Connection", "ftrack-strict-api"];
const upgrade = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"];
const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

test("the hub's WebSocket opens for a client whose head has names without a colon", async () => {
  const request = `GET /socket.io/1/websocket/${await handshake(server.url)} HTTP/1.1`;
  const status = await statusOf([request, ...upgrade, "Host: sandbox", key, ...loose, "Origin: http://sandbox"]);
  expect(status).toBe("HTTP/1.1 101 Switching Protocols");
});

test("any other request with such names is refused", async () => {
  const status = await statusOf(["GET /component/get?id=none HTTP/1.1", "Host: sandbox", ...loose]);
  expect(status).toBe("HTTP/1.1 400 Bad Request");
});

test("a head that comes in pieces is understood", async () => {
  const socket = await open();
  for (const piece of ["GE", "T /nowhere HTTP/1.1\r\nHo", "st: sandbox\r\n", "\r\n"]) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const [answer]: unknown[] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
  socket.destroy();
});

test("one connection serves request after request", async () => {
  const socket = await open();
  for (const path of ["/first", "/second"]) {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: sandbox\r\n\r\n`);
    const [answer]: unknown[] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
  }
  socket.destroy();
});

test("who ends a connection without a word is let go", async () => {
  const socket = await open();
  socket.end();
  socket.resume();
  await once(socket, "close");
});

test("connections on which nothing was asked do not keep the server from closing", async () => {
  const other = await startFtrack({ operations: tinyStudio });
  const socket = connect(Number(new URL(other.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const closed = once(socket, "close");
  await other.close();
  await closed;
});
