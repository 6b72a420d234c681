import { Radio } from "lucide-react";
import { shellMessages } from "#components/messages/shell-messages";
import { OfflineMark } from "./offline-mark.tsx";

const words = shellMessages.live;

/** Says which ftrack this page is joined to, and that nothing here is practice. */
export function LiveBanner({ ftrackUrl }: { ftrackUrl: string }) {
  return (
    <div className="flex min-h-7 items-center gap-2 border-b border-line bg-sunken px-3 py-1 text-xs text-muted">
      <Radio aria-hidden="true" className="size-3.5 shrink-0 text-bad" />
      <p className="min-w-0 wrap-anywhere">
        <strong className="font-semibold text-ink">{words.ftrack}</strong>{" "}
        <a href={ftrackUrl} className="text-ink underline decoration-line-control underline-offset-2 hover:text-link">
          {ftrackUrl}
        </a>{" "}
        {words.changes}
      </p>
      <OfflineMark />
    </div>
  );
}
