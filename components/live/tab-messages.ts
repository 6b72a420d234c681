import type { LiveEvent, Topic } from "#lib/domain/live";
import type { LineState } from "./live-line.ts";

/** What the tabs of a browser say to one another. */
export type TabMessage =
  /** What a tab follows: said at first, whenever it changes, and when a leader asks. */
  | { kind: "topics"; tab: string; topics: readonly Topic[] }
  | { kind: "bye"; tab: string }
  /** A new leader wants to know what to follow. */
  | { kind: "who" }
  /** From the leader; `to` names the only tab that it is for. */
  | { kind: "event"; to: string | null; event: LiveEvent }
  /** From the leader: whenever it changes, and at each sign of life of the line. */
  | { kind: "state"; state: LineState };

const kinds: readonly unknown[] = ["topics", "bye", "who", "event", "state"] satisfies TabMessage["kind"][];

/** Every tab is of this program; one that still runs an older version may say what this one does not know. */
export function parseTabMessage(data: unknown): TabMessage | null {
  const known = typeof data === "object" && data !== null && "kind" in data && kinds.includes(data.kind);
  return known ? (data as TabMessage) : null;
}
