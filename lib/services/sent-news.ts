import { type SentNews, sentFor } from "#lib/domain/already-sent";
import type { ProjectId } from "#lib/domain/ids";
import type { UploadType } from "#lib/domain/upload-type";
import type { Context } from "./context.ts";

/** Milliseconds by which clocks may differ, and for which a transaction may be on its way. */
const overlapMs = 15_000;

/** What uploads did with the deliverables of a project about which something may have changed since then. */
export async function sentNews(
  context: Context,
  input: { project: ProjectId; uploadType: UploadType; since: Date },
): Promise<SentNews> {
  const { uploads } = context.store;
  const readAt = context.now().toISOString();
  const touched = await uploads.touchedSince(input.project, new Date(input.since.getTime() - overlapMs));
  const marks = await uploads.sentOf(touched);
  return { readAt, views: touched.map((id) => [id, sentFor(marks.get(id), input.uploadType)] as const) };
}
