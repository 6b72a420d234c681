import type { UploadItem } from "#lib/domain/upload";
import type { ItemMadeCount } from "./item-made.tsx";

/** For each folder that is under way: what is made in it, of all links that its items have there. */
export function madeInFolders(
  items: readonly UploadItem[],
  underway: Readonly<Record<string, number>>,
): ReadonlyMap<string, ItemMadeCount> {
  const made = new Map<string, ItemMadeCount>();
  for (const [folder, links] of Object.entries(underway)) {
    const there = items.filter((item) => item.folder === folder && item.state === "waiting");
    const of = there.reduce((sum, { linkCount }) => sum + linkCount, 0);
    if (of > 0) made.set(folder, { made: Math.min(links, of), of, shared: there.length > 1 });
  }
  return made;
}
