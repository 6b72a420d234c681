import type { BadgeTone } from "#components/ui/badge";
import type { ItemVerdict } from "#lib/domain/plan";
import type { ItemState } from "#lib/domain/upload";

export const itemStates: Readonly<Record<ItemState, { word: string; tone: BadgeTone }>> = {
  waiting: { word: "Waiting", tone: "neutral" },
  linked: { word: "Linked", tone: "good" },
  unchanged: { word: "Unchanged", tone: "neutral" },
  failed: { word: "Failed", tone: "bad" },
  "left-out": { word: "Left out", tone: "warn" },
  cancelled: { word: "Cancelled", tone: "neutral" },
  withdrawn: { word: "Withdrawn", tone: "neutral" },
};

/** What the plan said of an item, in a word. */
export const verdictWords: Readonly<Record<ItemVerdict, string>> = {
  new: "New",
  unchanged: "Unchanged",
  replace: "Replace",
  blocked: "Blocked",
  collides: "Collides",
  ineligible: "Not eligible",
  incomplete: "Incomplete",
  missing: "Missing",
};

/** The part of a target below its upload's destination, which stands at the head of the page; the whole if it lies elsewhere. */
export function belowDestination(targetPath: string, destination: string): string {
  const folder = destination.endsWith("/") ? destination : `${destination}/`;
  return targetPath.startsWith(folder) ? targetPath.slice(folder.length) : targetPath;
}
