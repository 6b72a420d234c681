import { previewMessages } from "#components/messages/preview-messages";
import { cn } from "#components/ui/class-names";
import type { Preview } from "#lib/domain/desk";
import { bytesText } from "./bytes-text.ts";
import { replaceCount } from "./plan-order.ts";

const words = previewMessages.totals;

interface Figure {
  word: string;
  value: string;
  count: number;
  tone?: string;
  /** Worth its place only where there is something. */
  optional?: boolean;
}

/** The plan in figures, first. */
export function PreviewTotals({ plan }: { plan: Preview["plan"] }) {
  const { items, runs, links, bytes, unchanged, warnings, stopped } = plan.totals;
  const replaced = replaceCount(plan.items);
  const figures: Figure[] = [
    figure(words.items(items), items),
    { ...figure(words.runs, runs), tone: "text-good" },
    figure(words.links(links), links),
    { word: words.bytes, value: bytesText(bytes), count: bytes },
    { ...figure(words.unchanged, unchanged), optional: true },
    { ...figure(words.replaced, replaced), tone: "text-warn", optional: true },
    { ...figure(words.warnings(warnings), warnings), tone: "text-warn" },
    { ...figure(words.stopped, stopped), tone: "text-bad" },
  ];
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-md border border-line bg-line">
      {figures
        .filter(({ count, optional }) => count > 0 || !optional)
        .map(({ word, value, count, tone }) => (
          <div key={word} className="flex grow basis-24 flex-col-reverse bg-surface px-3 py-1.5">
            <dt className="text-xs text-muted">{word}</dt>
            <dd className={cn("text-lg font-semibold", count > 0 ? tone : "text-faint")}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function figure(word: string, count: number): Figure {
  return { word, value: count.toLocaleString(), count };
}
