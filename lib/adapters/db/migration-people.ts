import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const createPeople: Migration = {
  async up(db) {
    await sql`
      create table accounts (
        username text primary key,
        name text not null,
        email text not null,
        groups jsonb not null,
        disabled boolean not null,
        remembered_at timestamptz not null
      )`.execute(db);
    await sql`
      create table sign_in_tries (
        key text not null,
        at timestamptz not null
      )`.execute(db);
    await sql`create index sign_in_tries_by_key on sign_in_tries (key, at)`.execute(db);
    await sql`create index sign_in_tries_by_age on sign_in_tries (at)`.execute(db);
  },
};
