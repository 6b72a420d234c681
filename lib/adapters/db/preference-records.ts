import { type Kysely, sql } from "kysely";
import type { PreferenceRecords } from "#lib/services/ports/store";
import { storableJson, storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

export function createPreferenceRecords(db: Kysely<Tables>): PreferenceRecords {
  return {
    async of(username) {
      const rows = await db
        .selectFrom("preferences")
        .select(["name", "value"])
        .where("username", "=", storableText(username))
        .execute();
      return new Map(rows.map(({ name, value }) => [name, value]));
    },

    async set(username, name, value) {
      const kept = { value: storableJson(value), changed_at: sql<Date>`clock_timestamp()` };
      await db
        .insertInto("preferences")
        .values({ username: storableText(username), name, ...kept })
        .onConflict((conflict) => conflict.columns(["username", "name"]).doUpdateSet(kept))
        .execute();
    },
  };
}
