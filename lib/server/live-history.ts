import type { UploadId } from "#lib/domain/ids";
import { mergeUploads } from "#lib/domain/live";
import type { Upload } from "#lib/domain/upload";
import type { Follower } from "./live-rooms.ts";

/** Uploads that changed, newest first; the newest of all where it is whole. */
export interface HistoryNews {
  uploads: readonly Upload[];
  whole: boolean;
}

/** Brings what is new among all uploads to those who look at the history. Reads nothing while nobody does. */
export interface LiveHistory {
  announce(id: UploadId): void;
  /** Announcements may have been missed. */
  announceAll(): void;
  follow(follower: Follower<HistoryNews>): Promise<() => void>;
  close(): void;
}

export interface HistoryOptions {
  newest(): Promise<readonly Upload[]>;
  read(id: UploadId): Promise<Upload | null>;
  onError(error: unknown): void;
  /** Milliseconds in which announcements are gathered before what they name is read. */
  throttleMs: number;
}

export function createLiveHistory({ newest, read, onError, throttleMs }: HistoryOptions): LiveHistory {
  const followers = new Set<Follower<HistoryNews>>();
  const changed = new Set<UploadId>();
  let missed = false;
  let timer: NodeJS.Timeout | undefined;
  let reading = false;
  let told = 0;

  function tell(news: HistoryNews): void {
    told += 1;
    for (const follower of followers) follower.onNews(news);
  }

  async function refresh(): Promise<void> {
    if (missed) {
      missed = false;
      changed.clear();
      return tell({ uploads: await newest(), whole: true });
    }
    const ids = [...changed];
    changed.clear();
    const uploads = (await Promise.all(ids.map(read))).filter((upload) => upload !== null);
    if (uploads.length > 0) tell({ uploads: mergeUploads([], uploads, uploads.length), whole: false });
  }

  function schedule(waitMs = throttleMs): void {
    if (followers.size === 0 || timer !== undefined || reading) return;
    timer = setTimeout(() => {
      timer = undefined;
      reading = true;
      let nextMs = throttleMs;
      refresh()
        .catch((error: unknown) => {
          missed = true;
          nextMs = 10 * throttleMs;
          onError(error);
        })
        .finally(() => {
          reading = false;
          if (missed || changed.size > 0) schedule(nextMs);
        });
    }, waitMs);
    timer.unref();
  }

  function leave(follower: Follower<HistoryNews>): void {
    followers.delete(follower);
    if (followers.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
    missed = false;
    changed.clear();
  }

  return {
    announce(id) {
      if (followers.size === 0) return;
      changed.add(id);
      schedule();
    },
    announceAll() {
      if (followers.size === 0) return;
      missed = true;
      schedule();
    },
    async follow(follower) {
      // Before it is read, so that what changes meanwhile is told too.
      followers.add(follower);
      const before = told;
      try {
        follower.onNews({ uploads: await newest(), whole: true });
        // What was told in between may be newer than what was read.
        if (told !== before) this.announceAll();
      } catch (error) {
        leave(follower);
        throw error;
      }
      return () => leave(follower);
    },
    close() {
      clearTimeout(timer);
      for (const follower of followers) follower.onEnd();
      followers.clear();
    },
  };
}
