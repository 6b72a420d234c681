import type { LiveEvent, Topic } from "#lib/domain/live";
import { createLeader } from "./live-leader.ts";
import { type LineState, openLine } from "./live-line.ts";
import { shareLine, type TabShare } from "./tab-share.ts";

interface LiveFollower {
  onEvent(event: LiveEvent): void;
  onState(state: LineState): void;
}

/** This tab's part in the one stream that all tabs of the browser share. */
export interface LiveTab {
  /** Until the returned function is called. The first event has all there is to say. */
  follow(topic: Topic, follower: LiveFollower): () => void;
  /** Lets go of everything, as when the page is put aside; `resume` takes it up again. */
  pause(): void;
  resume(): void;
}

export interface TabOptions {
  /** Null where the browser has none: then each tab has a stream of its own. */
  locks: LockManager | null;
  open?: typeof openLine;
  /** Milliseconds after which a page that follows nothing lets go: the next page often wants the same. */
  lingerMs?: number;
  /** Milliseconds of silence after which a leader counts as frozen, and is replaced. */
  silenceMs?: number;
}

export function createLiveTab({ locks, open = openLine, lingerMs = 1000, silenceMs = 60_000 }: TabOptions): LiveTab {
  const followers = new Map<Topic, Set<LiveFollower>>();
  let share: TabShare | null = null;
  let lingering: ReturnType<typeof setTimeout> | undefined;
  let state: LineState = "connecting";

  const listener = {
    open,
    topics: () => [...followers.keys()],
    onEvent(event: LiveEvent) {
      for (const follower of followers.get(event.topic) ?? []) follower.onEvent(event);
    },
    onState(next: LineState) {
      if (state === next) return;
      state = next;
      for (const follower of [...followers.values()].flatMap((some) => [...some])) follower.onState(next);
    },
  };

  function start(): void {
    share ??=
      locks === null || typeof BroadcastChannel === "undefined" ? alone() : shareLine(listener, locks, silenceMs);
  }

  function alone(): TabShare {
    const leader = createLeader(listener);
    const tell = () => leader.setTopics("", listener.topics());
    tell();
    return { tell, stop: leader.close };
  }

  function stop(): void {
    clearTimeout(lingering);
    share?.stop();
    share = null;
    state = "connecting";
  }

  return {
    follow(topic, follower) {
      clearTimeout(lingering);
      const some = followers.get(topic) ?? new Set<LiveFollower>();
      some.add(follower);
      followers.set(topic, some);
      follower.onState(state);
      if (share === null) start();
      else share.tell();
      return () => {
        some.delete(follower);
        if (some.size > 0 || followers.get(topic) !== some) return;
        followers.delete(topic);
        clearTimeout(lingering);
        if (followers.size > 0) share?.tell();
        else lingering = setTimeout(stop, lingerMs);
      };
    },
    pause: stop,
    resume() {
      if (followers.size > 0) start();
    },
  };
}
