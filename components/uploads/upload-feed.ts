import type { UploadItem } from "#lib/domain/upload";

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
