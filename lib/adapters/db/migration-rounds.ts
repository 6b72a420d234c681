import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What is tried again by hand, and who waits for whom. */
export const createRounds: Migration = {
  async up(db) {
    await sql`
      alter table uploads
        add column round integer not null default 0 check (round >= 0),
        add column waits_for uuid references uploads (id)`.execute(db);
    await sql`create index uploads_that_wait on uploads (waits_for) where waits_for is not null`.execute(db);
    await sql`
      create index upload_steps_still_linking on upload_steps (upload_id)
        where step = 'links' and state in ('waiting', 'running')`.execute(db);
  },
};
