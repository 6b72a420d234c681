import type { ExpressionBuilder, Kysely, Selectable } from "kysely";
import { sql } from "kysely";
import type { RecordedAuditEvent } from "#lib/domain/audit";
import type { AuditFilter, AuditRecords } from "#lib/services/ports/store";
import { containing, storableJson, storableText } from "./storable-text.ts";
import type { AuditEventsTable, Tables } from "./tables.ts";

/** The audit on this executor: the pool, or a transaction. The database itself refuses to change what is written. */
export function createAuditRecords(db: Kysely<Tables>): AuditRecords {
  return {
    async append({ kind, actor, address, subject, details }) {
      await db
        .insertInto("audit_events")
        .values({
          kind,
          actor_username: actor && storableText(actor.username),
          actor_name: actor && storableText(actor.name),
          actor_email: actor && storableText(actor.email),
          address,
          subject_type: subject.type,
          subject_id: storableText(subject.id),
          subject_label: storableText(subject.label),
          details: storableJson(details),
        })
        .execute();
    },

    async list(filter, { offset, limit }) {
      const rows = await db
        .selectFrom("audit_events")
        .selectAll()
        .where((where) => fits(where, filter))
        .orderBy("id", "desc")
        .limit(limit)
        .offset(offset)
        .execute();
      const counted = await db
        .selectFrom("audit_events")
        .select(({ fn }) => fn.countAll<string>().as("total"))
        .where((where) => fits(where, filter))
        .executeTakeFirst();
      return { events: rows.map(eventOf), total: Number(counted?.total ?? 0) };
    },
  };
}

function eventOf(row: Selectable<AuditEventsTable>): RecordedAuditEvent {
  const { actor_username: username, actor_name: name, actor_email: email } = row;
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    actor: username === null || name === null || email === null ? null : { username, name, email },
    address: row.address,
    subject: { type: row.subject_type, id: row.subject_id, label: row.subject_label },
    details: row.details,
  };
}

function fits(where: ExpressionBuilder<Tables, "audit_events">, { kinds, username, subjectId, text }: AuditFilter) {
  const conditions = [];
  if (kinds !== undefined) conditions.push(where("kind", "=", sql<(typeof kinds)[number]>`any(${[...kinds]}::text[])`));
  if (username !== undefined) conditions.push(where("actor_username", "=", username));
  if (subjectId !== undefined) conditions.push(where("subject_id", "=", subjectId));
  const wanted = text?.trim();
  if (wanted) {
    const pattern = containing(wanted);
    conditions.push(
      where.or([
        where("subject_label", "ilike", pattern),
        where("actor_username", "ilike", pattern),
        where("actor_name", "ilike", pattern),
        where("address", "ilike", pattern),
        where(sql<string>`details::text`, "ilike", pattern),
      ]),
    );
  }
  return where.and(conditions);
}
