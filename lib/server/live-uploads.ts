import type { UploadId } from "#lib/domain/ids";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";
import { createLiveRooms, type LiveRooms } from "./live-rooms.ts";

/** An upload, and those of its items that changed since the last news: all of them where it is whole. */
export interface UploadNews {
  upload: Upload;
  items: readonly UploadItem[];
  whole: boolean;
}

export type LiveUploads = LiveRooms<UploadId, UploadNews>;

export interface LiveOptions {
  read(id: UploadId): Promise<{ upload: Upload; items: readonly UploadItem[] } | null>;
  onError(error: unknown): void;
  /** Milliseconds between two readings of one upload, at least. */
  throttleMs: number;
  /** Milliseconds after which an unfinished upload is read without an announcement. */
  pollMs: number;
  /** The same for one of which nothing goes on: it may still be withdrawn, checked or tried again. */
  settledPollMs: number;
}

/** Uploads that somebody follows. */
export function createLiveUploads({ read, pollMs, settledPollMs, ...options }: LiveOptions): LiveUploads {
  return createLiveRooms({
    ...options,
    async read(id: UploadId) {
      const found = await read(id);
      return found && { ...found, texts: textsOf(found.items), text: JSON.stringify({ ...found.upload, asOf: 0 }) };
    },
    whole: ({ upload, items }): UploadNews => ({ upload, items, whole: true }),
    change(before, { upload, items, texts, text }) {
      const changed = items.filter(({ position }) => before.texts.get(position) !== texts.get(position));
      return changed.length === 0 && before.text === text ? null : { upload, items: changed, whole: false };
    },
    rereadMs: ({ upload }) => (uploadState(upload).settled ? settledPollMs : pollMs),
  });
}

/** Each item as text, to tell which changed. */
function textsOf(items: readonly UploadItem[]): ReadonlyMap<number, string> {
  return new Map(items.map((item) => [item.position, JSON.stringify(item)]));
}
