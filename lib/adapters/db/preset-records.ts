import { type Kysely, type Selectable, sql } from "kysely";
import { AppError } from "#lib/domain/errors";
import type { Preset } from "#lib/domain/preset";
import { quoted } from "#lib/domain/sentences";
import type { PresetRecords } from "#lib/services/ports/store";
import { storableText } from "./storable-text.ts";
import type { PresetsTable, Tables } from "./tables.ts";

export function createPresetRecords(db: Kysely<Tables>): PresetRecords {
  return {
    async visible(project, username) {
      const rows = await db
        .selectFrom("presets")
        .selectAll()
        .where("project_id", "=", project)
        .where((where) =>
          where.or([
            where("shared", "=", true),
            sql<boolean>`lower(owner_username) = lower(${storableText(username)})`,
          ]),
        )
        .orderBy(sql`lower(name)`)
        .orderBy("owner_name")
        .execute();
      return rows.map(presetOf);
    },

    async lock(id) {
      const row = await db.selectFrom("presets").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
      return row === undefined ? null : presetOf(row);
    },

    async put({ id, project, owner, name, shared, address }) {
      const kept = {
        name: storableText(name),
        shared,
        address: storableText(address),
        changed_at: sql<Date>`clock_timestamp()`,
      };
      try {
        await db
          .insertInto("presets")
          .values({
            id,
            project_id: project,
            owner_username: storableText(owner.username),
            owner_name: storableText(owner.name),
            ...kept,
          })
          .onConflict((conflict) => conflict.column("id").doUpdateSet(kept))
          .execute();
      } catch (error) {
        if (!isTaken(error)) throw error;
        throw new AppError(
          "conflict",
          `${owner.name} has a preset named ${quoted(name)} in this project already. Choose another name, or delete that one first.`,
          { cause: error },
        );
      }
    },

    async remove(id) {
      await db.deleteFrom("presets").where("id", "=", id).execute();
    },
  };
}

function presetOf(row: Selectable<PresetsTable>): Preset {
  const { id, project_id: project, owner_username: username, owner_name: name, shared, address } = row;
  return { id, project, owner: { username, name }, name: row.name, shared, address };
}

/** The driver tells which rule an insert broke. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && "constraint" in error && error.constraint === "presets_own_name";
}
