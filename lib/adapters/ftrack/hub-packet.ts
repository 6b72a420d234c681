import { randomUUID } from "node:crypto";

/** What a packet of socket.io 0.9 means to one who listens. */
export type HubPacket =
  | { kind: "connect" | "heartbeat" | "subscribed" | "disconnect" | "other" }
  | { kind: "event"; events: readonly unknown[] }
  | { kind: "refused"; words: string };

export const heartbeat = "2::";
const subscribeNumber = "1";

/** Packets such as `5:::{"name":"ftrack.event","args":[…]}`; anything that is not understood is "other". */
export function hubPacket(text: string): HubPacket {
  const [, digit, data = ""] = /^(\d):[^:]*:[^:]*(?::([\s\S]*))?$/.exec(text) ?? [];
  switch (digit) {
    case "0":
      return { kind: "disconnect" };
    case "1":
      return { kind: "connect" };
    case "2":
      return { kind: "heartbeat" };
    case "5":
      return { kind: "event", events: eventsIn(data) };
    case "6":
      return acknowledgement(data);
    case "7":
      return { kind: "refused", words: data };
    default:
      return { kind: "other" };
  }
}

/** `1+[{"success":true}]`, or the bare number where a server has nothing to say. */
function acknowledgement(data: string): HubPacket {
  const [, number, answer = ""] = /^(\d+)(?:\+([\s\S]*))?$/.exec(data) ?? [];
  if (number !== subscribeNumber) return { kind: "other" };
  return /"success":\s*false/.test(answer) ? { kind: "refused", words: answer } : { kind: "subscribed" };
}

function eventsIn(data: string): readonly unknown[] {
  let sent: unknown;
  try {
    sent = JSON.parse(data);
  } catch {
    return [];
  }
  const args = typeof sent === "object" && sent !== null && "args" in sent ? sent.args : [];
  return Array.isArray(args) ? args : [];
}

/** Asks for all updates, and for an acknowledgement: from then on nothing is missed. */
export function subscription(username: string): string {
  const id = randomUUID();
  const event = {
    id: randomUUID(),
    topic: "ftrack.meta.subscribe",
    data: { subscriber: { id, applicationId: "compout.upload" }, subscription: "topic=ftrack.update" },
    source: { id, applicationId: "compout.upload", user: { username } },
    target: "",
    inReplyToEvent: null,
  };
  return `5:${subscribeNumber}+::${JSON.stringify({ name: "ftrack.event", args: [event] })}`;
}
