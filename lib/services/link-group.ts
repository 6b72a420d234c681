import { createHash } from "node:crypto";
import type { Upload, UploadItem, UploadLink } from "#lib/domain/upload";
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

/** Makes the links of one folder, and records what came of it for each item. Throws only where a repeat may help. */
export async function linkGroup(
  context: Pick<SystemContext, "files" | "store" | "configuration">,
  group: FolderGroup & { upload: Upload; place: Place; links: ReadonlyMap<number, readonly UploadLink[]> },
  progress: LinkProgress,
): Promise<void> {
  const { upload, place, folder, items } = group;
  const links = items.flatMap(({ position }) => group.links.get(position) ?? []);
  const { staging, folderMode } = context.configuration.storage;
  const result = await context.files.linkFolder(
    { jobId: jobIdOf(upload.id, folder), folder, ...place, staging, folderMode, links },
    (made) => progress.set(folder, made),
  );
  const positions = items.map(({ position }) => position);
  switch (result.outcome) {
    case "linked":
      progress.set(
        folder,
        items.reduce((sum, item) => sum + item.linkCount, 0),
      );
      await context.store.transaction(async ({ uploads }) => {
        await uploads.recordLinks(upload.id, folder, links, result.createdFolders);
        await uploads.setItems(upload.id, positions, { state: "linked", reason: null });
      });
      return;
    case "undone":
      progress.set(folder, 0);
      await context.store.uploads.setItems(upload.id, positions, { state: "failed", reason: result.reason });
      return;
  }
}

/** The same in every repeat, and a name that any file system takes. */
function jobIdOf(uploadId: string, folder: string): string {
  return `${uploadId}-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
}
