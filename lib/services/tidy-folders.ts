import { sentenceOf } from "#lib/domain/errors";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { Lease } from "#lib/services/ports/store";
import { appErrorOf } from "./app-error.ts";
import type { SystemContext } from "./context.ts";
import { placeNow } from "./links-still-allowed.ts";

/**
 * Removes empty folders that an upload made for target folders in which it linked nothing: where two of those were undone,
 * the first could not remove what was the other's parent too. Without an answer from storage they stay on the record.
 */
export async function tidyFolders(
  context: Pick<SystemContext, "store" | "files" | "configuration" | "log">,
  lease: Lease,
  upload: Upload,
  items: readonly UploadItem[],
): Promise<void> {
  const { store, files, log } = context;
  const linked = new Set(items.flatMap(({ state, folder }) => (state === "linked" ? [folder] : [])));
  const made = (await store.madeFolders.of(upload.id)).filter(({ folder }) => !linked.has(folder));
  if (made.length === 0) return;
  try {
    const place = await placeNow(context, upload, []);
    if ("refusal" in place) return;
    await lease.check();
    const { left } = await files.removeFolders({ ...place, folders: made.map(({ path }) => path) });
    const stay = new Set(left.map(({ path }) => path));
    await store.transaction(
      async ({ madeFolders }) => {
        for (const [folder, alike] of Map.groupBy(made, (one) => one.folder)) {
          const paths = alike.flatMap(({ path }) => (stay.has(path) ? [path] : []));
          await madeFolders.settle(upload.id, folder, paths);
        }
      },
      { lease },
    );
  } catch (error) {
    if (appErrorOf(error)?.code !== "storage-failed") throw error;
    log.warn({ uploadId: upload.id, error: sentenceOf(error) }, "empty folders of an upload could not be looked at");
  }
}
