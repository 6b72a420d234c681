import { sql } from "kysely";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";

let scratch: ScratchDatabase;
let database: Database;
/** Of somebody else, who ends connections. */
let other: Database;
let errors: Error[];

beforeEach(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  errors = [];
  other = openDatabase(scratch.url);
  database = openDatabase(scratch.url, { connections: 1, onError: (error) => errors.push(error) });
});

afterEach(async () => {
  await Promise.all([database.close(), other.close()]);
  await scratch.drop();
});

async function end(pid: number): Promise<void> {
  await sql`select pg_terminate_backend(${pid})`.execute(other.db);
}

async function ownPid(db: Database["db"]): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  return rows[0]?.pid ?? 0;
}

test("a connection that the server ends in the middle of a transaction fails that transaction and nothing else", async () => {
  const transaction = database.db.transaction().execute(async (inside) => {
    await end(await ownPid(inside));
    await expect.poll(() => errors.length).toBe(1);
    await sql`select 1`.execute(inside);
  });
  await expect(transaction).rejects.toThrow();
  expect(errors[0]?.message).toContain("terminating connection");
  await expect(ownPid(database.db)).resolves.toBeGreaterThan(0);
});

test("a connection that the server ends while nobody uses it is told once and replaced", async () => {
  const before = await ownPid(database.db);
  await end(before);
  await expect.poll(() => errors.length).toBe(1);
  expect(await ownPid(database.db)).not.toBe(before);
  expect(errors).toHaveLength(1);
});
