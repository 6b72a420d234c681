import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Folders that uploads made, each written down before it is made: a process may end between any two instructions. */
export const createMadeFolders: Migration = {
  async up(db) {
    // Hashes, since a path may be longer than what an index takes.
    await sql`
      create table upload_folders (
        upload_id uuid not null references uploads (id),
        folder text not null,
        path text not null,
        folder_key text not null generated always as (md5(folder)) stored,
        path_key text not null generated always as (md5(path)) stored,
        at timestamptz not null default clock_timestamp(),
        primary key (upload_id, folder_key, path_key)
      )`.execute(db);
    await sql`create index upload_folders_by_path on upload_folders (path_key)`.execute(db);
    await sql`
      insert into upload_folders (upload_id, folder, path)
      select distinct upload_id, folder, made.path
      from delivered_links cross join lateral jsonb_array_elements_text(created_folders) made (path)`.execute(db);
    await sql`alter table delivered_links drop column created_folders`.execute(db);
  },
};
