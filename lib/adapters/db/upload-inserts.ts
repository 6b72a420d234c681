import { type Kysely, sql } from "kysely";
import type { UploadId } from "#lib/domain/ids";
import { type UploadItem, type UploadLink, uploadSteps } from "#lib/domain/upload";
import type { NewUpload } from "#lib/services/ports/upload-records";
import { packLinks } from "./packed-links.ts";
import { storableJson, storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

const itemsAtATime = 2000;
/** Characters of JSON that one statement carries. */
const linkTextAtATime = 4_000_000;

export async function insertUpload(db: Kysely<Tables>, { upload }: NewUpload): Promise<void> {
  await db
    .insertInto("uploads")
    .values({
      id: upload.id,
      actor_username: storableText(upload.actor.username),
      actor_name: storableText(upload.actor.name),
      actor_email: storableText(upload.actor.email),
      address: upload.address,
      project_id: upload.project.id,
      project_name: storableText(upload.project.name),
      upload_type: upload.uploadType,
      destination: storableText(upload.destination),
      comment: storableText(upload.comment),
      consent_replace: upload.consents.replace,
      consent_warnings: upload.consents.warnings,
      digest: upload.digest,
      configuration_hash: upload.configurationHash,
      supervisors: storableJson(upload.supervisors),
      message_id: upload.messageId,
      links_planned: upload.linksPlanned,
    })
    .execute();
  await db
    .insertInto("upload_steps")
    .values(uploadSteps.map((step) => ({ upload_id: upload.id, step })))
    .execute();
}

/** As JSON, one parameter a statement: rows of parameters would meet the protocol's limit of 65,535. */
export async function insertItems(db: Kysely<Tables>, id: UploadId, items: readonly UploadItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += itemsAtATime) {
    const rows = items.slice(from, from + itemsAtATime);
    await sql`
      insert into upload_items (
        upload_id, position, component_id, version_id, version_name, task_id, department, sequence, shot, asset_name,
        extension, camera, frames, version_status, task_status, source_path, target_path, folder, link_count, bytes,
        verdict, warnings, state, reason, note_id)
      select ${id}::uuid, position, "componentId", "versionId", "versionName", "taskId", department, sequence, shot,
        "assetName", extension, camera, frames, "versionStatus", "taskStatus", "sourcePath", "targetPath", folder,
        "linkCount", bytes, verdict, warnings, state, reason, "noteId"
      from jsonb_to_recordset(${storableJson(rows)}::jsonb) as item (
        position integer, "componentId" uuid, "versionId" uuid, "versionName" text, "taskId" uuid, department text,
        sequence text, shot text, "assetName" text, extension text, camera text, frames text, "versionStatus" text,
        "taskStatus" text, "sourcePath" text, "targetPath" text, folder text, "linkCount" integer, bytes bigint,
        verdict text, warnings jsonb, state text, reason text, "noteId" text)`.execute(db);
  }
}

export async function insertLinks(
  db: Kysely<Tables>,
  id: UploadId,
  links: ReadonlyMap<number, readonly UploadLink[]>,
): Promise<void> {
  let rows: string[] = [];
  let length = 0;
  const flush = async () => {
    if (rows.length === 0) return;
    await sql`
      insert into upload_item_links (upload_id, position, links)
      select ${id}::uuid, position, links
      from jsonb_to_recordset(${`[${rows.join(",")}]`}::jsonb) as item (position integer, links jsonb)`.execute(db);
    rows = [];
    length = 0;
  };
  for (const [position, ofItem] of links) {
    if (ofItem.length === 0) continue;
    const row = storableJson({ position, links: packLinks(ofItem) });
    rows.push(row);
    length += row.length;
    if (length >= linkTextAtATime) await flush();
  }
  await flush();
}
