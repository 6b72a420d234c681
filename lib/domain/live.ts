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

/** The uploads with the changed ones put in, newest first, at most `most` of them. */
export function mergeUploads(uploads: readonly Upload[], changed: readonly Upload[], most: number): readonly Upload[] {
  const byId = new Map([...uploads, ...changed].map((upload) => [upload.id, upload]));
  return [...byId.values()].sort((a, b) => b.submittedAt.localeCompare(a.submittedAt)).slice(0, most);
}
