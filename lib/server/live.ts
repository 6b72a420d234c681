import type { Project } from "#lib/domain/deliverable";
import { sentenceOf } from "#lib/domain/errors";
import type { UploadId, WorkId } from "#lib/domain/ids";
import { changedVersions } from "#lib/services/changed-versions";
import type { Log, SystemContext } from "#lib/services/context";
import { findProject } from "#lib/services/find-project";
import type { Store, WorkRecords } from "#lib/services/ports/store";
import { createFacetCache } from "./facet-cache.ts";
import { createLiveHistory, type LiveHistory } from "./live-history.ts";
import { createLivePreviews, type LivePreviews } from "./live-previews.ts";
import { createLiveUploads, type LiveUploads } from "./live-uploads.ts";
import { createLiveVersions, type LiveVersions } from "./live-versions.ts";

/** What pages can follow while it changes. */
export interface Live {
  uploads: LiveUploads;
  history: LiveHistory;
  previews: LivePreviews;
  versions: LiveVersions;
  /** Something about this upload changed. */
  onUpload(id: UploadId): void;
  onPreview(id: WorkId): void;
  /** Announcements may have been missed. */
  onMissed(): void;
  close(): void;
}

/** How many of the newest uploads one who begins to look at the history gets. */
const newestUploads = 50;

interface LiveParts {
  store: Store;
  previews: WorkRecords;
  log: Log;
  /** ftrack and the settings in force, once they are needed. */
  outside(): Pick<SystemContext, "ftrack" | "configuration" | "now">;
}

export function createLive({ store, previews, log, outside }: LiveParts): Live {
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
  const projects = createFacetCache<Project>(60_000, () => performance.now());
  const versions = createLiveVersions({
    listen: (listener) => outside().ftrack.listen(listener),
    read: async ({ project, ...touched }) =>
      changedVersions(outside(), {
        project: await projects.get(project, () => findProject(outside(), project)),
        ...touched,
      }),
    now: () => outside().now(),
    onError,
    gatherMs: 300,
    lingerMs: 60_000,
  });
  return {
    uploads,
    history,
    previews: livePreviews,
    versions,
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
      versions.close();
    },
  };
}
