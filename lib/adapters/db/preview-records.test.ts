import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { workIdSchema } from "#lib/domain/ids";
import type { WorkRecords } from "#lib/services/ports/store";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createPreviewRecords } from "./preview-records.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";

let scratch: ScratchDatabase;
let database: Database;
let records: WorkRecords;

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  records = createPreviewRecords(database.db);
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

const username = "mira.okafor";
const progress = { phase: "files", done: 0, of: 9000 } as const;

async function begun(kind: "preview" | "submit" = "preview") {
  const id = workIdSchema.parse(randomUUID());
  await records.begin({ id, username, kind, progress });
  return id;
}

test("progress is told until the outcome is there, which comes back as it went in", async () => {
  const id = await begun();
  await records.sign(id, { ...progress, done: 1240 });
  expect(await records.state(id)).toEqual({
    username,
    state: { status: "running", kind: "preview", progress: { ...progress, done: 1240 }, cancelled: false },
  });
  expect(await records.outcome(id, username)).toBeNull();
  const outcome = { ok: true, value: { remarks: ["a\0b", "\ud800"], items: [] } } as const;
  await records.finish(id, outcome);
  await records.sign(id, progress);
  expect(await records.state(id)).toEqual({ username, state: { status: "finished" } });
  // PostgreSQL keeps neither NUL nor half a character.
  expect(await records.outcome(id, username)).toEqual({
    ok: true,
    value: { remarks: ["a\ufffdb", "\ufffd"], items: [] },
  });
});

test("nobody else gets its outcome, or cancels it", async () => {
  const id = await begun();
  expect(await records.cancel(id, "jonas.lindqvist")).toBe(false);
  expect(await records.sign(id, progress)).toEqual({ cancelled: false });
  await records.finish(id, { ok: true, value: 1 });
  expect(await records.outcome(id, "jonas.lindqvist")).toBeNull();
  expect(await records.outcome(id, username)).toEqual({ ok: true, value: 1 });
});

test("whoever works on it hears that it was cancelled; what is over can't be cancelled any more", async () => {
  const id = await begun("submit");
  expect(await records.cancel(id, username)).toBe(true);
  expect(await records.sign(id, progress)).toEqual({ cancelled: true });
  expect(await records.state(id)).toMatchObject({ state: { status: "running", kind: "submit", cancelled: true } });
  await records.finish(id, { ok: true, value: 1 });
  expect(await records.cancel(id, username)).toBe(false);
});

test("silence means that its server is gone, and cancelling is no sign of life", async () => {
  const id = await begun("submit");
  await sql`update previews set seen_at = seen_at - interval '1 minute' where id = ${id}`.execute(database.db);
  await records.cancel(id, username);
  expect(await records.state(id)).toEqual({ username, state: { status: "broken-off", kind: "submit" } });
});

test("what is older than a day is forgotten when the next begins", async () => {
  const [old, young] = [await begun(), await begun()];
  await sql`update previews set started_at = started_at - interval '25 hours' where id = ${old}`.execute(database.db);
  await begun();
  expect(await records.state(old)).toBeNull();
  expect(await records.state(young)).not.toBeNull();
});
