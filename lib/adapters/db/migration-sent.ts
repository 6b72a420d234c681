import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** For the question of what uploads did with thousands of components: answered from the index, without their rows. */
export const createSent: Migration = {
  async up(db) {
    await sql`
      create index upload_items_sent on upload_items (component_id) include (upload_id, state)
        where state in ('waiting', 'linked', 'unchanged')`.execute(db);
    // Whoever looks for a component looks for one in these states.
    await sql`drop index upload_items_by_component`.execute(db);
    await sql`create index uploads_by_project_end on uploads (project_id, finished_at)`.execute(db);
    await sql`create index upload_withdrawals_newest on upload_withdrawals (at)`.execute(db);
  },
};
