import { sourceRootsFor } from "#lib/domain/delivery-roots";
import type { UploadId } from "#lib/domain/ids";
import type { Upload, UploadItem, UploadLink } from "#lib/domain/upload";
import { changedSources } from "./changed-sources.ts";
import type { SystemContext } from "./context.ts";
import { eachAtOnce } from "./each-at-once.ts";
import { type FolderGroup, groupByFolder, linkGroup } from "./link-group.ts";
import { createProgress } from "./link-progress.ts";
import { placesNow, statusesNow } from "./links-still-allowed.ts";

const foldersAtOnce = 4;

/**
 * Makes the links of an upload: statuses, destination and sources are looked at once more, then each target folder is
 * made whole or not at all. A folder's failure stays with its items. Throws where an outside system is down, so that
 * the queue tries again; a repeat takes up what is still waiting, and a repeat of a done step does nothing.
 */
export async function runLinks(context: SystemContext, input: { uploadId: UploadId }): Promise<void> {
  const { uploads } = context.store;
  const upload = await uploads.get(input.uploadId);
  if (upload === null || upload.steps.links.state === "done" || upload.steps.links.state === "failed") return;
  await uploads.setStep(upload.id, "links", {
    state: "running",
    attempts: upload.steps.links.attempts + 1,
    at: context.now().toISOString(),
  });
  await linkWaitingItems(context, upload);
  await finish(context, upload);
}

async function linkWaitingItems(context: SystemContext, upload: Upload): Promise<void> {
  const { uploads } = context.store;
  const items = await uploads.items(upload.id);
  const waiting = items.filter((item) => item.state === "waiting");
  if (waiting.length === 0) return;
  const fail = (failed: readonly UploadItem[], reason: string) =>
    uploads.setItems(upload.id, failed.map(positionOf), { state: "failed", reason });

  const place = await placesNow(context, upload);
  if ("refusal" in place) return fail(waiting, place.refusal);
  const reasons = await statusesNow(context, upload, waiting);
  for (const item of waiting) {
    const reason = reasons.get(item.position);
    if (reason !== undefined) await fail([item], reason);
  }
  const allowed = waiting.filter((item) => !reasons.has(item.position));

  const linked = items.filter((item) => item.state === "linked").reduce((sum, item) => sum + item.linkCount, 0);
  const progress = createProgress(linked, (done) => uploads.setLinksDone(upload.id, done));
  const roots = sourceRootsFor(context.configuration, upload.project.name);
  const work = async (group: FolderGroup) => {
    const links = await uploads.links(upload.id, group.items.map(positionOf));
    const changed = await changedSources(context.files, group.items, links, roots);
    for (const { item, reason } of changed) await fail([item], reason);
    const items = group.items.filter((item) => !changed.some((one) => one.item === item));
    if (items.length === 0) return;
    await linkGroup(context, { upload, place, folder: group.folder, items, links: linksOf(items, links) }, progress);
  };
  try {
    await eachAtOnce(groupByFolder(allowed), foldersAtOnce, work);
  } finally {
    await progress.flush();
  }
}

function linksOf(items: readonly UploadItem[], links: ReadonlyMap<number, readonly UploadLink[]>): UploadLink[] {
  return items.flatMap((item) => links.get(item.position) ?? []);
}

/** What came of it, its audit event and the next jobs are written together. */
async function finish(context: SystemContext, upload: Upload): Promise<void> {
  const items = await context.store.uploads.items(upload.id);
  const linked = items.filter((item) => item.state === "linked");
  const failed = items.filter((item) => item.state === "failed");
  const { username, name, email } = upload.actor;
  await context.store.transaction(async (records) => {
    const event = {
      actor: { username, name, email },
      address: null,
      subject: { type: "upload", id: upload.id, label: `${upload.project.name}: ${upload.destination}` },
    } as const;
    if (linked.length > 0) {
      const links = linked.reduce((sum, item) => sum + item.linkCount, 0);
      await records.audit.append({ ...event, kind: "links-made", details: { items: linked.length, links } });
    }
    if (failed.length > 0) {
      const reasons = failed.slice(0, 20).map(({ versionName, reason }) => ({ versionName, reason }));
      await records.audit.append({ ...event, kind: "links-failed", details: { items: failed.length, reasons } });
    }
    await records.uploads.setStep(upload.id, "links", {
      state: linked.length === 0 && failed.length > 0 ? "failed" : "done",
      error: linked.length === 0 ? (failed[0]?.reason ?? null) : null,
      at: context.now().toISOString(),
    });
    await records.jobs.enqueue({ step: "ftrack", uploadId: upload.id });
    await records.jobs.enqueue(
      { step: "report", uploadId: upload.id },
      { startAfterSeconds: context.configuration.report.waitForFtrackMinutes * 60 },
    );
  });
}

function positionOf(item: UploadItem): number {
  return item.position;
}
