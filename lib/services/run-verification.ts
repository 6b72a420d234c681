import type { Person } from "#lib/domain/actor";
import type { UploadId } from "#lib/domain/ids";
import type { UploadCheck } from "#lib/domain/upload";
import { appErrorOf } from "./app-error.ts";
import { checkLinks } from "./check-links.ts";
import type { SystemContext } from "./context.ts";
import { isOver } from "./step-is-over.ts";
import { uploadEvent } from "./upload-event.ts";

/**
 * Does what `verifyUpload` asked for, and records what was found. Storage that does not answer is a finding of its own: who
 * asked is told so at once.
 */
export async function runVerification(
  context: SystemContext,
  input: { uploadId: UploadId; by: Person; signal?: AbortSignal },
): Promise<void> {
  const { store, now } = context;
  const upload = await store.uploads.get(input.uploadId);
  if (upload === null || !isOver(upload, "links")) return;
  const found = await checkLinks(context, upload, input.signal).catch((error: unknown) => {
    const expected = appErrorOf(error);
    if (expected?.code !== "storage-failed") throw error;
    return noAnswer(upload.destination, expected.message, upload.linksDone);
  });
  const check: UploadCheck = { at: now().toISOString(), by: input.by, ...found };
  await store.transaction(async (records) => {
    await records.checks.add(upload.id, check);
    const { links, counts } = check;
    await records.audit.append({ ...uploadEvent(upload, "upload-checked", { links, counts }), actor: input.by });
  });
}

function noAnswer(path: string, detail: string, links: number): Pick<UploadCheck, "links" | "counts" | "findings"> {
  return { links, counts: { unreadable: links }, findings: [{ kind: "unreadable", position: 0, path, detail }] };
}
