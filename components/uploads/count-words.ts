import type { ItemState, Upload } from "#lib/domain/upload";

const words: readonly { state: ItemState; word: string }[] = [
  { state: "waiting", word: "waiting" },
  { state: "linked", word: "linked" },
  { state: "unchanged", word: "unchanged" },
  { state: "failed", word: "failed" },
  { state: "left-out", word: "left out" },
  { state: "cancelled", word: "cancelled" },
  { state: "withdrawn", word: "withdrawn" },
];

/** "12 linked · 2 failed": the states that occur, problems last. */
export function countWords(counts: Upload["counts"]): string {
  const parts = words.filter(({ state }) => counts[state] > 0).map(({ state, word }) => `${counts[state]} ${word}`);
  return parts.length > 0 ? parts.join(" · ") : "none";
}
