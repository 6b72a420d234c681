import { previewMessages } from "#components/messages/preview-messages";
import type { TreeFolder } from "#lib/domain/plan-tree";
import { isTouched } from "./tree-parts.ts";

const words = previewMessages.tree;

/** What becomes of the links in a folder and below it, and how much it holds itself, before and after. */
export function TreeCounts({ folder }: { folder: TreeFolder }) {
  const { links, before, after, kept, cut } = folder;
  const figures = [
    { count: links.made, text: words.madeLinks(links.made), tone: "text-good" },
    { count: links.replaced, text: words.replaced(links.replaced), tone: "text-warn" },
    { count: links.unchanged, text: words.unchanged(links.unchanged), tone: "text-muted" },
    { count: links.left, text: words.left(links.left), tone: "text-bad" },
    { count: kept ?? 0, text: words.kept(kept ?? 0), tone: "text-muted" },
  ].filter(({ count }) => count > 0);
  const said = (count: number) => (cut ? words.atLeast(count) : count.toLocaleString());
  return (
    <>
      {isTouched(folder) ? (
        <span className="flex flex-wrap gap-x-2.5 text-xs">
          {figures.map(({ text, tone }) => (
            <span key={tone + text} className={tone}>
              {text}
            </span>
          ))}
        </span>
      ) : null}
      {before === null || after === null ? null : (
        <span className="ml-auto text-xs text-faint">
          <span aria-hidden="true">{before === after ? said(before) : words.entries(said(before), said(after))}</span>
          <span className="sr-only">{words.entriesSaid(said(before), said(after))}</span>
        </span>
      )}
    </>
  );
}
