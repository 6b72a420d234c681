import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { workIdSchema } from "#lib/domain/ids";
import type { Store } from "#lib/services/ports/store";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { type ChangeListener, listenForChanges } from "./notifications.ts";
import { createPreviewRecords } from "./preview-records.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";
import { createStore } from "./store.ts";
import { openDeafGate } from "./test-deaf-gate.ts";
import { item, link, upload } from "./upload-fixture.ts";

let scratch: ScratchDatabase;
let database: Database;
let store: Store;
const listeners: ChangeListener[] = [];

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  store = createStore(database.db, () => ({ enqueue: () => Promise.reject(new Error("no jobs here")) }));
});

afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.close();
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

/** The machine may be busy with other things. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });

const quick = { proofMs: 50, answerMs: 500, firstWaitMs: 20, longestWaitMs: 100, deafWaitMs: 60_000, pollMs: 30 };

function listen(url = scratch.url) {
  const heard = { uploads: [] as string[], previews: [] as string[], missed: 0, deaf: [] as string[] };
  const listener = listenForChanges(
    url,
    {
      onUpload: (id) => heard.uploads.push(id),
      onPreview: (id) => heard.previews.push(id),
      onMissed: () => {
        heard.missed += 1;
      },
      onDeaf: (error) => heard.deaf.push(error.message),
    },
    quick,
  );
  listeners.push(listener);
  return heard;
}

async function listening() {
  const heard = listen();
  await soon(() => heard.missed).toBe(1);
  return heard;
}

async function inserted() {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0), item(1)], links: new Map() });
  return given.id;
}

test("every change of an upload is announced once it is committed", async () => {
  const id = await inserted();
  const heard = await listening();
  const { uploads } = store;
  const changes = [
    () => uploads.setStep(id, "links", { state: "running" }),
    () => uploads.setItems(id, [0, 1], { state: "linked" }),
    () => uploads.setLinksDone(id, 1),
    () => uploads.setSupervisors(id, []),
    () => uploads.setFinished(id, new Date()),
    () => uploads.recordLinks(id, "/mnt/00_ftp/x", [link("a")]),
  ];
  for (const [before, change] of changes.entries()) {
    await change();
    await soon(() => heard.uploads.length).toBe(before + 1);
  }
  const other = await inserted();
  await soon(() => heard.uploads.at(-1)).toBe(other);
});

test("what is rolled back is not announced, and one transaction announces an upload once", async () => {
  const id = await inserted();
  const heard = await listening();
  const failing = store.transaction(async ({ uploads }) => {
    await uploads.setLinksDone(id, 1);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await store.transaction(async ({ uploads }) => {
    for (const done of [1, 2, 3]) await uploads.setLinksDone(id, done);
  });
  const last = await inserted();
  await soon(() => heard.uploads.at(-1)).toBe(last);
  expect(heard.uploads).toEqual([id, last]);
});

test("a long preview's signs of life, its cancelling and its end are announced", async () => {
  const heard = await listening();
  const id = workIdSchema.parse(randomUUID());
  const previews = createPreviewRecords(database.db);
  const progress = { phase: "files", done: 1, of: 2 } as const;
  await previews.begin({ id, username: "mira.okafor", kind: "preview", progress });
  await previews.sign(id, progress);
  await previews.cancel(id, "mira.okafor");
  await previews.finish(id, { ok: true, value: 1 });
  await soon(() => heard.previews).toEqual([id, id, id]);
});

test("a line that breaks is made anew, says that something may have been missed, and hears again", async () => {
  const id = await inserted();
  const heard = await listening();
  for (const broken of [1, 2]) {
    const before = heard.missed;
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'compout listener' and datname = current_database()`.execute(database.db);
    await soon(() => heard.deaf.length).toBe(broken);
    await soon(() => heard.missed).toBeGreaterThan(before);
    await soon(listenersNow).toBe(1);
    // Whatever it hears now, it hears over the new line.
    await soon(async () => {
      await store.uploads.setLinksDone(id, broken);
      return heard.uploads.length;
    }).toBeGreaterThan(0);
    heard.uploads.length = 0;
    // It is over with being deaf once it no longer reads now and then instead: a new line hears before it has proved that.
    await soon(async () => {
      const { missed } = heard;
      await wait(quick.pollMs * 4);
      return heard.missed - missed;
    }).toBe(0);
  }
  for (const listener of listeners.splice(0)) await listener.close();
  expect(await listenersNow()).toBe(0);
});

test("behind a pooler that passes no announcements on, it reads now and then instead, and says what to set", async () => {
  const gate = await openDeafGate(scratch.url);
  const heard = listen(gate.url);
  await soon(() => heard.missed).toBeGreaterThan(2);
  expect(heard.deaf).toEqual([expect.stringContaining("set DATABASE_URL_DIRECT")]);
  for (const listener of listeners.splice(0)) await listener.close();
  await gate.close();
});

test("a line that falls deaf later is noticed", async () => {
  const gate = await openDeafGate(scratch.url, { deaf: false });
  const heard = listen(gate.url);
  await soon(() => heard.missed).toBe(1);
  gate.fallDeaf();
  await soon(() => heard.deaf.length).toBe(1);
  await soon(() => heard.missed).toBeGreaterThan(2);
  for (const listener of listeners.splice(0)) await listener.close();
  await gate.close();
});

test("a database that does not answer is asked again until it does, and meanwhile it is read now and then", async () => {
  const nowhere = new URL(scratch.url);
  nowhere.pathname = "/absent";
  const heard = listen(nowhere.href);
  await soon(() => heard.missed).toBeGreaterThan(2);
  expect(heard.deaf).toEqual([expect.stringContaining("absent")]);
});

async function listenersNow(): Promise<number> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where application_name = 'compout listener' and datname = current_database()`.execute(database.db);
  return rows.length;
}
