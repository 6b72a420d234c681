import { createHash } from "node:crypto";
import type { Upload, UploadItem, UploadLink } from "#lib/domain/upload";
import type { FolderJob } from "#lib/services/ports/files";
import type { Lease } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";
import type { LinkProgress } from "./link-progress.ts";
import type { Place } from "./links-still-allowed.ts";

/** Items whose links go into one folder: they share its fate. */
export interface FolderGroup {
  folder: string;
  items: readonly UploadItem[];
}

export function groupByFolder(items: readonly UploadItem[]): FolderGroup[] {
  const groups = new Map<string, UploadItem[]>();
  for (const item of items) {
    if (item.folder === null) continue;
    const group = groups.get(item.folder);
    if (group === undefined) groups.set(item.folder, [item]);
    else group.push(item);
  }
  return [...groups].map(([folder, members]) => ({ folder, items: members }));
}

/** A group with all that it takes to link it; `links` are by position. */
export interface FolderWish extends FolderGroup {
  upload: Upload;
  place: Place;
  links: ReadonlyMap<number, readonly UploadLink[]>;
}

type LinkContext = Pick<SystemContext, "files" | "store" | "configuration">;

/** Makes the links of one folder, and records what came of it for each item. Throws only where a repeat may help. */
export async function linkGroup(
  context: LinkContext,
  lease: Lease,
  wish: FolderWish,
  progress: LinkProgress,
): Promise<void> {
  const { upload, folder, items } = wish;
  const record = (work: Parameters<typeof context.store.transaction<void>>[0]) =>
    context.store.transaction(work, { lease });
  const links = items.flatMap(({ position }) => wish.links.get(position) ?? []);
  const result = await context.files.linkFolder(await jobOf(context, wish, links), {
    onProgress: (made) => progress.set(folder, made),
    mayCommit: () => lease.check(),
    willMake: (folders) => record(({ madeFolders }) => madeFolders.willMake(upload.id, folder, folders)),
  });
  const positions = items.map(({ position }) => position);
  switch (result.outcome) {
    case "linked":
      progress.set(
        folder,
        items.reduce((sum, item) => sum + item.linkCount, 0),
        true,
      );
      await record(async (records) => {
        // Links that stood there before may be somebody else's: only what was made is ours to replace or to remove.
        const made = links.filter(({ verdict }) => verdict !== "unchanged");
        await records.uploads.recordLinks(upload.id, folder, made);
        await records.madeFolders.settle(upload.id, folder, result.createdFolders);
        await records.uploads.setItems(upload.id, positions, { state: "linked", reason: null });
      });
      return;
    case "undone":
      progress.set(folder, 0, true);
      await record(async ({ uploads, madeFolders }) => {
        await madeFolders.settle(upload.id, folder, result.createdFolders ?? []);
        await uploads.setItems(upload.id, positions, { state: "failed", reason: result.reason });
      });
      return;
  }
}

/**
 * Removes what an interrupted try made or staged in a folder, of which no item is wanted any more. Gives the sentence
 * that says what could not be taken back, and where it is; null where all was.
 */
export async function takeBackGroup(context: LinkContext, lease: Lease, wish: FolderWish): Promise<string | null> {
  const result = await context.files.linkFolder(await jobOf(context, wish, []), { mayCommit: () => lease.check() });
  await context.store.transaction(
    ({ madeFolders }) => madeFolders.settle(wish.upload.id, wish.folder, result.createdFolders ?? []),
    { lease },
  );
  return result.outcome === "undone" ? result.reason : null;
}

async function jobOf(
  { configuration, store }: LinkContext,
  { upload, folder, place }: FolderWish,
  links: readonly UploadLink[],
): Promise<FolderJob> {
  const { staging, folderMode } = configuration.storage;
  const made = await store.madeFolders.of(upload.id);
  const mayHaveMade = made.flatMap((one) => (one.folder === folder ? [one.path] : []));
  return { jobId: jobIdOf(upload.id, folder), folder, ...place, staging, folderMode, links, mayHaveMade };
}

/** The same in every repeat, and a name that any file system takes. */
function jobIdOf(uploadId: string, folder: string): string {
  return `${uploadId}-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
}
