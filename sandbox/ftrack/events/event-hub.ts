import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { Connection } from "./connection.ts";
import { parseExpression } from "./expression.ts";
import { type HubEvent, type HubUser, readEvent, refusal, serverEvent } from "./hub-event.ts";
import {
  ackPacket,
  connectPacket,
  errorPacket,
  eventPacket,
  heartbeatPacket,
  type Packet,
  parsePacket,
} from "./packet.ts";

export type HubOptions = {
  /** How often the hub tells that it lives, in milliseconds. Clients give up after 15 s. */
  readonly heartbeatMs?: number;
  /** How long a client may be silent, in milliseconds; also how long a handshake is good for. */
  readonly timeoutMs?: number;
};

const largestPacket = 64 * 1024 * 1024;
const path = /^\/socket\.io\/1\/websocket\/([^/?]+)\/?(?:\?|$)/;

/** The event server: takes events from clients and from the API, and gives them to those who subscribed. */
export class EventHub {
  private readonly heartbeatMs: number;
  private readonly timeoutMs: number;
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: largestPacket });
  private readonly handshakes = new Map<string, { readonly user: HubUser; readonly since: number }>();
  private readonly connections = new Set<Connection>();
  private readonly timer: NodeJS.Timeout;
  private down = false;

  constructor({ heartbeatMs = 10_000, timeoutMs = 60_000 }: HubOptions = {}) {
    this.heartbeatMs = heartbeatMs;
    this.timeoutMs = timeoutMs;
    this.timer = setInterval(() => this.beat(), this.heartbeatMs);
    this.timer.unref();
  }

  /** How many clients are connected. */
  get size(): number {
    return this.connections.size;
  }

  get isDown(): boolean {
    return this.down;
  }

  /** Switches the hub off, which cuts every connection and lets nobody in, or on again. */
  setDown(down: boolean): void {
    this.down = down;
    if (down) this.dropAll();
  }

  /** Cuts every connection; clients may come back. */
  dropAll(): void {
    for (const connection of this.connections) connection.drop();
    this.connections.clear();
    this.handshakes.clear();
  }

  /** The first step of a connection: a session to open it with, once. */
  handshake(user: HubUser): string {
    this.forgetOldHandshakes();
    const session = randomUUID().replaceAll("-", "");
    this.handshakes.set(session, { user, since: performance.now() });
    const seconds = Math.ceil(this.timeoutMs / 1000);
    return `${session}:${seconds}:${seconds}:websocket`;
  }

  /** The second step: a WebSocket on the session's address. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [, session = ""] = path.exec(request.url ?? "") ?? [];
    if (session === "" || this.down) {
      socket.on("error", () => socket.destroy());
      socket.end(`HTTP/1.1 ${this.down ? "503 Service Unavailable" : "404 Not Found"}\r\nConnection: close\r\n\r\n`);
      return;
    }
    this.forgetOldHandshakes();
    const user = this.handshakes.get(session)?.user;
    this.handshakes.delete(session);
    this.sockets.handleUpgrade(request, socket, head, (opened) => {
      if (user === undefined) refuse(opened);
      else this.welcome(opened, user);
    });
  }

  /** Tells subscribers of something that happened on the server; returns at once. */
  tell(topic: string, data: JsonRecord, source: JsonRecord): void {
    const event = serverEvent(topic, data, source);
    setImmediate(() => this.route(event));
  }

  close(): void {
    clearInterval(this.timer);
    this.down = true;
    for (const connection of this.connections) connection.close();
    this.dropAll();
    this.sockets.close();
  }

  private welcome(socket: WebSocket, user: HubUser): void {
    const connection = new Connection(socket, user);
    this.connections.add(connection);
    socket.on("message", (data, isBinary) => {
      connection.lastHeard = performance.now();
      if (!isBinary) this.receive(connection, textOf(data));
    });
    socket.on("close", () => this.connections.delete(connection));
    socket.on("error", () => connection.drop());
    connection.send(connectPacket);
  }

  private receive(connection: Connection, text: string): void {
    const packet = parsePacket(text);
    if (packet?.kind === "disconnect") {
      this.connections.delete(connection);
      connection.close();
    }
    if (packet?.kind === "event") this.receiveEvent(connection, packet);
  }

  private receiveEvent(connection: Connection, packet: Packet): void {
    let event: HubEvent | undefined;
    try {
      event = readEvent(packet.data, connection);
      this.handle(connection, event);
      if (packet.id !== undefined) connection.send(ackPacket(packet, { success: true }));
    } catch (error) {
      const answer = { success: false, message: error instanceof Error ? error.message : String(error) };
      connection.send(packet.id === undefined ? refusal(event, answer) : ackPacket(packet, answer));
    }
  }

  private handle(connection: Connection, event: HubEvent): void {
    switch (event.topic) {
      case "ftrack.meta.subscribe":
        connection.subscribe(event.data);
        break;
      case "ftrack.meta.unsubscribe":
        connection.unsubscribe(event.data);
        break;
      default:
        this.route(event);
    }
  }

  /** @throws ApiError ParseError for a target that is no expression. */
  private route(event: HubEvent): void {
    const target = event.target.trim() === "" ? undefined : parseExpression(event.target);
    let packet: string | undefined;
    for (const connection of this.connections) {
      if (!connection.isFor(event, target)) continue;
      packet ??= eventPacket(event);
      connection.send(packet);
    }
  }

  private beat(): void {
    const now = performance.now();
    for (const connection of this.connections) {
      if (now - connection.lastHeard <= this.timeoutMs) {
        connection.send(heartbeatPacket);
      } else {
        this.connections.delete(connection);
        connection.drop();
      }
    }
  }

  private forgetOldHandshakes(): void {
    const now = performance.now();
    for (const [session, { since }] of this.handshakes) {
      if (now - since > this.timeoutMs) this.handshakes.delete(session);
    }
  }
}

/** A session that is unknown, used up or too old: the client has to begin anew. */
function refuse(socket: WebSocket): void {
  socket.on("error", () => socket.terminate());
  socket.send(errorPacket("1", "0"));
  socket.close();
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString("utf8");
}
