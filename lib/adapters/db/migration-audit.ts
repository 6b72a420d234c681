import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const createAudit: Migration = {
  async up(db) {
    await sql`
      create table audit_events (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        kind text not null check (kind <> ''),
        actor_username text,
        actor_name text,
        actor_email text,
        address text,
        subject_type text not null check (subject_type in ('session', 'project', 'upload')),
        subject_id text not null,
        subject_label text not null,
        details jsonb not null,
        check (num_nulls(actor_username, actor_name, actor_email) in (0, 3))
      )`.execute(db);
    await sql`create index audit_events_by_kind on audit_events (kind, id desc)`.execute(db);
    await sql`create index audit_events_by_actor on audit_events (actor_username, id desc)`.execute(db);
    await sql`create index audit_events_by_subject on audit_events (subject_id, id desc)`.execute(db);

    await sql`
      create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'audit_events is append-only: % is refused', lower(tg_op)
          using errcode = 'insufficient_privilege', hint = 'Audit events are written once and kept.';
      end $$`.execute(db);
    await sql`
      create trigger audit_events_append_only before update or delete or truncate on audit_events
      for each statement execute function refuse_audit_change()`.execute(db);
    // "always": a session that plays a replica skips ordinary triggers.
    await sql`alter table audit_events enable always trigger audit_events_append_only`.execute(db);
  },
};
