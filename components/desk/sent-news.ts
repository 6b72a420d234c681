import type { Upload } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";

/** What news of uploads was heard of, so that only what may change a badge is asked for. */
export interface HeardUploads {
  project: string;
  /** ISO 8601, UTC: when the rows were read. */
  readAt: string;
  /** Each upload, and where it stood. */
  stood: Map<string, string>;
}

export function hearFrom(project: string, readAt: string): HeardUploads {
  return { project, readAt, stood: new Map() };
}

/**
 * Whether news of uploads may change what the rows say, and notes it. Of the newest uploads of all, which come at the
 * beginning and after a gap, those that were over when the rows were read are no news.
 */
export function mayChangeRows(heard: HeardUploads, news: { uploads: readonly Upload[]; whole: boolean }): boolean {
  let may = false;
  for (const upload of news.uploads) {
    if (upload.project.id !== heard.project) continue;
    const stands = `${uploadState(upload).label} ${JSON.stringify(upload.counts)}`;
    const before = heard.stood.get(upload.id);
    heard.stood.set(upload.id, stands);
    if (before === stands) continue;
    may ||= before !== undefined || !news.whole || isNewer(upload, heard.readAt);
  }
  return may;
}

function isNewer({ finishedAt, withdrawal }: Upload, readAt: string): boolean {
  return finishedAt === null || finishedAt >= readAt || (withdrawal !== null && withdrawal.at >= readAt);
}
