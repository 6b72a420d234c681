import { metadataOf, noteContent } from "#lib/domain/delivery-note";
import { noteIdOf } from "#lib/domain/note-id";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { DeliveryNote } from "#lib/services/ports/ftrack";
import type { SystemContext } from "./context.ts";
import { sha256 } from "./plan-upload.ts";

/** A note, and the items of its version that it tells of. */
export interface VersionNote {
  note: DeliveryNote;
  positions: readonly number[];
}

/**
 * What is written on one version of which something was linked. A retry may link more of a version that was told of
 * before: its note stands, so that a second one says the rest.
 */
export function versionNotes(
  { configuration, appUrl }: Pick<SystemContext, "configuration" | "appUrl">,
  upload: Upload,
  items: readonly UploadItem[],
  author: "artist" | "api-user",
): VersionNote[] {
  const [first] = items;
  if (first === undefined) return [];
  const { versionId } = first;
  const { note, metadata } = configuration.ftrack;
  const told = items.filter(({ noteId }) => noteId !== null);
  const rest = told.length === 0 ? [] : items.filter(({ noteId }) => noteId === null);
  const noteOf = (of: string, about: readonly UploadItem[], values: DeliveryNote["metadata"]): VersionNote => ({
    note: {
      noteId: noteIdOf(of, versionId, sha256),
      versionId,
      content: note ? noteContent({ upload, items: about, appUrl, author }) : "",
      metadata: values,
      setStatus: null,
    },
    positions: about.map(({ position }) => position),
  });
  const all = noteOf(
    upload.id,
    rest.length === 0 ? items : told,
    metadata ? metadataOf({ upload, items, appUrl }) : {},
  );
  return rest.length === 0 ? [all] : [all, noteOf(`${upload.id}.${upload.round}`, rest, {})];
}
