import { randomUUID } from "node:crypto";
import { ApiError } from "#sandbox/ftrack/api-error";
import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import { errorPacket, eventPacket } from "./packet.ts";

/** An event as it travels. It has these fields and no other: clients build their own event from exactly them. */
export type HubEvent = {
  readonly id: string;
  readonly topic: string;
  readonly data: unknown;
  readonly source: JsonRecord;
  /** An expression about subscribers; empty for an event that is for all. */
  readonly target: string;
  readonly inReplyToEvent: string | null;
  readonly sent: unknown;
};

/** The user whose key a connection was opened with. */
export type HubUser = { readonly id: string; readonly username: string };

/** An event that the server itself tells of. */
export function serverEvent(topic: string, data: JsonRecord, source: JsonRecord): HubEvent {
  return { id: newId(), topic, data, source, target: "", inReplyToEvent: null, sent: null };
}

/**
 * Reads the data of an event packet, and fills in what the client left out: an id, and who the event comes from.
 * @throws ApiError ValidationError that names the field which is wrong.
 */
export function readEvent(data: string, from: { readonly id: string; readonly user: HubUser }): HubEvent {
  return checkedEvent(publishedEvent(data), from.user, from.id);
}

/**
 * What was wrong, for a client that asked for no acknowledgement: a reply, if it can be told apart. An error packet
 * would make clients close the connection, so that only those get one who sent no event at all.
 */
export function refusal(event: HubEvent | undefined, answer: JsonRecord & { readonly message: string }): string {
  if (event === undefined) return errorPacket(answer.message);
  const reply = serverEvent("ftrack.meta.reply", answer, { applicationId: "ftrack.server" });
  return eventPacket({ ...reply, target: `id=${String(event.source.id)}`, inReplyToEvent: event.id });
}

/** The one argument of the one kind of event that clients send. */
function publishedEvent(data: string): unknown {
  const sent = parseJson(data);
  if (isRecord(sent) && sent.name === "ftrack.event" && Array.isArray(sent.args) && sent.args.length === 1) {
    return sent.args[0];
  }
  throw invalid("The packet must hold one event under the name ftrack.event");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("The packet's data is no JSON");
  }
}

function checkedEvent(sent: unknown, user: HubUser, connectionId: string): HubEvent {
  if (!isRecord(sent)) throw invalid("An event must be an object with a topic");
  const { topic, data, source, target, id } = sent;
  if (typeof topic !== "string" || topic === "") throw invalid("The event's 'topic' must be text");
  if (!isBlank(id) && typeof id !== "string") throw invalid("The event's 'id' must be text");
  if (!isBlank(source) && !isRecord(source)) throw invalid("The event's 'source' must be an object");
  if (!isBlank(target) && typeof target !== "string") throw invalid("The event's 'target' must be text");
  const inReplyTo = sent.inReplyToEvent ?? sent.in_reply_to_event;
  if (!isBlank(inReplyTo) && typeof inReplyTo !== "string") {
    throw invalid("The event's 'inReplyToEvent' must be the id of an event");
  }
  return {
    id: typeof id === "string" && id !== "" ? id : newId(),
    topic,
    data: data ?? {},
    source: fillSource(isRecord(source) ? source : {}, user, connectionId),
    target: typeof target === "string" ? target : "",
    inReplyToEvent: typeof inReplyTo === "string" ? inReplyTo : null,
    sent: sent.sent ?? null,
  };
}

function fillSource(source: JsonRecord, user: HubUser, connectionId: string): JsonRecord {
  const named: JsonRecord = isRecord(source.user) ? source.user : {};
  // A service may speak for somebody else; only for the caller do we know the id.
  const isCaller = isBlank(named.username) || named.username === user.username;
  return { id: connectionId, ...source, user: isCaller ? { ...named, ...user } : named };
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null;
}

function invalid(content: string): ApiError {
  return new ApiError("ValidationError", content);
}

function newId(): string {
  return randomUUID().replaceAll("-", "");
}
