import type { PreviewItem } from "./desk.ts";
import type { LinkVerdict, PlanItem } from "./plan.ts";
import { writtenLink } from "./planned-link.ts";
import { versionRowOf } from "./version-row.ts";

const urgency: Record<LinkVerdict, number> = { collides: 0, blocked: 1, replace: 2, new: 3, unchanged: 4 };

/** A plan's item as the screen gets it, with at most `maxLinks` links: those that want a look come first. */
export function previewItemOf(item: PlanItem, ftrackUrl: string, maxLinks: number): PreviewItem {
  const { deliverable, links, sourceFolder: _, way: __, ...rest } = item;
  const shown = [...links].sort((a, b) => urgency[a.verdict] - urgency[b.verdict]).slice(0, maxLinks);
  return {
    ...rest,
    deliverable: versionRowOf(deliverable, ftrackUrl),
    links: shown.map((link) => {
      const { source, target, text, verdict } = writtenLink(item, link);
      return { source, target, text, verdict };
    }),
    linkCount: links.length,
  };
}
