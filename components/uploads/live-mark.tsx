import type { LineState } from "#components/live/use-live";
import { cn } from "#components/ui/class-names";

const looks: Readonly<Record<LineState, { words: string; color: string }>> = {
  connecting: { words: "Reconnecting…", color: "text-warn" },
  live: { words: "Live", color: "text-good" },
  polling: { words: "Asking every few seconds", color: "text-warn" },
  "signed-out": { words: "Signed out: reload the page to sign in again", color: "text-bad" },
};

/** Whether what the page shows is kept up to date, and how. Says nothing once there is nothing more to come. */
export function LiveMark({ feed }: { feed: LineState | "ended" }) {
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
