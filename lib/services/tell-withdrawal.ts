import { AppError } from "#lib/domain/errors";
import { uploadLink } from "#lib/domain/make-report";
import { noteIdOf } from "#lib/domain/note-id";
import { listedFew } from "#lib/domain/sentences";
import type { UploadItem } from "#lib/domain/upload";
import { withdrawalMetadata, withdrawalNote } from "#lib/domain/withdrawal";
import type { DeliveryNote, DeliveryRefusal } from "#lib/services/ports/ftrack";
import type { Lease } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";
import { sha256 } from "./plan-upload.ts";
import { uploadEvent } from "./upload-event.ts";
import { recordedOf, type WithdrawnUpload } from "./withdrawn-upload.ts";

const versionsAtOnce = 25;

/** `remarks`: what ftrack refused for good, in sentences. */
export interface ToldOfWithdrawal {
  remarks: readonly string[];
}

/**
 * Writes a note and metadata on each version of which links were withdrawn, by the ftrack user of who withdrew them, else
 * by the API user. The note's id is derived from upload and version: a repeat can't double it.
 * Throws AppError ftrack-unavailable or ftrack-refused where a later try may help.
 */
export async function tellWithdrawal(
  context: SystemContext,
  lease: Lease,
  upload: WithdrawnUpload,
): Promise<ToldOfWithdrawal> {
  const { store, ftrack } = context;
  const { by } = upload.withdrawal;
  const items = (await store.uploads.items(upload.id)).filter(({ state }) => state === "withdrawn");
  const versions = [...Map.groupBy(items, ({ versionId }) => versionId).values()];
  const authorId = versions.length === 0 ? null : await ftrack.userId(by.username);
  const refusals: DeliveryRefusal[] = [];
  for (let from = 0; from < versions.length; from += versionsAtOnce) {
    const some = versions.slice(from, from + versionsAtOnce);
    await lease.check();
    const notes = some.flatMap((one) => noteOf(context, upload, one, authorId === null ? "api-user" : "person"));
    refusals.push(...(await ftrack.deliver(notes, authorId)).refusals);
  }
  const remarks = remarksOf(refusals, versions);
  const kind = remarks.length === 0 ? "ftrack-told" : "ftrack-failed";
  if (refusals.some(({ final }) => !final)) throw new AppError("ftrack-refused", remarks.join(" "));
  if (await recordedOf(context, upload, kind)) return { remarks };
  const { askedAt } = upload.withdrawal;
  await store.transaction(
    async (records) => {
      await records.withdrawals.set(upload.id, { ftrackTold: remarks.length === 0 });
      const details = { askedAt, versions: versions.length, ...(remarks.length > 0 ? { remarks } : {}) };
      await records.audit.append({ ...uploadEvent(upload, kind, details), actor: by });
    },
    { lease },
  );
  return { remarks };
}

function noteOf(
  { configuration, appUrl }: SystemContext,
  upload: WithdrawnUpload,
  items: readonly UploadItem[],
  author: "person" | "api-user",
): DeliveryNote[] {
  const [first] = items;
  if (first === undefined) return [];
  const { note, metadata } = configuration.ftrack;
  const { timeZone } = configuration.report;
  const content = withdrawalNote({ upload, items, author, link: uploadLink(appUrl, upload.id), timeZone });
  return [
    {
      noteId: noteIdOf(`${upload.id}.withdrawn`, first.versionId, sha256),
      versionId: first.versionId,
      content: note ? content : "",
      metadata: metadata ? withdrawalMetadata(upload) : {},
      setStatus: null,
    },
  ];
}

function remarksOf(refusals: readonly DeliveryRefusal[], versions: readonly UploadItem[][]): string[] {
  if (refusals.length === 0) return [];
  const refused = new Set(refusals.map(({ versionId }) => versionId));
  const names = versions.flatMap(([first]) => (first && refused.has(first.versionId) ? [first.versionName] : []));
  const reasons = [...new Set(refusals.map(({ sentence }) => sentence))].slice(0, 3);
  return [`ftrack was not told that ${listedFew(names)} was withdrawn.`, ...reasons];
}
