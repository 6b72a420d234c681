import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import { ApiError } from "#sandbox/ftrack/api-error";
import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import { type Matcher, parseExpression } from "./expression.ts";
import type { HubEvent, HubUser } from "./hub-event.ts";
import { disconnectPacket } from "./packet.ts";

type Subscriber = { readonly metadata: JsonRecord; readonly expression: string; readonly wants: Matcher };

/** What may lie unsent for a client that reads too slowly, in bytes. */
const backlogLimit = 64 * 1024 * 1024;

/** One client of the hub, and what it has subscribed to. */
export class Connection {
  readonly id = randomUUID();
  readonly user: HubUser;
  /** When the client last said anything, in milliseconds. */
  lastHeard = performance.now();
  private readonly socket: WebSocket;
  private readonly subscribers = new Map<string, Subscriber>();

  constructor(socket: WebSocket, user: HubUser) {
    this.socket = socket;
    this.user = user;
  }

  /** @throws ApiError ValidationError, ParseError */
  subscribe(data: unknown): void {
    const { metadata, id } = subscriberOf(data);
    const expression = isRecord(data) ? data.subscription : undefined;
    if (typeof expression !== "string" || expression.trim() === "") {
      throw new ApiError("ValidationError", "A subscription must be an expression such as topic=ftrack.update");
    }
    const known = this.subscribers.get(id);
    // Clients repeat all of their subscriptions when they connect again.
    if (known !== undefined && known.expression !== expression) {
      throw new ApiError("ValidationError", `Subscriber with id '${id}' already exists.`);
    }
    this.subscribers.set(id, { metadata, expression, wants: parseExpression(expression) });
  }

  /** @throws ApiError ValidationError */
  unsubscribe(data: unknown): void {
    const { id } = subscriberOf(data);
    if (!this.subscribers.delete(id)) throw new ApiError("ValidationError", `There is no subscriber with id '${id}'.`);
  }

  /** True if one of the subscribers here is meant by *target* and wants the event. */
  isFor(event: HubEvent, target: Matcher | undefined): boolean {
    for (const { metadata, wants } of this.subscribers.values()) {
      if ((target === undefined || target(metadata)) && wants(event)) return true;
    }
    return false;
  }

  send(packet: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > backlogLimit) this.drop();
    else this.socket.send(packet);
  }

  /** Takes leave. */
  close(): void {
    this.send(disconnectPacket);
    this.socket.close();
  }

  /** Cuts the connection, as a broken network does. */
  drop(): void {
    this.socket.terminate();
  }
}

function subscriberOf(data: unknown): { readonly metadata: JsonRecord; readonly id: string } {
  const metadata = isRecord(data) ? data.subscriber : undefined;
  if (isRecord(metadata) && typeof metadata.id === "string" && metadata.id !== "") return { metadata, id: metadata.id };
  throw new ApiError("ValidationError", "The event's data must name a subscriber with an 'id'");
}
