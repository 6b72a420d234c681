import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { UploadLink } from "#lib/domain/upload";
import type { UploadFilter, UploadRecords } from "#lib/services/ports/upload-records";
import { activeUploads } from "./active-uploads.ts";
import { deliveredTexts, recordDelivered, textsWrittenMeanwhile } from "./delivered-links.ts";
import { unpackLinks } from "./packed-links.ts";
import { sentOf, touchedSince } from "./sent-uploads.ts";
import { standsAs } from "./state-filter.ts";
import { containing, storableJson, storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";
import { announce, announcing, mustExist } from "./upload-changes.ts";
import { insertItems, insertLinks, insertUpload } from "./upload-inserts.ts";
import { itemOf, selectUploads, uploadOf } from "./upload-rows.ts";
import { uploadsOfComponent } from "./uploads-of-component.ts";

/** Uploads on this executor: the pool, or a transaction. Each change is announced to whoever listens, on commit. */
export function createUploadRecords(db: Kysely<Tables>): UploadRecords {
  const changeUpload = async (id: Parameters<UploadRecords["get"]>[0], set: UploadChange) => {
    const changed = await db
      .with("changed", (query) => query.updateTable("uploads").set(set).where("id", "=", id).returning("id"))
      .selectFrom("changed")
      .select(announcing("id").as("announced"))
      .executeTakeFirst();
    mustExist(changed, id);
  };

  return {
    async insert(upload) {
      const { id } = upload.upload;
      await inTransaction(db, async (transaction) => {
        await insertUpload(transaction, upload);
        await insertItems(transaction, id, upload.items);
        await insertLinks(transaction, id, upload.links);
        await announce(transaction, id);
      });
    },

    async get(id) {
      const row = await selectUploads(db).where("uploads.id", "=", id).executeTakeFirst();
      return row === undefined ? null : uploadOf(row);
    },

    async items(id) {
      const rows = await db
        .selectFrom("upload_items")
        .selectAll()
        .where("upload_id", "=", id)
        .orderBy("position")
        .execute();
      return rows.map(itemOf);
    },

    withItems(id) {
      return atOneMoment(db, async (snapshot) => {
        const records = createUploadRecords(snapshot);
        const upload = await records.get(id);
        return upload === null ? null : { upload, items: await records.items(id) };
      });
    },
    ofComponent: (id) => uploadsOfComponent(db, id),

    async links(id, positions) {
      const found = new Map<number, UploadLink[]>(positions.map((position) => [position, []]));
      if (positions.length === 0) return found;
      const rows = await db
        .selectFrom("upload_item_links")
        .select(["position", "links"])
        .where("upload_id", "=", id)
        .where("position", "=", sql<number>`any(${[...positions]}::int[])`)
        .execute();
      for (const row of rows) found.set(row.position, unpackLinks(row.links));
      return found;
    },

    async list(filter, { offset, limit }) {
      const page = db
        .selectFrom("uploads")
        .select("uploads.id")
        .where((where) => fits(where, filter))
        .orderBy("uploads.submitted_at", "desc")
        .orderBy("uploads.id")
        .limit(limit)
        .offset(offset);
      const rows = await selectUploads(db)
        .where("uploads.id", "in", page)
        .orderBy("uploads.submitted_at", "desc")
        .orderBy("uploads.id")
        .execute();
      const counted = await db
        .selectFrom("uploads")
        .select(({ fn }) => fn.countAll<string>().as("total"))
        .where((where) => fits(where, filter))
        .executeTakeFirst();
      return { uploads: rows.map(uploadOf), total: Number(counted?.total ?? 0) };
    },

    async setStep(id, step, { state, attempts, error, at }) {
      const set = {
        at: at === undefined || at === null ? sql<Date>`clock_timestamp()` : new Date(at),
        ...(state !== undefined && { state }),
        ...(attempts !== undefined && { attempts }),
        ...(error !== undefined && { error: error === null ? null : storableText(error) }),
      };
      const changed = await db
        .with("changed", (query) =>
          query
            .updateTable("upload_steps")
            .set(set)
            .where("upload_id", "=", id)
            .where("step", "=", step)
            .returning("upload_id"),
        )
        .selectFrom("changed")
        .select(announcing("upload_id").as("announced"))
        .executeTakeFirst();
      mustExist(changed, id);
    },

    async setItems(id, positions, { state, reason, noteId }) {
      const set = {
        ...(state !== undefined && { state }),
        ...(reason !== undefined && { reason: reason === null ? null : storableText(reason) }),
        ...(noteId !== undefined && { note_id: noteId }),
      };
      if (positions.length === 0 || Object.keys(set).length === 0) return;
      const changed = await db
        .with("changed", (query) =>
          query
            .updateTable("upload_items")
            .set(set)
            .where("upload_id", "=", id)
            .where("position", "=", sql<number>`any(${[...positions]}::int[])`)
            .returning("upload_id"),
        )
        .selectFrom("changed")
        .select(announcing("upload_id").as("announced"))
        .limit(1)
        .executeTakeFirst();
      mustExist(changed, id);
    },

    setLinksDone: (id, linksDone, underway = {}) =>
      changeUpload(id, { links_done: linksDone, links_underway: storableJson(underway) }),
    async setFinished(id, at) {
      const finished = await db
        .with("changed", (query) =>
          query
            .updateTable("uploads")
            .set({ finished_at: at })
            .where("id", "=", id)
            .where("finished_at", "is", null)
            .returning("id"),
        )
        .selectFrom("changed")
        .select(announcing("id").as("announced"))
        .executeTakeFirst();
      return finished !== undefined;
    },

    async lock(id) {
      // Not "for update": that would keep others from so much as naming this upload.
      await db.selectFrom("uploads").select("id").where("id", "=", id).forNoKeyUpdate().execute();
      return this.get(id);
    },

    setCancelled: (id, by, at) => changeUpload(id, { cancelled_by: storableJson(by), cancelled_at: at }),

    async isCancelled(id) {
      const cancelled = await db
        .selectFrom("uploads")
        .select("id")
        .where("id", "=", id)
        .where("cancelled_at", "is not", null)
        .executeTakeFirst();
      return cancelled !== undefined;
    },

    setUnfinished: (id, round) => changeUpload(id, { finished_at: null, round }),
    active: (places) => activeUploads(db, places),
    sentOf: (components) => sentOf(db, components),
    touchedSince: (project, since) => touchedSince(db, project, since),
    writtenMeanwhile: (id, folders) => textsWrittenMeanwhile(db, id, folders),
    setSupervisors: (id, supervisors) => changeUpload(id, { supervisors: storableJson(supervisors) }),
    ours: (folders) => deliveredTexts(db, folders),
    recordLinks: (id, folder, links) => recordDelivered(db, id, { folder, links }),
  };
}

type UploadChange =
  | { links_done: number; links_underway: string }
  | { supervisors: string }
  | { cancelled_by: string; cancelled_at: Date }
  | { finished_at: null; round: number };

/** A transaction of its own, unless the caller is in one. */
function inTransaction(db: Kysely<Tables>, work: (transaction: Kysely<Tables>) => Promise<void>): Promise<void> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** Statements that all see the same; inside a transaction of the caller's, what that one sees. */
function atOneMoment<Result>(db: Kysely<Tables>, read: (snapshot: Kysely<Tables>) => Promise<Result>): Promise<Result> {
  if (db.isTransaction) return read(db);
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read);
}

function fits(where: ExpressionBuilder<Tables, "uploads">, filter: UploadFilter) {
  const { project, uploadType, username, text, state } = filter;
  const conditions = [];
  if (project !== undefined) conditions.push(where("uploads.project_id", "=", project));
  if (uploadType !== undefined) conditions.push(where("uploads.upload_type", "=", uploadType));
  if (username !== undefined) conditions.push(where("uploads.actor_username", "=", username));
  if (state !== undefined) conditions.push(standsAs(state));
  const wanted = text?.trim();
  if (wanted) {
    const pattern = containing(wanted);
    const versions = where
      .selectFrom("upload_items")
      .select("upload_items.upload_id")
      .where("upload_items.version_name", "ilike", pattern);
    conditions.push(
      where.or([
        where("uploads.destination", "ilike", pattern),
        where("uploads.comment", "ilike", pattern),
        where("uploads.id", "in", versions),
      ]),
    );
  }
  return where.and(conditions);
}
