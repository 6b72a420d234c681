import { newerUpload, newestKnown } from "#lib/domain/live";
import type { Upload } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";

/** What a page of the history shows, and which news it has heard that it does not show. */
export interface ShownHistory {
  /** As the server gave them. */
  given: readonly Upload[];
  uploads: readonly Upload[];
  /** Uploads that are not on this page, each in a state that it is known not to be on it for. */
  elsewhere: ReadonlySet<string>;
  /** How often news told of an upload that may belong on this page, which only the server can say. */
  stale: number;
}

/** A page as the server gave it; what is known better, or known not to be on it, stays known. */
export function showHistory(given: readonly Upload[], before?: ShownHistory): ShownHistory {
  const uploads = newestKnown(given, before?.uploads ?? []);
  return { given, uploads, elsewhere: before?.elsewhere ?? new Set(), stale: before?.stale ?? 0 };
}

/**
 * Puts news into a page. An upload that is not on it makes it stale once in each of its states. Where the page begins to
 * follow, uploads that are older than the page are not news.
 */
export function takeHistoryNews(
  shown: ShownHistory,
  news: { uploads: readonly Upload[]; whole: boolean },
  readAt: string,
): ShownHistory {
  const here = new Set(shown.uploads.map(({ id }) => id));
  const changed = new Map(news.uploads.map((upload) => [upload.id, upload]));
  const unknown = news.uploads.filter((upload) => !here.has(upload.id) && !shown.elsewhere.has(keyOf(upload)));
  const isStale = unknown.some(({ submittedAt }) => !news.whole || submittedAt >= readAt);
  return {
    given: shown.given,
    uploads: shown.uploads.map((upload) => newerUpload(changed.get(upload.id) ?? upload, upload)),
    elsewhere: new Set([...shown.elsewhere, ...unknown.map(keyOf)]),
    stale: shown.stale + (isStale ? 1 : 0),
  };
}

/** A filter may go by state, so that an upload comes onto a page, or leaves it, with another state. */
function keyOf(upload: Upload): string {
  return `${upload.id} ${uploadState(upload).label}`;
}
