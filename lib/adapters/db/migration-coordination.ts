import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What any number of workers need to keep out of each other's way, and what may happen to an upload after it ran. */
export const createCoordination: Migration = {
  async up(db) {
    await sql`
      create table leases (
        name text primary key,
        holder uuid not null,
        fence bigint not null,
        expires_at timestamptz not null
      )`.execute(db);

    // A key is a hash of what it claims: a folder's path may be longer than what an index takes.
    await sql`
      create table upload_claims (
        key text primary key,
        upload_id uuid not null references uploads (id),
        at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`create index upload_claims_by_upload on upload_claims (upload_id)`.execute(db);

    await sql`
      alter table uploads
        add column cancelled_at timestamptz,
        add column cancelled_by jsonb,
        add check ((cancelled_at is null) = (cancelled_by is null))`.execute(db);
    await sql`alter table upload_items drop constraint upload_items_state_check`.execute(db);
    await sql`
      alter table upload_items add constraint upload_items_state_check check
        (state in ('waiting', 'linked', 'unchanged', 'failed', 'left-out', 'cancelled', 'withdrawn'))`.execute(db);

    await sql`
      create table upload_withdrawals (
        upload_id uuid primary key references uploads (id),
        asked_by jsonb not null,
        asked_at timestamptz not null default clock_timestamp(),
        reason text not null,
        state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
        attempts integer not null default 0 check (attempts >= 0),
        error text,
        links_removed integer not null default 0 check (links_removed >= 0),
        folders_removed jsonb not null default '[]',
        left_alone jsonb not null default '[]',
        ftrack_told boolean not null default false,
        report_sent boolean not null default false,
        at timestamptz not null default clock_timestamp()
      )`.execute(db);

    await sql`
      create table upload_checks (
        id bigint generated always as identity primary key,
        upload_id uuid not null references uploads (id),
        at timestamptz not null default clock_timestamp(),
        asked_by jsonb,
        links integer not null check (links >= 0),
        counts jsonb not null,
        findings jsonb not null
      )`.execute(db);
    await sql`create index upload_checks_newest on upload_checks (upload_id, id desc)`.execute(db);

    await sql`
      create table previews (
        id uuid primary key,
        username text not null,
        started_at timestamptz not null default clock_timestamp(),
        seen_at timestamptz not null default clock_timestamp(),
        progress jsonb not null,
        outcome jsonb
      )`.execute(db);
    await sql`create index previews_oldest on previews (started_at)`.execute(db);
  },
};
