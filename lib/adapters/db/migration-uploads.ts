import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const createUploads: Migration = {
  async up(db) {
    await sql`
      create table uploads (
        id uuid primary key,
        submitted_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz,
        actor_username text not null,
        actor_name text not null,
        actor_email text not null,
        address text,
        project_id uuid not null,
        project_name text not null,
        upload_type text not null check (upload_type in ('internal', 'client')),
        destination text not null,
        comment text not null,
        consent_replace boolean not null,
        consent_warnings boolean not null,
        digest text not null check (digest ~ '^[0-9a-f]{64}$'),
        configuration_hash text not null,
        supervisors jsonb not null,
        message_id text not null unique,
        links_planned integer not null check (links_planned >= 0),
        links_done integer not null default 0 check (links_done >= 0)
      )`.execute(db);
    await sql`create index uploads_newest on uploads (submitted_at desc, id)`.execute(db);
    await sql`create index uploads_by_project on uploads (project_id, submitted_at desc)`.execute(db);
    await sql`create index uploads_by_actor on uploads (actor_username, submitted_at desc)`.execute(db);

    await sql`
      create table upload_steps (
        upload_id uuid not null references uploads (id),
        step text not null check (step in ('links', 'ftrack', 'report')),
        state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'skipped')),
        attempts integer not null default 0 check (attempts >= 0),
        error text,
        at timestamptz,
        primary key (upload_id, step)
      )`.execute(db);

    await sql`
      create table upload_items (
        upload_id uuid not null references uploads (id),
        position integer not null check (position >= 0),
        component_id uuid not null,
        version_id uuid not null,
        version_name text not null,
        task_id uuid,
        department text not null,
        sequence text not null,
        shot text not null,
        asset_name text not null,
        extension text not null,
        camera text,
        frames text not null,
        version_status text not null,
        task_status text not null,
        source_path text,
        target_path text,
        folder text,
        link_count integer not null check (link_count >= 0),
        bytes bigint not null check (bytes >= 0),
        verdict text not null check (verdict in
          ('new', 'unchanged', 'replace', 'blocked', 'collides', 'ineligible', 'incomplete', 'missing')),
        warnings jsonb not null,
        state text not null check (state in ('waiting', 'linked', 'unchanged', 'failed', 'left-out')),
        reason text,
        note_id text,
        primary key (upload_id, position)
      )`.execute(db);
    await sql`create index upload_items_by_state on upload_items (upload_id, state)`.execute(db);
    await sql`create index upload_items_by_component on upload_items (component_id)`.execute(db);

    await sql`
      create table upload_item_links (
        upload_id uuid not null,
        position integer not null,
        links jsonb not null,
        primary key (upload_id, position),
        foreign key (upload_id, position) references upload_items (upload_id, position)
      )`.execute(db);

    await sql`
      create table delivered_links (
        id bigint generated always as identity primary key,
        upload_id uuid not null references uploads (id),
        folder text not null,
        links jsonb not null,
        created_folders jsonb not null,
        at timestamptz not null default clock_timestamp()
      )`.execute(db);
    // A hash, since a path may be longer than what an ordinary index takes.
    await sql`create index delivered_links_by_folder on delivered_links using hash (folder)`.execute(db);
    await sql`create index delivered_links_by_upload on delivered_links (upload_id)`.execute(db);
  },
};
