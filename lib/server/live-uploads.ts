import type { UploadId } from "#lib/domain/ids";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";

/** An upload, and those of its items that changed since the last news: all of them in the first. */
export interface UploadNews {
  upload: Upload;
  items: readonly UploadItem[];
}

interface UploadFollower {
  onNews(news: UploadNews): void;
  /** No more news will come: the server stops. */
  onEnd(): void;
}

/** Brings changes of uploads to all who follow them; each upload's rows are read once for all of them. */
export interface LiveUploads {
  /** Something of this upload changed. */
  announce(id: UploadId): void;
  /** Announcements may have been missed. */
  announceAll(): void;
  /** Gives the first news before it returns the function that ends following; null where there is no such upload. */
  follow(id: UploadId, follower: UploadFollower): Promise<(() => void) | null>;
  close(): void;
}

export interface LiveOptions {
  read(id: UploadId): Promise<UploadNews | null>;
  onError(error: unknown): void;
  /** Milliseconds between two readings of one upload, at least. */
  throttleMs: number;
  /** Milliseconds after which an unfinished upload is read without an announcement. */
  pollMs: number;
}

interface Room {
  followers: Set<UploadFollower>;
  latest: UploadNews;
  /** Each item as text, to tell which changed. */
  texts: Map<number, string>;
  readAt: number;
  reading: boolean;
  timer: NodeJS.Timeout | undefined;
}

export function createLiveUploads(options: LiveOptions): LiveUploads {
  const rooms = new Map<UploadId, Room>();

  async function refresh(id: UploadId, room: Room): Promise<void> {
    room.readAt = performance.now();
    const news = await options.read(id);
    if (news === null || rooms.get(id) !== room) return;
    const changed = news.items.filter((item) => {
      const text = JSON.stringify(item);
      if (room.texts.get(item.position) === text) return false;
      room.texts.set(item.position, text);
      return true;
    });
    if (changed.length === 0 && JSON.stringify(news.upload) === JSON.stringify(room.latest.upload)) return;
    room.latest = news;
    for (const follower of room.followers) follower.onNews({ upload: news.upload, items: changed });
  }

  function schedule(id: UploadId, room: Room, waitMs: number): void {
    clearTimeout(room.timer);
    room.timer = setTimeout(() => {
      // One after the other, so that an older reading never comes in last.
      if (room.reading) return schedule(id, room, options.throttleMs);
      room.timer = undefined;
      room.reading = true;
      refresh(id, room)
        .catch(options.onError)
        .finally(() => {
          room.reading = false;
          if (rooms.get(id) === room && room.timer === undefined) rest(id, room);
        });
    }, waitMs);
    room.timer.unref();
  }

  /** Until the next announcement an unfinished upload is read now and then, for announcements can be lost. */
  function rest(id: UploadId, room: Room): void {
    if (!uploadState(room.latest.upload).finished) schedule(id, room, options.pollMs);
  }

  function announce(id: UploadId): void {
    const room = rooms.get(id);
    if (room === undefined) return;
    schedule(id, room, Math.max(0, room.readAt + options.throttleMs - performance.now()));
  }

  function leave(id: UploadId, room: Room, follower: UploadFollower): void {
    room.followers.delete(follower);
    if (room.followers.size > 0) return;
    clearTimeout(room.timer);
    if (rooms.get(id) === room) rooms.delete(id);
  }

  return {
    announce,
    announceAll() {
      for (const id of rooms.keys()) announce(id);
    },
    async follow(id, follower) {
      const news = await options.read(id);
      if (news === null) return null;
      const room = rooms.get(id) ?? newRoom(news);
      rooms.set(id, room);
      room.followers.add(follower);
      // What the room knows, which later news build on, even where this reading is newer.
      follower.onNews(room.latest);
      announce(id);
      return () => leave(id, room, follower);
    },
    close() {
      for (const room of rooms.values()) {
        clearTimeout(room.timer);
        for (const follower of room.followers) follower.onEnd();
      }
      rooms.clear();
    },
  };
}

function newRoom(news: UploadNews): Room {
  return {
    followers: new Set(),
    latest: news,
    texts: new Map(news.items.map((item) => [item.position, JSON.stringify(item)])),
    readAt: performance.now(),
    reading: false,
    timer: undefined,
  };
}
