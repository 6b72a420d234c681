import { type Kysely, sql } from "kysely";
import type { WithdrawalRecords } from "#lib/services/ports/upload-records";
import { storableJson, storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";
import { announce, announcing, mustExist } from "./upload-changes.ts";

/** Withdrawals on this executor, one for each upload; one that failed may be asked for again. */
export function createWithdrawalRecords(db: Kysely<Tables>): WithdrawalRecords {
  return {
    async ask(id, { by, reason, at }) {
      const wish = {
        asked_by: storableJson(by),
        asked_at: at,
        reason: storableText(reason),
        state: "waiting",
        attempts: 0,
        error: null,
        ftrack_told: false,
        report_sent: false,
        at,
      } as const;
      const asked = await db
        .insertInto("upload_withdrawals")
        .values({ upload_id: id, ...wish })
        .onConflict((conflict) =>
          conflict.column("upload_id").doUpdateSet(wish).where("upload_withdrawals.state", "=", "failed"),
        )
        .returning("upload_id")
        .executeTakeFirst();
      if (asked !== undefined) await announce(db, id);
      return asked !== undefined;
    },

    async set(id, { state, attempts, error, foldersRemoved, leftAlone, ftrackTold, reportSent, moreLinksRemoved }) {
      const set = {
        at: sql<Date>`clock_timestamp()`,
        ...(state !== undefined && { state }),
        ...(attempts !== undefined && { attempts }),
        ...(error !== undefined && { error: error === null ? null : storableText(error) }),
        ...(foldersRemoved !== undefined && { folders_removed: storableJson(foldersRemoved) }),
        ...(leftAlone !== undefined && { left_alone: storableJson(leftAlone) }),
        ...(ftrackTold !== undefined && { ftrack_told: ftrackTold }),
        ...(reportSent !== undefined && { report_sent: reportSent }),
        ...(moreLinksRemoved !== undefined && { links_removed: sql<number>`links_removed + ${moreLinksRemoved}` }),
      };
      const changed = await db
        .with("changed", (query) =>
          query.updateTable("upload_withdrawals").set(set).where("upload_id", "=", id).returning("upload_id"),
        )
        .selectFrom("changed")
        .select(announcing("upload_id").as("announced"))
        .executeTakeFirst();
      mustExist(changed, id);
    },
  };
}
