import { itemMessages as words } from "#components/messages/item-messages";
import type { ItemState, Upload } from "#lib/domain/upload";

const inOrder: readonly ItemState[] = [
  "waiting",
  "linked",
  "unchanged",
  "failed",
  "left-out",
  "cancelled",
  "withdrawn",
];

/** "12 linked · 2 failed": the states that occur, problems last. */
export function countWords(counts: Upload["counts"]): string {
  const parts = inOrder.filter((state) => counts[state] > 0).map((state) => words.counted[state](counts[state]));
  return parts.length > 0 ? parts.join(" · ") : words.none;
}
