import type { PreviewMemory } from "#lib/services/context";
import type { ShownPlan } from "#lib/services/plan-changes";

/** Keeps the plans shown last, as many as hold no more than `mostItems` items together. */
export function createPreviewMemory(mostItems: number): PreviewMemory {
  const kept = new Map<string, ShownPlan>();
  let items = 0;
  return {
    remember(digest, plan) {
      items += plan.items.size - (kept.get(digest)?.items.size ?? 0);
      kept.delete(digest);
      kept.set(digest, plan);
      for (const [oldest, shown] of kept) {
        if (items <= mostItems || oldest === digest) break;
        kept.delete(oldest);
        items -= shown.items.size;
      }
    },
    recall: (digest) => kept.get(digest) ?? null,
  };
}
