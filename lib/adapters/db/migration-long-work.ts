import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Submissions may take long too, and all of it can be cancelled, from any web server. */
export const createLongWork: Migration = {
  async up(db) {
    await sql`
      alter table previews
        add column kind text not null default 'preview' check (kind in ('preview', 'submit')),
        add column cancelled boolean not null default false`.execute(db);
  },
};
