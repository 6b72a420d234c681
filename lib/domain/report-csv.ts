import { csvText } from "./csv.ts";
import { itemStatus } from "./item-status.ts";
import type { UploadItem } from "./upload.ts";

const columns: readonly (readonly [name: string, of: (item: UploadItem) => string])[] = [
  ["Version", (item) => item.versionName],
  ["Status of the upload", itemStatus],
  ["Source path", (item) => item.sourcePath ?? ""],
  ["Destination path", (item) => item.targetPath ?? ""],
  ["Frames", (item) => item.frames],
  ["Version status", (item) => item.versionStatus],
  ["Task status", (item) => item.taskStatus],
  ["Department", (item) => item.department],
  ["Sequence", (item) => item.sequence],
  ["Shot", (item) => item.shot],
  ["Asset name", (item) => item.assetName],
  ["Extension", (item) => item.extension],
  ["Camera angle", (item) => item.camera ?? ""],
  ["Links", (item) => String(item.linkCount)],
  ["Bytes", (item) => String(item.bytes)],
  ["Warnings", (item) => item.warnings.join(" ")],
];

/** All items as CSV. */
export function itemsAsCsv(items: readonly UploadItem[]): string {
  return csvText([columns.map(([name]) => name), ...items.map((item) => columns.map(([, of]) => of(item)))]);
}
