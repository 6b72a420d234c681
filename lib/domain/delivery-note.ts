import { uploadLink } from "./make-report.ts";
import type { Upload, UploadItem } from "./upload.ts";
import { uploadTypeLabel } from "./upload-type.ts";

type NotedUpload = Pick<
  Upload,
  "id" | "uploadType" | "actor" | "comment" | "submittedAt" | "destination" | "cancelled" | "counts"
>;
type NotedItem = Pick<UploadItem, "targetPath" | "frames" | "camera">;

/**
 * The text of the note on one version, in plain words. `items` are the version's items that were linked;
 * `author` says under whose name it stands in ftrack, since the API user's note must name the artist.
 */
export function noteContent({
  upload,
  items,
  appUrl,
  author,
}: {
  upload: NotedUpload;
  items: readonly NotedItem[];
  /** The program's own address, without a slash at the end. */
  appUrl: string;
  author: "artist" | "api-user";
}): string {
  const { name, username } = upload.actor;
  const by = author === "artist" ? name : `${name} (${username}), who has no ftrack user of that name`;
  return [
    `${uploadTypeLabel[upload.uploadType]} upload by ${by}.`,
    ...items.map(itemLine),
    ...(upload.comment.trim() === "" ? [] : [`Comment: ${upload.comment.trim()}`]),
    ...cancelLine(upload),
    uploadLink(appUrl, upload.id),
  ].join("\n");
}

function cancelLine({ cancelled, counts }: NotedUpload): string[] {
  if (cancelled === null || counts.cancelled === 0) return [];
  return [`${cancelled.by.name} cancelled the upload before all of it was linked.`];
}

function itemLine({ targetPath, frames, camera }: NotedItem): string {
  const more = [camera, frames === "" ? null : `frames ${frames}`].filter((part) => part !== null).join(", ");
  return `${targetPath ?? ""}${more === "" ? "" : ` (${more})`}`;
}

/** Metadata of a version's last upload; written again by the next one. */
export function metadataOf({
  upload,
  items,
  appUrl,
}: {
  upload: NotedUpload;
  items: readonly NotedItem[];
  appUrl: string;
}): Record<string, string> {
  return {
    compout_upload_id: upload.id,
    compout_upload_type: upload.uploadType,
    compout_upload_at: upload.submittedAt,
    compout_upload_by: upload.actor.username,
    compout_upload_destination: upload.destination,
    compout_upload_paths: items.flatMap(({ targetPath }) => targetPath ?? []).join("\n"),
    compout_upload_link: uploadLink(appUrl, upload.id),
  };
}
