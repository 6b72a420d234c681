import { previewMessages as words } from "#components/messages/preview-messages";
import { Alert } from "#components/ui/alert";
import { cn } from "#components/ui/class-names";
import { CopyButton } from "#components/ui/copy-button";
import { Sentence } from "#components/ui/sentence";
import type { Preview } from "#lib/domain/desk";
import { PreviewItems } from "./preview-items.tsx";
import { PreviewPeople } from "./preview-people.tsx";
import type { OpenPreview } from "./preview-state.ts";
import { PreviewTotals } from "./preview-totals.tsx";
import { PreviewTree } from "./preview-tree.tsx";

interface PreviewBodyProps {
  preview: Preview;
  state: OpenPreview;
}

/** The plan as it came last; while the next is on its way it stays, paler, where it is. */
export function PreviewBody({ preview, state }: PreviewBodyProps) {
  const { plan, tree, supervisors, remarks } = preview;
  return (
    <div className={cn("flex flex-col gap-3 transition-opacity", state.phase === "asking" && "opacity-60")}>
      <PreviewTotals plan={plan} />
      <p className="flex min-w-0 items-center gap-1">
        <span className="shrink-0 text-muted">{words.into}</span>
        <code className="min-w-0 font-mono text-xs wrap-anywhere">{plan.destination}</code>
        <CopyButton text={plan.destination} what={words.theDestination} />
      </p>
      {plan.comment ? (
        <p className="border-l-2 border-line-strong pl-2 wrap-anywhere whitespace-pre-wrap">{plan.comment}</p>
      ) : null}
      <Remarks remarks={remarks} />
      <PreviewPeople supervisors={supervisors} />
      <PreviewItems plan={plan} between={<PreviewTree tree={tree} />} />
    </div>
  );
}

/** What is worth knowing and stops nothing: one box, however much it is. */
function Remarks({ remarks }: Pick<Preview, "remarks">) {
  if (remarks.length === 0) return null;
  return (
    <Alert tone="info">
      <ul className="flex flex-col gap-1">
        {remarks.map((remark) => (
          <li key={remark}>
            <Sentence text={remark} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}
