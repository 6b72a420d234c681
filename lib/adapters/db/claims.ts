import { type Kysely, sql } from "kysely";
import type { ClaimRecords } from "#lib/services/ports/upload-records";
import type { Tables } from "./tables.ts";
import { announce } from "./upload-changes.ts";

const lockKey = 7_266_130_002;

/**
 * Claims on this transaction. One transaction at a time takes or releases: so all keys are taken or none, nobody waits
 * for somebody who waits in turn, and no release goes unheard by one who begins to wait.
 */
export function createClaimRecords(db: Kysely<Tables>): ClaimRecords {
  const alone = () => sql`select pg_advisory_xact_lock(${lockKey})`.execute(db);

  return {
    async take(id, keys) {
      await alone();
      const other = await db
        .selectFrom("upload_claims")
        .select(["key", "upload_id"])
        .where("key", "=", sql<string>`any(${[...keys]}::text[])`)
        .where("upload_id", "!=", id)
        .orderBy("at")
        .orderBy("key")
        .executeTakeFirst();
      if (other === undefined && keys.length > 0) {
        await sql`
          insert into upload_claims (key, upload_id)
          select distinct wanted.key, ${id}::uuid from unnest(${[...keys]}::text[]) wanted (key)
          on conflict (key) do nothing`.execute(db);
      }
      const waitsFor = other?.upload_id ?? null;
      const changed = await db
        .updateTable("uploads")
        .set({ waits_for: waitsFor })
        .where("id", "=", id)
        .where(sql<boolean>`waits_for is distinct from ${waitsFor}::uuid`)
        .executeTakeFirst();
      if (changed.numUpdatedRows > 0n) await announce(db, id);
      return other === undefined ? null : { key: other.key, uploadId: other.upload_id };
    },

    async release(id) {
      await alone();
      await db.deleteFrom("upload_claims").where("upload_id", "=", id).execute();
      await db.updateTable("uploads").set({ waits_for: null }).where("id", "=", id).execute();
      const waiting = await db
        .selectFrom("uploads")
        .select("id")
        .where("waits_for", "=", id)
        .orderBy("submitted_at")
        .execute();
      return waiting.map((upload) => upload.id);
    },
  };
}
