import { sentenceOf } from "#lib/domain/errors";
import type { UploadId, WorkId } from "#lib/domain/ids";
import type { Log, Store, WorkRecords } from "#lib/services/context";
import { createLiveHistory, type LiveHistory } from "./live-history.ts";
import { createLivePreviews, type LivePreviews } from "./live-previews.ts";
import { createLiveUploads, type LiveUploads } from "./live-uploads.ts";

/** What pages can follow while it changes. */
export interface Live {
  uploads: LiveUploads;
  history: LiveHistory;
  previews: LivePreviews;
  /** Something about this upload changed. */
  onUpload(id: UploadId): void;
  onPreview(id: WorkId): void;
  /** Announcements may have been missed. */
  onMissed(): void;
  close(): void;
}

/** How many of the newest uploads one who begins to look at the history gets. */
const newestUploads = 50;

export function createLive({ store, previews, log }: { store: Store; previews: WorkRecords; log: Log }): Live {
  const onError = (error: unknown) => log.warn({ error: sentenceOf(error) }, "what people follow could not be read");
  const uploads = createLiveUploads({
    read: (id) => store.uploads.withItems(id),
    onError,
    throttleMs: 250,
    pollMs: 10_000,
    settledPollMs: 60_000,
  });
  const history = createLiveHistory({
    newest: async () => (await store.uploads.list({}, { offset: 0, limit: newestUploads })).uploads,
    read: (id) => store.uploads.get(id),
    onError,
    throttleMs: 500,
  });
  const livePreviews = createLivePreviews(previews, { onError, throttleMs: 250, pollMs: 5_000 });
  return {
    uploads,
    history,
    previews: livePreviews,
    onUpload(id) {
      uploads.announce(id);
      history.announce(id);
    },
    onPreview: (id) => livePreviews.announce(id),
    onMissed() {
      uploads.announceAll();
      history.announceAll();
      livePreviews.announceAll();
    },
    close() {
      uploads.close();
      history.close();
      livePreviews.close();
    },
  };
}
