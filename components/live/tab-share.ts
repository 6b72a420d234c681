import type { LiveEvent, Topic } from "#lib/domain/live";
import { createLeader, type LiveLeader } from "./live-leader.ts";
import type { LineState, openLine } from "./live-line.ts";
import { parseTabMessage, type TabMessage } from "./tab-messages.ts";

export interface TabShare {
  /** What this tab follows has changed. */
  tell(): void;
  stop(): void;
}

interface ShareListener {
  open: typeof openLine;
  topics(): readonly Topic[];
  onEvent(event: LiveEvent): void;
  onState(state: LineState): void;
}

const channelName = "compout-live";
const leaderLock = "compout-live";

/**
 * Has a part in one line for all tabs: whoever holds the lock leads, holds the line, and tells the others what comes
 * over it. A tab that goes gives the lock to the next; one that froze is silent, and loses it.
 */
export function shareLine(listener: ShareListener, locks: LockManager, silenceMs: number): TabShare {
  const tab = crypto.randomUUID();
  const channel = new BroadcastChannel(channelName);
  const ending = new AbortController();
  /** Tabs whose end this one waits for. */
  const watched = new Set<string>();
  let leader: LiveLeader | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function say(message: TabMessage): void {
    if (!ending.signal.aborted) channel.postMessage(message);
  }

  function tell(): void {
    say({ kind: "topics", tab, topics: listener.topics() });
    leader?.setTopics(tab, listener.topics());
  }

  function hear(message: TabMessage): void {
    switch (message.kind) {
      case "topics":
        leader?.setTopics(message.tab, message.topics);
        forgetWhenGone(message.tab);
        return;
      case "bye":
        leader?.setTopics(message.tab, []);
        return;
      case "who":
        tell();
        return;
      case "event":
        if (leader === null && (message.to ?? tab) === tab) listener.onEvent(message.event);
        return;
      case "state":
        if (leader !== null) return;
        watchLeader();
        listener.onState(message.state);
        return;
    }
  }

  /** A tab holds a lock of its own as long as it lives: whoever gets that lock knows that it is gone. */
  function forgetWhenGone(other: string): void {
    if (leader === null || watched.has(other)) return;
    watched.add(other);
    request(`${leaderLock} ${other}`, { signal: ending.signal }, async () => {
      watched.delete(other);
      leader?.setTopics(other, []);
    });
  }

  function request(name: string, options: LockOptions, work: () => Promise<void>, onLost?: () => void): void {
    locks.request(name, options, work).catch(() => {
      // Given up while waiting, as this tab stops; or taken away, by a tab that found this one frozen.
      if (!ending.signal.aborted) onLost?.();
    });
  }

  function watchLeader(): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      if (leader === null && !ending.signal.aborted) request(leaderLock, { steal: true }, lead, resign);
    }, silenceMs);
  }

  function queueToLead(): void {
    request(leaderLock, { signal: ending.signal }, lead, resign);
  }

  async function lead(): Promise<void> {
    if (ending.signal.aborted || leader !== null) return;
    clearTimeout(silence);
    leader = createLeader({
      open: listener.open,
      onEvent(event, to) {
        if (to === null || to === tab) listener.onEvent(event);
        if (to !== tab) say({ kind: "event", to, event });
      },
      onState(state) {
        listener.onState(state);
        say({ kind: "state", state });
      },
    });
    leader.setTopics(tab, listener.topics());
    say({ kind: "who" });
    await aborted(ending.signal);
  }

  function resign(): void {
    leader?.close();
    leader = null;
    watchLeader();
    queueToLead();
    tell();
  }

  channel.onmessage = ({ data }) => {
    const message = parseTabMessage(data);
    if (message !== null && !ending.signal.aborted) hear(message);
  };
  request(`${leaderLock} ${tab}`, { signal: ending.signal }, async () => {
    tell();
    watchLeader();
    queueToLead();
    await aborted(ending.signal);
  });
  return {
    tell,
    stop() {
      say({ kind: "bye", tab });
      ending.abort();
      clearTimeout(silence);
      leader?.close();
      channel.close();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  else signal.addEventListener("abort", () => resolve(), { once: true });
  return promise;
}
