import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { ItemState } from "#lib/domain/upload";
import type { Jobs, Store } from "#lib/services/ports/store";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";
import { createStore } from "./store.ts";
import { item, upload } from "./upload-fixture.ts";

let scratch: ScratchDatabase;
let database: Database;
let store: Store;
const noJobs: Jobs = { enqueue: () => Promise.reject(new Error("no job belongs to these tests")) };
const lena = { username: "lena", name: "Lena Hartmann", email: "lena@studio.example" };
const at = new Date("2026-11-22T20:00:00Z");

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  store = createStore(database.db, () => noJobs);
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

async function made(comment: string, state: ItemState, finished = true) {
  const given = upload({ comment });
  await store.uploads.insert({ upload: given, items: [item(0, { state })], links: new Map() });
  if (finished) await store.uploads.setFinished(given.id, at);
  return given.id;
}

async function found(state: Parameters<Store["uploads"]["list"]>[0]["state"]): Promise<string[]> {
  const { uploads, total } = await store.uploads.list({ state }, { offset: 0, limit: 50 });
  expect(total).toBe(uploads.length);
  return uploads.map(({ comment }) => comment).sort();
}

test("uploads are found by how they stand", async () => {
  await made("whole", "linked");
  await made("on its way", "waiting", false);
  await made("an item failed", "failed");
  const untold = await made("ftrack was not told", "linked");
  await store.uploads.setStep(untold, "ftrack", { state: "failed" });
  const stopped = await made("stopped", "cancelled");
  await store.uploads.setCancelled(stopped, lena, at);
  const goes = await made("being taken back", "linked");
  await store.withdrawals.ask(goes, { by: lena, reason: "Wrong grade", at });
  const gone = await made("taken back", "withdrawn");
  await store.withdrawals.ask(gone, { by: lena, reason: "Wrong grade", at });
  await store.withdrawals.set(gone, { state: "done" });
  const stuck = await made("not taken back", "linked");
  await store.withdrawals.ask(stuck, { by: lena, reason: "Wrong grade", at });
  await store.withdrawals.set(stuck, { state: "failed", error: "Storage does not answer." });

  expect(await found("running")).toEqual(["being taken back", "on its way"]);
  expect(await found("problems")).toEqual(["an item failed", "ftrack was not told", "not taken back"]);
  expect(await found("cancelled")).toEqual(["stopped"]);
  expect(await found("withdrawn")).toEqual(["being taken back", "not taken back", "taken back"]);
  expect(await found(undefined)).toHaveLength(8);
});

test("of the looks at an upload's links only the newest counts", async () => {
  const change = { kind: "link-gone", position: 0, path: "/mnt/prj/NXP/00_ftp/a.exr", detail: "It is gone." } as const;
  const changed = { by: lena, links: 3, counts: { "link-gone": 1 }, findings: [change] };
  const sound = { by: null, links: 3, counts: {}, findings: [] };
  const mended = await made("mended", "linked");
  await store.checks.add(mended, { at: "2026-11-22T20:00:00Z", ...changed });
  await store.checks.add(mended, { at: "2026-11-22T21:00:00Z", ...sound });
  const lost = await made("lost a link", "linked");
  await store.checks.add(lost, { at: "2026-11-22T20:00:00Z", ...sound });
  await store.checks.add(lost, { at: "2026-11-22T21:00:00Z", ...changed });

  expect(await found("changed")).toEqual(["lost a link"]);
});
