import { type Kysely, sql } from "kysely";
import type { UploadId } from "#lib/domain/ids";
import type { UploadType } from "#lib/domain/upload-type";
import type { MadeRecords } from "#lib/services/ports/upload-records";
import { storableJson, storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

/** What uploads made on storage, as the rows of `delivered_links` add up: the newest row says whose a name is. */
export function createMadeRecords(db: Kysely<Tables>): MadeRecords {
  return {
    async folders(id) {
      const { rows } = await sql<{ folder: string }>`
        select distinct folder from delivered_links
        where upload_id = ${id} and links <> '{}'
        order by folder`.execute(db);
      return rows.map(({ folder }) => folder);
    },

    async linksIn(id, folder) {
      const { rows } = await sql<{ name: string; text: string; later: UploadId | null }>`
        with named as (
          select delivered.id, delivered.upload_id, link.key as name, link.value as text
          from delivered_links delivered
          cross join lateral jsonb_each_text(delivered.links) link
          where delivered.folder = ${storableText(folder)}),
        newest as (select distinct on (name) * from named order by name, id desc),
        mine as (select distinct on (name) * from named where upload_id = ${id} order by name, id desc)
        select mine.name, mine.text, case when newest.id = mine.id then null else newest.upload_id end as later
        from mine join newest on newest.name = mine.name
        where mine.text is not null and newest.text is not null
        order by mine.name`.execute(db);
      return rows;
    },

    async recordGone(id, folder, names) {
      if (names.length === 0) return;
      await db
        .insertInto("delivered_links")
        .values({
          upload_id: id,
          folder: storableText(folder),
          links: storableJson(Object.fromEntries(names.map((name) => [name, null]))),
        })
        .execute();
    },

    async foldersSince(at) {
      const { rows } = await sql<{ folder: string; project: string; type: UploadType; destination: string }>`
        select distinct item.folder, uploads.project_name as project, uploads.upload_type as type, uploads.destination
        from uploads join upload_items item on item.upload_id = uploads.id
        where uploads.submitted_at >= ${at} and item.folder is not null`.execute(db);
      return rows.map(({ folder, project, type, destination }) => ({
        folder,
        projectName: project,
        uploadType: type,
        destination,
      }));
    },
  };
}
