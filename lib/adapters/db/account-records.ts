import { type Kysely, sql } from "kysely";
import type { AccountRecords } from "#lib/services/ports/store";
import { storableJson } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

/** What the directory said last about each person. An older answer never replaces a newer one. */
export function createAccountRecords(db: Kysely<Tables>): AccountRecords {
  return {
    async remember(account, at) {
      const answer = {
        name: account.name,
        email: account.email,
        groups: storableJson(account.groups),
        disabled: account.disabled,
        remembered_at: at,
      };
      await db
        .insertInto("accounts")
        .values({ username: account.username, ...answer })
        .onConflict((conflict) =>
          conflict
            .column("username")
            .doUpdateSet(answer)
            .where("accounts.remembered_at", "<=", sql<Date>`excluded.remembered_at`),
        )
        .execute();
    },

    async recall(username) {
      const row = await db.selectFrom("accounts").selectAll().where("username", "=", username).executeTakeFirst();
      if (row === undefined) return null;
      const { name, email, groups, disabled } = row;
      return { account: { username: row.username, name, email, groups, disabled }, at: row.remembered_at };
    },
  };
}
