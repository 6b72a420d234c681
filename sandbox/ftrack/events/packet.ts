/** Kinds of socket.io 0.9 packets, by the digit that they begin with. */
const kinds = ["disconnect", "connect", "heartbeat", "message", "json", "event", "ack", "error", "noop"] as const;

export type Packet = {
  readonly kind: (typeof kinds)[number];
  /** The sender's number for the packet, if it wants an acknowledgement. */
  readonly id: string | undefined;
  /** The sender waits for data with the acknowledgement: its number ends in a plus. */
  readonly wantsData: boolean;
  readonly data: string;
};

const form = /^([0-8]):(?:(\d+)(\+?))?:[^:]*(?::([\s\S]*))?$/;

/** A packet such as `5:12+::{…}` or `2::`; undefined for anything else. */
export function parsePacket(text: string): Packet | undefined {
  const [, digit, id, plus, data = ""] = form.exec(text) ?? [];
  const kind = digit === undefined ? undefined : kinds[Number(digit)];
  return kind === undefined ? undefined : { kind, id, wantsData: plus === "+", data };
}

export const connectPacket = "1::";
export const heartbeatPacket = "2::";
export const disconnectPacket = "0::";

/** An event under the one name that all clients use. */
export function eventPacket(event: unknown): string {
  return `5:::${JSON.stringify({ name: "ftrack.event", args: [event] })}`;
}

/** The acknowledgement of a packet: with an answer only where one was asked for. */
export function ackPacket({ id, wantsData }: Packet, answer: unknown): string {
  return wantsData ? `6:::${id}+${JSON.stringify([answer])}` : `6:::${id}`;
}

export function errorPacket(reason: string, advice = ""): string {
  return `7:::${reason}${advice === "" ? "" : `+${advice}`}`;
}
