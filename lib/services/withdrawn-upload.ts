import type { AuditKind, RecordedAuditEvent } from "#lib/domain/audit";
import type { UploadId } from "#lib/domain/ids";
import type { Upload, Withdrawal } from "#lib/domain/upload";
import type { SystemContext } from "./context.ts";

export type WithdrawnUpload = Upload & { withdrawal: Withdrawal };

/** The upload with its withdrawal as recorded now; null where nobody has asked for one. */
export async function withdrawnUpload(
  { store }: Pick<SystemContext, "store">,
  id: UploadId,
): Promise<WithdrawnUpload | null> {
  const upload = await store.uploads.get(id);
  const withdrawal = upload?.withdrawal ?? null;
  return upload === null || withdrawal === null ? null : { ...upload, withdrawal };
}

/** What the audit has of a withdrawal already, by its `askedAt`: one that is asked for again begins anew. */
export async function recordedOf(
  { store }: Pick<SystemContext, "store">,
  { id, withdrawal }: WithdrawnUpload,
  kind: AuditKind,
): Promise<RecordedAuditEvent | null> {
  const { events } = await store.audit.list({ kinds: [kind], subjectId: id }, { offset: 0, limit: 50 });
  return events.find(({ details }) => details.askedAt === withdrawal.askedAt) ?? null;
}
