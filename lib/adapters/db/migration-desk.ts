import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What each person keeps of the desk, and selections that got a name. */
export const createDesk: Migration = {
  async up(db) {
    await sql`
      create table preferences (
        username text not null,
        name text not null,
        value jsonb not null,
        changed_at timestamptz not null default clock_timestamp(),
        primary key (username, name)
      )`.execute(db);

    await sql`
      create table presets (
        id uuid primary key,
        project_id uuid not null,
        owner_username text not null,
        owner_name text not null,
        name text not null check (name <> ''),
        shared boolean not null,
        address text not null,
        changed_at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`create unique index presets_own_name on presets (project_id, owner_username, lower(name))`.execute(db);
  },
};
