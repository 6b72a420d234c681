import { type Kysely, sql } from "kysely";
import type { WorkId } from "#lib/domain/ids";
import { workSilenceMs } from "#lib/domain/long-work";
import type { WorkRecords } from "#lib/services/ports/store";
import { storableJson, storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

/** Where every change of a long preview or submission is announced, its id as payload. */
export const previewChannel = "compout_previews";

const keptFor = "1 day";

/** Long previews and submissions. Whether a server fell silent is told by the database's clock, which all of them share. */
export function createPreviewRecords(db: Kysely<Tables>): WorkRecords {
  const announcing = sql`pg_notify(${previewChannel}, changed.id::text)`;

  /** Changes what is still under way, and says so in the same statement. */
  const change = (id: WorkId, set: { progress?: string; outcome?: string; cancelled?: true }, username?: string) =>
    db
      .with("changed", (query) =>
        query
          .updateTable("previews")
          .set({ ...set, ...(set.cancelled === undefined && { seen_at: sql<Date>`clock_timestamp()` }) })
          .where("id", "=", id)
          .where("outcome", "is", null)
          .$if(username !== undefined, (mine) => mine.where("username", "=", username ?? ""))
          .returning(["id", "cancelled"]),
      )
      .selectFrom("changed")
      .select(["cancelled", announcing.as("announced")])
      .executeTakeFirst();

  return {
    async begin({ id, username, kind, progress }) {
      await db
        .with("purged", (query) =>
          query
            .deleteFrom("previews")
            .where("started_at", "<", sql<Date>`clock_timestamp() - ${keptFor}::interval`)
            .returning("id"),
        )
        .insertInto("previews")
        .values({ id, username: storableText(username), kind, progress: storableJson(progress) })
        .execute();
    },

    async sign(id, progress) {
      const changed = await change(id, { progress: storableJson(progress) });
      return { cancelled: changed?.cancelled ?? false };
    },

    async finish(id, outcome) {
      await change(id, { outcome: storableJson(outcome) });
    },

    async cancel(id, username) {
      return (await change(id, { cancelled: true }, storableText(username))) !== undefined;
    },

    async state(id) {
      const row = await db
        .selectFrom("previews")
        .select(["username", "kind", "progress", "cancelled"])
        .select([
          sql<boolean>`outcome is not null`.as("finished"),
          sql<boolean>`seen_at < clock_timestamp() - ${`${workSilenceMs} milliseconds`}::interval`.as("silent"),
        ])
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { username, kind, progress, cancelled, finished, silent } = row;
      if (finished) return { username, state: { status: "finished" } };
      if (silent) return { username, state: { status: "broken-off", kind } };
      return { username, state: { status: "running", kind, progress, cancelled } };
    },

    async outcome(id, username) {
      const row = await db
        .selectFrom("previews")
        .select("outcome")
        .where("id", "=", id)
        .where("username", "=", storableText(username))
        .executeTakeFirst();
      return row?.outcome ?? null;
    },
  };
}
