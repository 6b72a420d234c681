import { type Kysely, sql } from "kysely";
import type { UploadId } from "#lib/domain/ids";
import type { MadeFolderRecords } from "#lib/services/ports/upload-records";
import { storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

/** Folders that uploads made or were about to make, by the folder that they were made for. */
export function createMadeFolderRecords(db: Kysely<Tables>): MadeFolderRecords {
  async function add(id: string, folder: string, paths: readonly string[]): Promise<void> {
    await sql`
      insert into upload_folders (upload_id, folder, path)
      select ${id}, ${storableText(folder)}, path from unnest(${paths.map(storableText)}::text[]) wanted (path)
      on conflict do nothing`.execute(db);
  }

  return {
    willMake: add,

    async settle(id, folder, stay) {
      await sql`
        delete from upload_folders
        where upload_id = ${id} and folder_key = md5(${storableText(folder)})
          and not path = any(${stay.map(storableText)}::text[])`.execute(db);
      if (stay.length > 0) await add(id, folder, stay);
    },

    async of(id) {
      const { rows } = await sql<{ folder: string; path: string }>`
        select folder, path from upload_folders where upload_id = ${id} order by path, folder`.execute(db);
      return rows;
    },

    async amongThose(paths) {
      const { rows } = await sql<{ path: string }>`
        select distinct wanted.path from unnest(${paths.map(storableText)}::text[]) wanted (path)
        join upload_folders made on made.path_key = md5(wanted.path) and made.path = wanted.path`.execute(db);
      return rows.map(({ path }) => path);
    },

    async leftByThoseDone() {
      const { rows } = await sql<{ upload_id: UploadId }>`
        select distinct made.upload_id from upload_folders made
        join upload_steps step on step.upload_id = made.upload_id and step.step = 'links'
          and step.state not in ('waiting', 'running')
        where not exists (select from upload_items item
          where item.upload_id = made.upload_id and item.folder = made.folder and item.state = 'linked')
        order by made.upload_id`.execute(db);
      return rows.map(({ upload_id }) => upload_id);
    },

    async forget(paths) {
      await sql`
        delete from upload_folders made using unnest(${paths.map(storableText)}::text[]) gone (path), upload_steps step
        where made.path_key = md5(gone.path) and made.path = gone.path
          and step.upload_id = made.upload_id and step.step = 'links' and step.state not in ('waiting', 'running')`.execute(
        db,
      );
    },
  };
}
