import { metadataOf, noteContent } from "#lib/domain/delivery-note";
import type { UploadId } from "#lib/domain/ids";
import { noteIdOf } from "#lib/domain/note-id";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { DeliveryNote, SystemContext } from "./context.ts";
import { sha256 } from "./plan-upload.ts";
import { type StatusWish, statusWishes } from "./status-wishes.ts";
import { isOver } from "./step-is-over.ts";
import { uploadEvent } from "./upload-event.ts";

/** Versions that are told in one go, and recorded after it. */
const versionsAtOnce = 25;

/**
 * Writes a note and metadata on each version of which something was linked, and sets statuses where the configuration
 * names some: by the artist's own ftrack user, else by the API user, naming the artist. Then calls for the report.
 * A repeat writes what is still missing. Throws AppError ftrack-unavailable or ftrack-refused.
 */
export async function tellFtrack(context: SystemContext, input: { uploadId: UploadId }): Promise<void> {
  const { uploads } = context.store;
  const upload = await uploads.get(input.uploadId);
  if (upload === null || isOver(upload, "ftrack")) return;
  const linked = (await uploads.items(upload.id)).filter(({ state }) => state === "linked");
  if (linked.length === 0) return finish(context, upload, null);
  await uploads.setStep(upload.id, "ftrack", {
    state: "running",
    attempts: upload.steps.ftrack.attempts + 1,
    at: context.now().toISOString(),
  });
  const authorId = await context.ftrack.userId(upload.actor.username);
  const { wishes, remarks } = await statusWishes(context, upload);
  const versions = [...Map.groupBy(linked, ({ versionId }) => versionId).values()];
  for (let from = 0; from < versions.length; from += versionsAtOnce) {
    const batch = versions.slice(from, from + versionsAtOnce);
    await tellVersions(context, upload, batch, { authorId, wishes });
  }
  await finish(context, upload, {
    versions: versions.length,
    author: authorId === null ? "api-user" : "artist",
    remarks,
  });
}

async function tellVersions(
  context: SystemContext,
  upload: Upload,
  versions: readonly UploadItem[][],
  { authorId, wishes }: { authorId: string | null; wishes: readonly StatusWish[] },
): Promise<void> {
  const { note, metadata } = context.configuration.ftrack;
  const { appUrl } = context;
  const notes = versions.flatMap((items): DeliveryNote[] => {
    const [first] = items;
    if (first === undefined) return [];
    const author = authorId === null ? "api-user" : "artist";
    return [
      {
        noteId: noteIdOf(upload.id, first.versionId, sha256),
        versionId: first.versionId,
        content: note ? noteContent({ upload, items, appUrl, author }) : "",
        metadata: metadata ? metadataOf({ upload, items, appUrl }) : {},
        setStatus: null,
      },
    ];
  });
  const { noteIds } = await context.ftrack.deliver(notes, authorId);
  for (const { of, onlyFrom, to } of wishes) {
    const changes = versions.flatMap(([first]) => {
      const entityId = of === "version" ? first?.versionId : first?.taskId;
      const told = notes.find(({ versionId }) => versionId === first?.versionId);
      return entityId && told
        ? [{ ...told, content: "", metadata: {}, setStatus: { of, entityId, onlyFrom, to } }]
        : [];
    });
    if (changes.length > 0) await context.ftrack.deliver(changes, authorId);
  }
  await context.store.transaction(async ({ uploads }) => {
    for (const { noteId, versionId } of notes) {
      if (!noteIds.includes(noteId)) continue;
      const positions = versions
        .flat()
        .filter((item) => item.versionId === versionId)
        .map(({ position }) => position);
      await uploads.setItems(upload.id, positions, { noteId });
    }
  });
}

/** `told` is null where there was nothing to tell. */
async function finish(
  context: SystemContext,
  upload: Upload,
  told: { versions: number; author: "artist" | "api-user"; remarks: readonly string[] } | null,
): Promise<void> {
  await context.store.transaction(async (records) => {
    if (told !== null) await records.audit.append(uploadEvent(upload, "ftrack-told", told));
    await records.uploads.setStep(upload.id, "ftrack", {
      state: told === null ? "skipped" : "done",
      error: null,
      at: context.now().toISOString(),
    });
    await records.jobs.enqueue({ step: "report", uploadId: upload.id });
  });
}
