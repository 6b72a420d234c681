import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Store } from "#lib/services/context";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { listenForUploads } from "./notifications.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";
import { createStore } from "./store.ts";
import { item, link, upload } from "./upload-fixture.ts";

let scratch: ScratchDatabase;
let database: Database;
let store: Store;

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  store = createStore(database.db, () => ({ enqueue: () => Promise.reject(new Error("no jobs here")) }));
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

async function inserted() {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0), item(1)], links: new Map() });
  return given.id;
}

test("every change of an upload is announced once it is committed", async () => {
  const id = await inserted();
  const heard: string[] = [];
  const listener = await listenForUploads(
    scratch.url,
    (changed) => heard.push(changed),
    () => undefined,
  );
  const { uploads } = store;
  const changes = [
    () => uploads.setStep(id, "links", { state: "running" }),
    () => uploads.setItems(id, [0, 1], { state: "linked" }),
    () => uploads.setLinksDone(id, 1),
    () => uploads.setSupervisors(id, []),
    () => uploads.setFinished(id, new Date()),
    () => uploads.recordLinks(id, "/mnt/00_ftp/x", [link("a")], []),
  ];
  for (const [before, change] of changes.entries()) {
    await change();
    await expect.poll(() => heard.length).toBe(before + 1);
  }
  const other = await inserted();
  await expect.poll(() => heard.at(-1)).toBe(other);
  await listener.close();
});

test("what is rolled back is not announced, and one transaction announces an upload once", async () => {
  const id = await inserted();
  const heard: string[] = [];
  const listener = await listenForUploads(
    scratch.url,
    (changed) => heard.push(changed),
    () => undefined,
  );
  const failing = store.transaction(async ({ uploads }) => {
    await uploads.setLinksDone(id, 1);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await store.transaction(async ({ uploads }) => {
    for (const done of [1, 2, 3]) await uploads.setLinksDone(id, done);
  });
  const last = await inserted();
  await expect.poll(() => heard.at(-1)).toBe(last);
  expect(heard).toEqual([id, last]);
  await listener.close();
});

test("a broken connection is made anew, and says so", async () => {
  const id = await inserted();
  const heard: string[] = [];
  let reconnects = 0;
  const listener = await listenForUploads(
    scratch.url,
    (changed) => heard.push(changed),
    () => {
      reconnects += 1;
    },
  );
  for (const broken of [1, 2]) {
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'compout listener' and datname = current_database()`.execute(database.db);
    await expect.poll(() => reconnects, { timeout: 10_000 }).toBe(broken);
  }
  await store.uploads.setLinksDone(id, 2);
  await expect.poll(() => heard).toEqual([id]);
  await listener.close();
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where application_name = 'compout listener' and datname = current_database()`.execute(database.db);
  expect(rows).toEqual([]);
});

test("a database that does not answer at first is an error", async () => {
  const nowhere = new URL(scratch.url);
  nowhere.pathname = "/absent";
  const attempt = listenForUploads(
    nowhere.href,
    () => undefined,
    () => undefined,
  );
  await expect(attempt).rejects.toThrow(/absent/);
});
