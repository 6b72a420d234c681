import type { LiveEvent, Topic } from "#lib/domain/live";
import { createLiveCache } from "./live-cache.ts";
import type { LineState, LiveLine, openLine } from "./live-line.ts";

/** The tab that holds the line for all tabs of its browser. */
export interface LiveLeader {
  /** What one tab follows; nothing: it is gone. */
  setTopics(tab: string, topics: readonly Topic[]): void;
  close(): void;
}

interface LeaderOptions {
  open: typeof openLine;
  /** `to`: the only tab that has not heard it yet; null: it is new to all. */
  onEvent(event: LiveEvent, to: string | null): void;
  onState(state: LineState): void;
}

/** Wishes that come within so many milliseconds are followed by one stream. */
const gatherMs = 60;

export function createLeader({ open, onEvent, onState }: LeaderOptions): LiveLeader {
  const wishes = new Map<string, readonly Topic[]>();
  const cache = createLiveCache();
  let followed = "";
  let state: LineState = "connecting";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const line: LiveLine = open({
    onEvent(event) {
      cache.take(event);
      onEvent(event, null);
    },
    onState(next) {
      state = next;
      onState(next);
    },
    onSign: () => onState(state),
  });

  function apply(): void {
    timer = undefined;
    const topics = new Set([...wishes.values()].flat());
    cache.keep(topics);
    const sorted = [...topics].sort();
    if (sorted.join() === followed) return;
    followed = sorted.join();
    line.follow(sorted);
  }

  return {
    setTopics(tab, topics) {
      if (topics.length === 0) wishes.delete(tab);
      else wishes.set(tab, topics);
      for (const topic of topics) {
        const known = cache.of(topic);
        if (known !== null) onEvent(known, tab);
      }
      onState(state);
      timer ??= setTimeout(apply, gatherMs);
    },
    close() {
      clearTimeout(timer);
      line.close();
    },
  };
}
