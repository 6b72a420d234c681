import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import type { UploadId } from "#lib/domain/ids";
import type { Store } from "#lib/services/ports/store";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";
import { createStore } from "./store.ts";
import { item, upload } from "./upload-fixture.ts";

let scratch: ScratchDatabase;
let database: Database;
let store: Store;

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  store = createStore(database.db, () => ({ enqueue: () => Promise.reject(new Error("no jobs here")) }));
});

afterEach(async () => {
  await sql`delete from upload_claims`.execute(database.db);
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

async function inserted(): Promise<UploadId> {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0)], links: new Map() });
  return given.id;
}

const take = (id: UploadId, ...keys: string[]) => store.transaction(({ claims }) => claims.take(id, keys));
const release = (id: UploadId) => store.transaction(({ claims }) => claims.release(id));
const waitsFor = async (id: UploadId) => (await store.uploads.get(id))?.waitsFor;

test("an upload takes all of its places, or none and is told who has one of them", async () => {
  const [one, two, three] = [await inserted(), await inserted(), await inserted()];
  expect(await take(one, "a", "b")).toBeNull();
  expect(await take(two, "b", "c")).toEqual({ key: "b", uploadId: one });
  expect(await waitsFor(two)).toBe(one);
  expect(await take(three, "c")).toBeNull();
});

test("taking again what is one's own changes nothing, even by another worker", async () => {
  const one = await inserted();
  expect(await take(one, "a", "b")).toBeNull();
  expect(await take(one, "a", "b", "b")).toBeNull();
  expect(await release(one)).toEqual([]);
});

test("a release names those who wait for it, in the order of their submission, and frees the places", async () => {
  const [one, two, three] = [await inserted(), await inserted(), await inserted()];
  await take(one, "a", "b");
  await take(three, "b");
  await take(two, "a");
  expect(await release(one)).toEqual([two, three]);
  expect(await take(two, "a", "b")).toBeNull();
  expect(await waitsFor(two)).toBeNull();
  expect(await take(three, "b")).toEqual({ key: "b", uploadId: two });
  expect(await waitsFor(three)).toBe(two);
});

test("many uploads that want overlapping places in different orders all get their turn, one at a time each", async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, inserted));
  const keys = ["a", "b", "c", "d", "e", "f"];
  const holders = new Map<string, UploadId>();
  const finished: UploadId[] = [];
  const run = async (id: UploadId, at: number) => {
    const wanted = keys.map((_, index) => keys[(index * (at % 2 === 0 ? 1 : 5) + at) % 6] ?? "a").slice(0, 4);
    while ((await take(id, ...wanted)) !== null) await new Promise(setImmediate);
    for (const key of wanted) {
      expect(holders.has(key)).toBe(false);
      holders.set(key, id);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const key of wanted) holders.delete(key);
    await release(id);
    finished.push(id);
  };
  await Promise.all(ids.map(run));
  expect(finished.sort()).toEqual([...ids].sort());
});
