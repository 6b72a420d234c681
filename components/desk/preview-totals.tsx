import { cn } from "#components/ui/class-names";
import type { Preview } from "#lib/domain/desk";
import { bytesText } from "./bytes-text.ts";
import { replaceCount } from "./plan-order.ts";

/** The plan in figures, first. */
export function PreviewTotals({ plan }: { plan: Preview["plan"] }) {
  const { totals } = plan;
  const figures = [
    { word: totals.items === 1 ? "version" : "versions", value: totals.items.toLocaleString() },
    { word: "to upload", value: totals.runs.toLocaleString(), tone: totals.runs > 0 ? "text-good" : "" },
    { word: totals.links === 1 ? "link" : "links", value: totals.links.toLocaleString() },
    { word: "behind them", value: bytesText(totals.bytes) },
    { word: "unchanged", value: totals.unchanged.toLocaleString() },
    { word: "to replace", value: replaceCount(plan.items).toLocaleString(), warn: replaceCount(plan.items) > 0 },
    {
      word: totals.warnings === 1 ? "warning" : "warnings",
      value: totals.warnings.toLocaleString(),
      warn: totals.warnings > 0,
    },
    { word: "stopped", value: totals.stopped.toLocaleString(), tone: totals.stopped > 0 ? "text-bad" : "" },
  ];
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-2">
      {figures.map(({ word, value, tone, warn }) => (
        <div key={word} className="flex flex-col-reverse">
          <dt className="text-xs text-muted">{word}</dt>
          <dd className={cn("text-lg font-semibold", tone, warn && "text-warn")}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
