import type { Upload } from "#lib/domain/upload";
import { zonedTime } from "#lib/domain/zoned-time";
import type { Lease, SystemContext } from "./context.ts";
import { groupByFolder, takeBackGroup } from "./link-group.ts";
import { placeNow } from "./links-still-allowed.ts";

/**
 * Ends what still waits of an upload that was cancelled. Folders that an earlier try was about are taken back whole, as
 * a worker may have died in the middle of one; what was linked stays.
 */
export async function cancelWaiting(context: SystemContext, lease: Lease, { id, steps }: Upload): Promise<void> {
  const { store, configuration } = context;
  const upload = await store.uploads.get(id);
  if (upload?.cancelled == null) return;
  const waiting = (await store.uploads.items(id)).filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return;
  if (steps.links.attempts > 0) {
    const place = await placeNow(context, upload, waiting);
    if (!("refusal" in place)) {
      for (const group of groupByFolder(waiting)) {
        await takeBackGroup(context, lease, { ...group, upload, place, links: new Map() });
      }
    }
  }
  const { by, at } = upload.cancelled;
  const reason = `${by.name} cancelled the upload on ${zonedTime(at, configuration.report.timeZone)}.`;
  const positions = waiting.map(({ position }) => position);
  await store.transaction(({ uploads }) => uploads.setItems(id, positions, { state: "cancelled", reason }), { lease });
}
