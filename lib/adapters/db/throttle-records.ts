import { type Kysely, sql } from "kysely";
import type { ThrottleRecords } from "#lib/services/ports/store";
import type { Tables } from "./tables.ts";

const keptMs = 24 * 60 * 60 * 1000;

/** Refused sign-ins, kept for a day. */
export function createThrottleRecords(db: Kysely<Tables>): ThrottleRecords {
  const isOneOf = (keys: readonly string[]) => sql<string>`any(${[...keys]}::text[])`;
  return {
    async countSince(keys, since) {
      const counts = new Map<string, number>(keys.map((key) => [key, 0]));
      const rows = await db
        .selectFrom("sign_in_tries")
        .select(["key", ({ fn }) => fn.countAll<string>().as("tries")])
        .where("key", "=", isOneOf(keys))
        .where("at", ">=", since)
        .groupBy("key")
        .execute();
      for (const { key, tries } of rows) counts.set(key, Number(tries));
      return counts;
    },

    async add(keys, at) {
      if (keys.length === 0) return;
      await db
        .with("purged", (query) =>
          query
            .deleteFrom("sign_in_tries")
            .where("at", "<", new Date(at.getTime() - keptMs))
            .returning("key"),
        )
        .insertInto("sign_in_tries")
        .values(keys.map((key) => ({ key, at })))
        .execute();
    },

    async clear(keys) {
      if (keys.length > 0) await db.deleteFrom("sign_in_tries").where("key", "=", isOneOf(keys)).execute();
    },
  };
}
