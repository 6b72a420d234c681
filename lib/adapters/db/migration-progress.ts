import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What is made so far in the folders that an upload links right now: folder → links. */
export const createProgressOfFolders: Migration = {
  async up(db) {
    await sql`alter table uploads add column links_underway jsonb not null default '{}'`.execute(db);
  },
};
