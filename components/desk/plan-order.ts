import type { PreviewItem } from "#lib/domain/desk";
import type { ItemVerdict } from "#lib/domain/plan";

const rank: Record<ItemVerdict, number> = {
  blocked: 0,
  collides: 1,
  missing: 2,
  incomplete: 3,
  ineligible: 4,
  replace: 5,
  new: 7,
  unchanged: 8,
};
const warned = 6;

/** Problems first: what is stopped, what asks for a consent, what carries a warning; the order of the plan within each. */
export function problemsFirst(items: readonly PreviewItem[]): PreviewItem[] {
  return [...items].sort((one, other) => rankOf(one) - rankOf(other));
}

/** How many versions have links of earlier uploads in their way. */
export function replaceCount(items: readonly PreviewItem[]): number {
  return items.filter((item) => item.verdict === "replace").length;
}

function rankOf(item: PreviewItem): number {
  return item.warnings.length > 0 ? Math.min(rank[item.verdict], warned) : rank[item.verdict];
}
