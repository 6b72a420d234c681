import type { LineState } from "#components/live/use-live";
import { uploadMessages } from "#components/messages/upload-messages";
import { cn } from "#components/ui/class-names";

const colors: Readonly<Record<LineState, string>> = {
  connecting: "text-warn",
  live: "text-good",
  polling: "text-warn",
  "signed-out": "text-bad",
};

/** Whether what the page shows is kept up to date, and how. Says nothing once there is nothing more to come. */
export function LiveMark({ feed }: { feed: LineState | "ended" }) {
  if (feed === "ended") return null;
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-muted">
      <svg
        viewBox="0 0 8 8"
        aria-hidden="true"
        className={cn("size-2", colors[feed], feed === "live" && "animate-pulse")}
      >
        <circle cx="4" cy="4" r="4" fill="currentColor" />
      </svg>
      {uploadMessages.live[feed]}
    </span>
  );
}
