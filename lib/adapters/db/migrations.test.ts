import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";

let scratch: ScratchDatabase;
const opened: Database[] = [];

function open(): Database {
  const database = openDatabase(scratch.url);
  opened.push(database);
  return database;
}

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
});

afterAll(async () => {
  for (const database of opened) await database.close();
  await scratch?.drop();
});

async function migrations(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(database.db);
  return rows.map(({ name }) => name);
}

test("many servers that start at once on an empty database bring it up to date once", async () => {
  const servers = Array.from({ length: 8 }, open);
  await Promise.all(servers.map(({ db }) => migrate(db)));
  const names = await migrations(open());
  expect(names.slice(0, 3)).toEqual(["0001-uploads", "0002-audit", "0003-people"]);
  expect(names).toEqual([...new Set(names)].sort());
});

test("a database that is up to date stays as it is", async () => {
  const database = open();
  await database.db.insertInto("sign_in_tries").values({ key: "kept", at: new Date() }).execute();
  const before = await migrations(database);
  await migrate(database.db);
  expect(await migrations(database)).toEqual(before);
  expect(await database.db.selectFrom("sign_in_tries").select("key").execute()).toEqual([{ key: "kept" }]);
});

test("a database of a later version is refused with a sentence", async () => {
  const database = open();
  await sql`insert into schema_migration (name, timestamp) values ('9999-later', now()::text)`.execute(database.db);
  await expect(migrate(database.db)).rejects.toThrow(/could not be brought up to date.*9999-later/s);
});

test("connections carry a name and limits", async () => {
  const database = openDatabase(scratch.url, { applicationName: "compout test" });
  opened.push(database);
  const { rows } = await sql<{ name: string; statement: string; idle: string }>`
    select current_setting('application_name') as name, current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`.execute(database.db);
  expect(rows).toEqual([{ name: "compout test", statement: "30s", idle: "10s" }]);
});

test("a connection that the server ends while nobody uses it is reported, and replaced", async () => {
  const errors: Error[] = [];
  const database = openDatabase(scratch.url, { onError: (error) => errors.push(error) });
  opened.push(database);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.db);
  await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(open().db);
  await expect.poll(() => errors.length).toBe(1);
  await expect(sql`select 1`.execute(database.db)).resolves.toBeDefined();
});
