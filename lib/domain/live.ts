import type { WorkState } from "./long-work.ts";
import type { Upload, UploadItem } from "./upload.ts";
import type { UploadType } from "./upload-type.ts";
import type { VersionsNews } from "./versions-news.ts";

/** What a page follows: "history", "upload:…", "preview:…" or "versions:project:type". */
export type Topic = "history" | `upload:${string}` | `preview:${string}` | `versions:${string}`;

/** News of one topic. The first news of an upload has all of its items, later ones those that changed. */
export type LiveEvent =
  | { topic: Topic; about: "upload"; upload: Upload; items: readonly UploadItem[]; whole: boolean }
  /** Uploads that changed, newest first; `whole`: the newest of all, for who begins to follow or may have missed some. */
  | { topic: Topic; about: "history"; uploads: readonly Upload[]; whole: boolean }
  | { topic: Topic; about: "preview"; work: WorkState }
  | ({ topic: Topic; about: "versions" } & VersionsNews)
  /** There is no such thing, or it is not this person's. */
  | { topic: Topic; about: "nothing" };

export const uploadTopic = (id: string): Topic => `upload:${id}`;
export const previewTopic = (id: string): Topic => `preview:${id}`;
export const versionsTopic = (project: string, type: UploadType): Topic => `versions:${project}:${type}`;

/** The items with the changed ones in their places, in their order. */
export function mergeItems(items: readonly UploadItem[], changed: readonly UploadItem[]): readonly UploadItem[] {
  if (changed.length === 0) return items;
  const byPosition = new Map(items.map((item) => [item.position, item]));
  for (const item of changed) byPosition.set(item.position, item);
  return [...byPosition.values()].sort((a, b) => a.position - b.position);
}

/** What is known of an upload. */
export interface KnownUpload {
  upload: Upload;
  items: readonly UploadItem[];
}

/**
 * What is known once news came: over a stream, from another tab or with the page itself, in whatever order. News that was
 * read before what is known already changes nothing.
 */
export function takeUploadNews(known: KnownUpload, news: KnownUpload & { whole: boolean }): KnownUpload {
  const { upload, items, whole } = news;
  if (newerUpload(upload, known.upload) !== upload) return known;
  return { upload, items: whole ? items : mergeItems(known.items, items) };
}

/** The one that knows more, if both are readings of one upload; else the first. */
export function newerUpload(upload: Upload, other: Upload | undefined): Upload {
  return other !== undefined && other.id === upload.id && other.asOf > upload.asOf ? other : upload;
}

/** The uploads with the changed ones put in, newest first, at most `most` of them. */
export function mergeUploads(uploads: readonly Upload[], changed: readonly Upload[], most: number): readonly Upload[] {
  const byId = new Map(uploads.map((upload) => [upload.id, upload]));
  for (const upload of changed) byId.set(upload.id, newerUpload(upload, byId.get(upload.id)));
  return [...byId.values()].sort((a, b) => b.submittedAt.localeCompare(a.submittedAt)).slice(0, most);
}

/** A list of uploads that was read anew, where some of them may be known better. */
export function newestKnown(uploads: readonly Upload[], known: readonly Upload[]): readonly Upload[] {
  const byId = new Map(known.map((upload) => [upload.id, upload]));
  return uploads.map((upload) => newerUpload(upload, byId.get(upload.id)));
}
