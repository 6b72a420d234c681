import type { BadgeTone } from "#components/ui/badge";
import type { ItemState } from "#lib/domain/upload";

/** How what came of an item is to be taken. */
export const itemTones: Readonly<Record<ItemState, BadgeTone>> = {
  waiting: "neutral",
  linked: "good",
  unchanged: "neutral",
  failed: "bad",
  "left-out": "warn",
  cancelled: "neutral",
  withdrawn: "neutral",
};

/** The part of a target below its upload's destination, which stands at the head of the page; the whole if it lies elsewhere. */
export function belowDestination(targetPath: string, destination: string): string {
  const folder = destination.endsWith("/") ? destination : `${destination}/`;
  return targetPath.startsWith(folder) ? targetPath.slice(folder.length) : targetPath;
}
