import { previewMessages } from "#components/messages/preview-messages";
import type { PreviewItem } from "#lib/domain/desk";
import { VerdictBadge } from "./verdict-badge.tsx";

const words = previewMessages.item;

/** The first links of an item: the name below the destination, and what is written into the link. */
export function PreviewLinks({ item, destination }: { item: PreviewItem; destination: string }) {
  const rest = item.linkCount - item.links.length;
  return (
    <div className="mt-1.5 rounded-md bg-sunken px-2 py-1.5">
      <ul className="flex flex-col gap-1">
        {item.links.map((link) => (
          <li key={link.target} className="flex flex-wrap items-center gap-x-2 font-mono text-2xs wrap-anywhere">
            <VerdictBadge verdict={link.verdict} />
            <span title={link.target}>
              {link.target.startsWith(`${destination}/`) ? link.target.slice(destination.length + 1) : link.target}
            </span>
            <span className="text-muted" title={link.source}>
              <span className="sr-only">{words.says} </span>
              <span aria-hidden="true">→ </span>
              {link.text}
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="mt-1 text-xs text-muted">{words.moreLinks(rest)}</p> : null}
    </div>
  );
}
