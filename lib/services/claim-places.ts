import { quoted } from "#lib/domain/sentences";
import type { Upload, UploadItem } from "#lib/domain/upload";
import { zonedClock } from "#lib/domain/zoned-time";
import type { Lease } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";
import { sha256 } from "./plan-upload.ts";

/**
 * Claims the folders that an upload writes to, as they are written and as they really are, and its components: for as long
 * as its links step takes, workers may come and go. True once all are its own; else it waits for the upload that has one,
 * and its links step says so.
 */
export async function claimPlaces(
  { store, files, configuration }: Pick<SystemContext, "store" | "files" | "configuration">,
  lease: Lease,
  upload: Upload,
  items: readonly UploadItem[],
): Promise<boolean> {
  const folders = [...new Set(items.flatMap(({ folder }) => folder ?? []))];
  const real = await files.targets(folders.map((folder) => ({ folder, names: [] })));
  const places = new Map([
    ...items.map(({ componentId, versionName }) => [claimKey("component", componentId), `of ${versionName}`] as const),
    ...[...folders, ...real.map(({ realFolder }) => realFolder)].map(
      (folder) => [claimKey("folder", folder), "into the same folder"] as const,
    ),
  ]);
  return store.transaction(
    async ({ claims, uploads }) => {
      const taken = await claims.take(upload.id, [...places.keys()]);
      if (taken === null) {
        if (upload.waitsFor !== null) await uploads.setStep(upload.id, "links", { state: "running", error: null });
        return true;
      }
      const other = await uploads.get(taken.uploadId);
      if (other !== null && taken.uploadId !== upload.waitsFor) {
        const at = zonedClock(other.submittedAt, configuration.report.timeZone);
        const error = `Waits for ${other.actor.name}'s upload of ${at} ${places.get(taken.key) ?? "to the same place"}: ${quoted(other.id)}.`;
        await uploads.setStep(upload.id, "links", { state: "waiting", error });
      }
      return false;
    },
    { lease },
  );
}

/** What a claim of a folder or a component goes by. */
export function claimKey(kind: "folder" | "component", name: string): string {
  return sha256(`${kind}:${name}`);
}
