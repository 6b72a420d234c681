import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import { leaseOf } from "#lib/domain/lease-name";
import { counted, listedFew, verb } from "#lib/domain/sentences";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { DeliveryRefusal } from "#lib/services/ports/ftrack";
import type { Lease, StepOutcome } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";
import { finishWith } from "./finish-upload.ts";
import { type StatusWish, statusWishes } from "./status-wishes.ts";
import { failUnder } from "./step-failed.ts";
import { isOver } from "./step-is-over.ts";
import { underLease } from "./under-lease.ts";
import { uploadEvent } from "./upload-event.ts";
import { versionNotes } from "./version-notes.ts";

/** Versions that are told in one go, and recorded after it. */
const versionsAtOnce = 25;

/**
 * Writes a note and metadata on each version of which something was linked, and sets statuses where the configuration
 * names some: by the artist's own ftrack user, else by the API user, naming the artist. Then calls for the report.
 * A repeat writes what is still missing. What ftrack refuses for good on some versions stops no other and ends the step
 * as failed, with the reason. Throws AppError ftrack-unavailable or ftrack-refused where a later try may help.
 */
export function tellFtrack(context: SystemContext, input: { uploadId: UploadId }): Promise<StepOutcome> {
  return underLease(context, leaseOf(input.uploadId, "ftrack"), async (lease) => {
    const { uploads } = context.store;
    const upload = await uploads.get(input.uploadId);
    if (upload === null || isOver(upload, "ftrack")) return "over";
    const linked = (await uploads.items(upload.id)).filter(({ state }) => state === "linked");
    if (linked.length === 0) await finish(context, lease, upload, null);
    else await tell(context, lease, upload, linked);
    return "over";
  });
}

async function tell(
  context: SystemContext,
  lease: Lease,
  upload: Upload,
  linked: readonly UploadItem[],
): Promise<void> {
  const begun = {
    state: "running",
    attempts: upload.steps.ftrack.attempts + 1,
    at: context.now().toISOString(),
  } as const;
  await context.store.transaction(({ uploads }) => uploads.setStep(upload.id, "ftrack", begun), { lease });
  const authorId = await context.ftrack.userId(upload.actor.username);
  const { wishes, remarks } = await statusWishes(context, upload);
  const versions = [...Map.groupBy(linked, ({ versionId }) => versionId).values()];
  const refusals: DeliveryRefusal[] = [];
  for (let from = 0; from < versions.length; from += versionsAtOnce) {
    const batch = versions.slice(from, from + versionsAtOnce);
    refusals.push(...(await tellVersions(context, lease, upload, batch, { authorId, wishes })));
  }
  if (refusals.length > 0) {
    const sentence = refusalSentence(refusals, versions);
    if (refusals.some(({ final }) => !final)) throw new AppError("ftrack-refused", sentence);
    return failUnder(context, lease, { uploadId: upload.id, step: "ftrack", sentence, final: true });
  }
  await finish(context, lease, upload, {
    versions: versions.length,
    author: authorId === null ? "api-user" : "artist",
    remarks,
  });
}

async function tellVersions(
  context: SystemContext,
  lease: Lease,
  upload: Upload,
  versions: readonly UploadItem[][],
  { authorId, wishes }: { authorId: string | null; wishes: readonly StatusWish[] },
): Promise<DeliveryRefusal[]> {
  const author = authorId === null ? "api-user" : "artist";
  const told = versions.flatMap((items) => versionNotes(context, upload, items, author));
  const notes = told.map(({ note }) => note);
  await lease.check();
  const { noteIds, refusals } = await context.ftrack.deliver(notes, authorId);
  const all = [...refusals];
  for (const { of, onlyFrom, to } of wishes) {
    const changes = versions.flatMap(([first]) => {
      const entityId = of === "version" ? first?.versionId : first?.taskId;
      const note = notes.find(({ versionId }) => versionId === first?.versionId);
      return entityId && note
        ? [{ ...note, content: "", metadata: {}, setStatus: { of, entityId, onlyFrom, to } }]
        : [];
    });
    if (changes.length === 0) continue;
    await lease.check();
    all.push(...(await context.ftrack.deliver(changes, authorId)).refusals);
  }
  await context.store.transaction(
    async ({ uploads }) => {
      for (const { note, positions } of told) {
        if (noteIds.includes(note.noteId)) await uploads.setItems(upload.id, positions, { noteId: note.noteId });
      }
    },
    { lease },
  );
  return all;
}

function refusalSentence(refusals: readonly DeliveryRefusal[], versions: readonly UploadItem[][]): string {
  const refused = new Set(refusals.map(({ versionId }) => versionId));
  const names = versions.flatMap(([first]) => (first && refused.has(first.versionId) ? [first.versionName] : []));
  const reasons = [...new Set(refusals.map(({ sentence }) => sentence))].slice(0, 3);
  const others = versions.length - names.length;
  const rest = others === 0 ? [] : [`The other ${counted(others, "version")} ${verb(others, "was", "were")} told.`];
  return [`ftrack was not told of ${listedFew(names)}.`, ...reasons, ...rest].join(" ");
}

/** `told` is null where there was nothing to tell. */
async function finish(
  context: SystemContext,
  lease: Lease,
  upload: Upload,
  told: { versions: number; author: "artist" | "api-user"; remarks: readonly string[] } | null,
): Promise<void> {
  await context.store.transaction(
    async (records) => {
      if (told !== null) await records.audit.append(uploadEvent(upload, "ftrack-told", told));
      await records.uploads.setStep(upload.id, "ftrack", {
        state: told === null ? "skipped" : "done",
        error: null,
        at: context.now().toISOString(),
      });
      await records.jobs.enqueue({ step: "report", uploadId: upload.id });
      await finishWith(records, context.now(), upload.id);
    },
    { lease },
  );
}
