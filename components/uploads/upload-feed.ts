import type { Upload, UploadItem } from "#lib/domain/upload";

/** What an event of the upload's stream holds: the upload, and the items that changed since the last event. */
export interface UploadNews {
  upload: Upload;
  items: readonly UploadItem[];
}

/**
 * Parses the data of one event of our own server, which checked it when it was written; null where it is none, as
 * when a proxy answers in the server's place.
 */
export function parseUploadNews(data: string): UploadNews | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    return null;
  }
  const whole =
    typeof parsed === "object" &&
    parsed !== null &&
    "upload" in parsed &&
    typeof parsed.upload === "object" &&
    parsed.upload !== null &&
    "steps" in parsed.upload &&
    "items" in parsed &&
    Array.isArray(parsed.items);
  return whole ? (parsed as UploadNews) : null;
}

/** The items with the changed ones in their places, in their order. */
export function mergeItems(items: readonly UploadItem[], changed: readonly UploadItem[]): readonly UploadItem[] {
  if (changed.length === 0) return items;
  const byPosition = new Map(items.map((item) => [item.position, item]));
  for (const item of changed) byPosition.set(item.position, item);
  return [...byPosition.values()].sort((a, b) => a.position - b.position);
}

/** Whether an item needs somebody's eye: it failed, it was left out, or it went through with a warning. */
export function isProblem(item: UploadItem): boolean {
  return item.state === "failed" || item.state === "left-out" || item.warnings.length > 0;
}

/** Whether an item has `text` in its names or paths, in any case. */
export function hasText(item: UploadItem, text: string): boolean {
  const needle = text.trim().toLowerCase();
  if (needle === "") return true;
  const fields = [item.versionName, item.sequence, item.shot, item.assetName, item.department, item.sourcePath];
  return [...fields, item.targetPath].some((field) => field?.toLowerCase().includes(needle));
}
