import type { Upload } from "#lib/domain/upload";
import { zonedTime } from "#lib/domain/zoned-time";
import type { Lease } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";
import { type FolderWish, groupByFolder, linkGroup, takeBackGroup } from "./link-group.ts";
import { placeNow } from "./links-still-allowed.ts";

/**
 * Ends what still waits of an upload that was cancelled. Folders that an earlier try was about are taken back whole, as
 * a worker may have died in the middle of one; what was linked stays, also where a worker died before it was recorded.
 */
export async function cancelWaiting(context: SystemContext, lease: Lease, { id, steps }: Upload): Promise<void> {
  const { store, configuration } = context;
  const upload = await store.uploads.get(id);
  if (upload?.cancelled == null) return;
  const waiting = (await store.uploads.items(id)).filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return;
  const remarks = new Map<number, string>();
  if (steps.links.attempts > 0) {
    const place = await placeNow(context, upload, waiting);
    if (!("refusal" in place)) {
      for (const group of groupByFolder(waiting)) {
        const positions = group.items.map(({ position }) => position);
        const wish = { ...group, upload, place, links: await store.uploads.links(id, positions) };
        if (await standsWhole(context.files, wish)) {
          await linkGroup(context, lease, wish, unwatched);
          continue;
        }
        const remark = await takeBackGroup(context, lease, wish);
        if (remark !== null) for (const position of positions) remarks.set(position, remark);
      }
    }
  }
  const left = (await store.uploads.items(id)).filter(({ state }) => state === "waiting");
  const { by, at } = upload.cancelled;
  const reason = `${by.name} cancelled the upload on ${zonedTime(at, configuration.report.timeZone)}.`;
  await store.transaction(
    async ({ uploads }) => {
      for (const [remark, alike] of Map.groupBy(left, ({ position }) => remarks.get(position))) {
        const positions = alike.map(({ position }) => position);
        const told = remark === undefined ? reason : `${reason} ${remark}`;
        await uploads.setItems(id, positions, { state: "cancelled", reason: told });
      }
    },
    { lease },
  );
}

/** Progress that nobody looks at: all of it is there already. */
const unwatched = { set: () => undefined, flush: () => Promise.resolve() };

/** Whether all links of a folder stand as they were wished for, and one of them at least was new. */
async function standsWhole(
  files: Pick<SystemContext["files"], "targets">,
  { folder, items, links }: Pick<FolderWish, "folder" | "items" | "links">,
): Promise<boolean> {
  const wanted = items
    .flatMap(({ position }) => links.get(position) ?? [])
    .filter(({ verdict }) => verdict !== "unchanged");
  if (wanted.length === 0) return false;
  const [facts] = await files.targets([{ folder, names: wanted.map(({ name }) => name) }]);
  return wanted.every(({ name, text }) => {
    const entry = facts?.entries[name];
    return entry?.kind === "link" && entry.text === text;
  });
}
