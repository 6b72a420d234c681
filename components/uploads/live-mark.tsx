import { cn } from "#components/ui/class-names";
import type { FeedState } from "./follow-upload.ts";

const looks: Readonly<Record<FeedState, { words: string; color: string }>> = {
  connecting: { words: "Reconnecting…", color: "text-warn" },
  live: { words: "Live", color: "text-good" },
  polling: { words: "Asking every few seconds", color: "text-warn" },
};

/** Whether what the page shows is kept up to date, and how. Says nothing once there is nothing more to come. */
export function LiveMark({ feed }: { feed: FeedState | "ended" }) {
  if (feed === "ended") return null;
  const { words, color } = looks[feed];
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-muted">
      <svg viewBox="0 0 8 8" aria-hidden="true" className={cn("size-2", color, feed === "live" && "animate-pulse")}>
        <circle cx="4" cy="4" r="4" fill="currentColor" />
      </svg>
      {words}
    </span>
  );
}
