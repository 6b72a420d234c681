import { type Kysely, sql } from "kysely";
import type { Person } from "#lib/domain/actor";
import type { UploadId } from "#lib/domain/ids";
import type { UploadCheck } from "#lib/domain/upload";
import type { CheckRecords } from "#lib/services/ports/upload-records";
import { storableJson } from "./storable-text.ts";
import type { Tables } from "./tables.ts";
import { announce } from "./upload-changes.ts";

/** The newest looks at an upload that are kept. */
const keptChecks = 30;

interface CheckRow {
  at: string;
  asked_by: Person | null;
  links: number;
  counts: UploadCheck["counts"];
  findings: UploadCheck["findings"];
}

/** Looks at whether links still stand, newest last. */
export function createCheckRecords(db: Kysely<Tables>): CheckRecords {
  return {
    async add(id, { at, by, links, counts, findings }) {
      await db
        .insertInto("upload_checks")
        .values({
          upload_id: id,
          at: new Date(at),
          asked_by: by === null ? null : storableJson(by),
          links,
          counts: storableJson(counts),
          findings: storableJson(findings),
        })
        .execute();
      await sql`
        delete from upload_checks where upload_id = ${id} and id <= (
          select id from upload_checks where upload_id = ${id} order by id desc offset ${keptChecks} limit 1)`.execute(
        db,
      );
      await announce(db, id);
    },

    async nextToWatch({ submittedSince, before, after }) {
      const { rows } = await sql<{ id: UploadId }>`
        select uploads.id from uploads
        join upload_steps step on step.upload_id = uploads.id and step.step = 'links' and step.state = 'done'
        where uploads.submitted_at >= ${submittedSince} and step.at < ${before}
          and (${after}::uuid is null or uploads.id > ${after}::uuid)
          and exists (select from upload_items i where i.upload_id = uploads.id and i.state = 'linked')
          and not exists (select from upload_checks c
            where c.upload_id = uploads.id and c.asked_by is null and c.at >= ${before})
        order by uploads.id limit 1`.execute(db);
      return rows[0]?.id ?? null;
    },

    async watchedSince(at) {
      const { rows } = await sql<{ upload_id: UploadId; now: CheckRow; earlier: CheckRow | null }>`
        with newest as (
          select distinct on (upload_id) * from upload_checks
          where asked_by is null and at >= ${at} order by upload_id, id desc)
        select newest.upload_id, to_jsonb(newest) as now, (
          select to_jsonb(c) from upload_checks c
          where c.upload_id = newest.upload_id and c.asked_by is null and c.at < ${at} order by c.id desc limit 1) as earlier
        from newest where newest.findings <> '[]'
        order by newest.upload_id`.execute(db);
      return rows.map(({ upload_id, now, earlier }) => ({
        uploadId: upload_id,
        now: checkOf(now),
        earlier: earlier === null ? null : checkOf(earlier),
      }));
    },
  };
}

function checkOf({ at, asked_by, links, counts, findings }: CheckRow): UploadCheck {
  return { at: new Date(at).toISOString(), by: asked_by, links, counts, findings };
}
