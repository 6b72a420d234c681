import type { Kysely } from "kysely";
import type { ComponentId } from "#lib/domain/ids";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { Tables } from "./tables.ts";
import { itemOf, selectUploads, uploadOf } from "./upload-rows.ts";

/** Nobody reads further back than that. */
const most = 100;

/** Uploads that hold this component, each with its item, the newest first. */
export async function uploadsOfComponent(
  db: Kysely<Tables>,
  id: ComponentId,
): Promise<{ upload: Upload; item: UploadItem }[]> {
  const items = await db
    .selectFrom("upload_items")
    .innerJoin("uploads", "uploads.id", "upload_items.upload_id")
    .selectAll("upload_items")
    .where("upload_items.component_id", "=", id)
    .orderBy("uploads.submitted_at", "desc")
    .orderBy("uploads.id")
    .limit(most)
    .execute();
  if (items.length === 0) return [];
  const ids = [...new Set(items.map(({ upload_id }) => upload_id))];
  const uploads = await selectUploads(db).where("uploads.id", "in", ids).execute();
  const byId = new Map(uploads.map((row) => [row.id, uploadOf(row)]));
  return items.flatMap((row) => {
    const upload = byId.get(row.upload_id);
    return upload ? [{ upload, item: itemOf(row) }] : [];
  });
}
