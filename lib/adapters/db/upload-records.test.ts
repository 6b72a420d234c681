import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { componentIdSchema } from "#lib/domain/ids";
import { countsOf } from "#lib/domain/upload";
import type { Jobs, Store } from "#lib/services/ports/store";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";
import { createStore } from "./store.ts";
import { item, link, newId, upload } from "./upload-fixture.ts";

let scratch: ScratchDatabase;
let database: Database;
let store: Store;
const noJobs: Jobs = { enqueue: () => Promise.reject(new Error("no job belongs to these tests")) };

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  store = createStore(database.db, () => noJobs);
});

async function inserted() {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0)], links: new Map() });
  return given;
}

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

test("an upload comes back as it was given, with fresh steps and counts", async () => {
  const given = upload();
  const items = [item(0), item(1, { state: "unchanged", camera: null, taskId: null }), item(2, { state: "left-out" })];
  await store.uploads.insert({ upload: given, items, links: new Map() });

  const found = await store.uploads.get(given.id);
  expect(found).toMatchObject(given);
  expect(found?.finishedAt).toBeNull();
  expect(Date.parse(found?.submittedAt ?? "")).not.toBeNaN();
  expect(found?.linksDone).toBe(0);
  expect(found?.counts).toEqual(countsOf({ waiting: 1, unchanged: 1, "left-out": 1 }));
  const fresh = { state: "waiting", attempts: 0, error: null, at: null };
  expect(found?.steps).toEqual({ links: fresh, ftrack: fresh, report: fresh });
  expect(await store.uploads.items(given.id)).toEqual(items);
});

test("readings are ordered by what they know: the upload and its items as of one moment", async () => {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0)], links: new Map() });
  const first = await store.uploads.withItems(given.id);
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const changing = store.transaction(async ({ uploads }) => {
    await uploads.setLinksDone(given.id, 1);
    await uploads.setItems(given.id, [0], { state: "linked" });
    begun.resolve();
    await go.promise;
  });
  await begun.promise;
  // Others begin and end meanwhile: they must not make what is not committed yet look known.
  await store.uploads.setLinksDone((await inserted()).id, 1);
  const during = await store.uploads.withItems(given.id);
  go.resolve();
  await changing;
  const after = await store.uploads.withItems(given.id);
  const listed = (await store.uploads.list({}, { offset: 0, limit: 500 })).uploads.find(({ id }) => id === given.id);

  expect(during?.items[0]?.state).toBe("waiting");
  expect(after?.items[0]?.state).toBe("linked");
  const order = [first, during, after].map((reading) => reading?.upload.asOf ?? Number.NaN);
  expect(order[0]).toBeLessThan(order[1] ?? Number.NaN);
  expect(order[1]).toBeLessThan(order[2] ?? Number.NaN);
  expect(listed?.asOf).toBeGreaterThanOrEqual(order[2] ?? Number.NaN);
  expect(await store.uploads.withItems(newId())).toBeNull();
});

test("an unknown upload is null, and changing it is refused", async () => {
  expect(await store.uploads.get(newId())).toBeNull();
  await expect(store.uploads.setLinksDone(newId(), 3)).rejects.toMatchObject({ code: "not-found" });
  await expect(store.uploads.setStep(newId(), "links", { state: "done" })).rejects.toMatchObject({ code: "not-found" });
  await expect(store.uploads.setItems(newId(), [0], { state: "linked" })).rejects.toMatchObject({ code: "not-found" });
});

test("links come back by position, sizes and nanoseconds exact", async () => {
  const given = upload();
  const sequence = [link("a.1001.exr"), link("a.1002.exr", { verdict: "replace", replaces: "/old/a.1002.exr" })];
  const odd = [link("b.mov", { source: "/other/b.mov", text: "/other/b.mov", size: Number.MAX_SAFE_INTEGER })];
  await store.uploads.insert({
    upload: given,
    items: [item(0), item(1), item(2)],
    links: new Map([
      [0, sequence],
      [2, odd],
    ]),
  });

  const found = await store.uploads.links(given.id, [0, 1, 2]);
  expect([...found.keys()]).toEqual([0, 1, 2]);
  expect(found.get(0)).toEqual(sequence);
  expect(found.get(1)).toEqual([]);
  expect(found.get(2)).toEqual(odd);
  expect([...(await store.uploads.links(given.id, [2])).keys()]).toEqual([2]);
});

test("each step is recorded by itself", async () => {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0)], links: new Map() });
  await store.uploads.setStep(given.id, "ftrack", { state: "running", attempts: 1 });
  await store.uploads.setStep(given.id, "ftrack", { state: "waiting", error: "ftrack does not answer." });
  await store.uploads.setStep(given.id, "links", { state: "done", at: "2026-11-22T18:04:29.250Z" });

  const steps = (await store.uploads.get(given.id))?.steps;
  expect(steps?.links).toEqual({ state: "done", attempts: 0, error: null, at: "2026-11-22T18:04:29.250Z" });
  expect(steps?.ftrack).toMatchObject({ state: "waiting", attempts: 1, error: "ftrack does not answer." });
  expect(Date.parse(steps?.ftrack.at ?? "")).not.toBeNaN();
  expect(steps?.report.at).toBeNull();
});

test("items, progress, supervisors and the end are recorded, and the counts follow", async () => {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0), item(1), item(2)], links: new Map() });
  await store.uploads.setItems(given.id, [0, 2], { state: "linked" });
  await store.uploads.setItems(given.id, [2], { noteId: "note-2" });
  await store.uploads.setItems(given.id, [1], { state: "failed", reason: "The folder is taken." });
  await store.uploads.setItems(given.id, [], { state: "failed" });
  await store.uploads.setLinksDone(given.id, 2);
  await store.uploads.setSupervisors(given.id, []);
  await store.uploads.setFinished(given.id, new Date("2026-11-22T18:10:00.000Z"));

  const found = await store.uploads.get(given.id);
  expect(found?.counts).toEqual(countsOf({ linked: 2, failed: 1 }));
  expect(found).toMatchObject({ linksDone: 2, supervisors: [], finishedAt: "2026-11-22T18:10:00.000Z" });
  const items = await store.uploads.items(given.id);
  expect(items.map(({ state, reason, noteId }) => ({ state, reason, noteId }))).toEqual([
    { state: "linked", reason: null, noteId: null },
    { state: "failed", reason: "The folder is taken.", noteId: null },
    { state: "linked", reason: null, noteId: "note-2" },
  ]);
});

test("a state that does not exist is refused by the database itself", async () => {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0)], links: new Map() });
  const bad = sql`update upload_items set state = 'lost' where upload_id = ${given.id}`;
  await expect(bad.execute(database.db)).rejects.toMatchObject({ code: "23514" });
});

test("the list is newest first, filtered, paged, and says how many there are", async () => {
  const scope = { username: "lister", name: "Lis Ter", email: "lister@studio.example" };
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    const given = upload({
      actor: scope,
      uploadType: n % 2 === 0 ? "client" : "internal",
      destination: `/mnt/prj/NXP/00_ftp/day_${n}`,
      comment: n === 3 ? "100% done_now" : "",
    });
    ids.push(given.id);
    await store.uploads.insert({
      upload: given,
      items: [item(0, { versionName: `sh${n}_v00${n}` }), item(1)],
      links: new Map(),
    });
  }
  const idsOf = async (filter: Parameters<Store["uploads"]["list"]>[0], offset = 0, limit = 10) => {
    const { uploads, total } = await store.uploads.list({ username: "lister", ...filter }, { offset, limit });
    return { places: uploads.map(({ id }) => ids.indexOf(id)), total };
  };

  expect(await idsOf({})).toEqual({ places: [4, 3, 2, 1, 0], total: 5 });
  expect(await idsOf({}, 1, 2)).toEqual({ places: [3, 2], total: 5 });
  expect(await idsOf({ uploadType: "client" })).toEqual({ places: [4, 2, 0], total: 3 });
  expect(await idsOf({ text: "DAY_2" })).toEqual({ places: [2], total: 1 });
  expect(await idsOf({ text: "0% done_" })).toEqual({ places: [3], total: 1 });
  expect(await idsOf({ text: "sh1_V001" })).toEqual({ places: [1], total: 1 });
  expect(await idsOf({ text: "%" })).toEqual({ places: [3], total: 1 });
  expect((await store.uploads.list({ username: "nobody" }, { offset: 0, limit: 10 })).total).toBe(0);
  const { uploads } = await store.uploads.list({ username: "lister" }, { offset: 0, limit: 1 });
  expect(uploads[0]?.counts.waiting).toBe(2);
});

test("10,000 items go in with their links in few statements, and come back whole", async () => {
  const given = upload({ linksPlanned: 30_000 });
  const items = Array.from({ length: 10_000 }, (_, position) => item(position));
  const links = new Map(items.map(({ position }) => [position, [1001, 1002, 1003].map((n) => link(`a.${n}.exr`))]));
  await store.uploads.insert({ upload: given, items, links });

  const found = await store.uploads.items(given.id);
  expect(found.length).toBe(10_000);
  expect(found[9_999]).toEqual(items[9_999]);
  expect((await store.uploads.get(given.id))?.counts.waiting).toBe(10_000);
  const all = await store.uploads.links(
    given.id,
    items.map(({ position }) => position),
  );
  expect([...all.values()].flat().length).toBe(30_000);
});

test("an upload whose items cannot be stored leaves nothing", async () => {
  const given = upload();
  const twice = { upload: given, items: [item(0), item(0)], links: new Map() };
  await expect(store.uploads.insert(twice)).rejects.toThrow();
  expect(await store.uploads.get(given.id)).toBeNull();
});

test("what people paste is stored, unstorable characters replaced", async () => {
  const given = upload({ comment: "a\0b \ud800 ünï" });
  await store.uploads.insert({ upload: given, items: [item(0, { warnings: ["x\0y"] })], links: new Map() });
  expect((await store.uploads.get(given.id))?.comment).toBe("a\ufffdb \ufffd ünï");
  expect((await store.uploads.items(given.id))[0]?.warnings).toEqual(["x\ufffdy"]);
});

test("ours is the text that was written last under a name, without what was withdrawn", async () => {
  const [first, second] = [upload(), upload()];
  for (const given of [first, second]) await store.uploads.insert({ upload: given, items: [], links: new Map() });
  const [here, there] = [`/mnt/00_ftp/${first.id}`, `/mnt/00_ftp/${second.id}`];
  await store.uploads.recordLinks(first.id, here, [link("a", { text: "v1/a" }), link("b", { text: "v1/b" })]);
  await store.uploads.recordLinks(second.id, here, [link("b", { text: "v2/b" }), link("c", { text: "v2/c" })]);
  await store.uploads.recordLinks(second.id, there, [link("a", { text: "v2/a" })]);

  const ours = await store.uploads.ours([here, there, "/elsewhere"]);
  expect(ours.get(here)).toEqual(new Map(Object.entries({ a: "v1/a", b: "v2/b", c: "v2/c" })));
  expect(ours.get(there)).toEqual(new Map([["a", "v2/a"]]));
  expect(ours.get("/elsewhere")).toEqual(new Map());

  await database.db
    .insertInto("delivered_links")
    .values({ upload_id: second.id, folder: here, links: JSON.stringify({ b: null }) })
    .execute();
  expect((await store.uploads.ours([here])).get(here)).toEqual(new Map(Object.entries({ a: "v1/a", c: "v2/c" })));
  await store.uploads.recordLinks(first.id, here, [link("b", { text: "v1/b" })]);
  expect((await store.uploads.ours([here])).get(here)?.get("b")).toBe("v1/b");
});

test("a link that was there already is not recorded as ours", async () => {
  const given = upload();
  await store.uploads.insert({ upload: given, items: [], links: new Map() });
  const folder = `/mnt/00_ftp/${given.id}`;
  const links = [link("new"), link("there", { verdict: "unchanged" }), link("replaced", { verdict: "replace" })];
  await store.uploads.recordLinks(given.id, folder, links);
  expect([...((await store.uploads.ours([folder])).get(folder)?.keys() ?? [])].sort()).toEqual(["new", "replaced"]);
});

test("a transaction that fails leaves no trace of what was written in it", async () => {
  const given = upload();
  const work = store.transaction(async (records) => {
    await records.uploads.insert({ upload: given, items: [item(0)], links: new Map() });
    await records.accounts.remember(
      { username: "ghost", name: "Ghost", email: "", groups: [], disabled: false },
      new Date(),
    );
    throw new Error("the digest is another one");
  });
  await expect(work).rejects.toThrow("the digest is another one");
  expect(await store.uploads.get(given.id)).toBeNull();
  expect(await store.accounts.recall("ghost")).toBeNull();
});

test("ping answers while the database does", async () => {
  await expect(store.ping()).resolves.toBeUndefined();
});

test("the uploads that hold a component come newest first, each with its own item", async () => {
  const held = componentIdSchema.parse(randomUUID());
  const [older, newer, other] = [upload(), upload(), upload()];
  const withHeld = item(1, { componentId: held, state: "linked" });
  await store.uploads.insert({ upload: older, items: [item(0), withHeld], links: new Map() });
  await store.uploads.insert({ upload: newer, items: [item(0, { componentId: held })], links: new Map() });
  await store.uploads.insert({ upload: other, items: [item(0)], links: new Map() });

  const found = await store.uploads.ofComponent(held);
  expect(found.map((one) => [one.upload.id, one.item.position, one.item.state])).toEqual([
    [newer.id, 0, "waiting"],
    [older.id, 1, "linked"],
  ]);
  expect(found[1]?.item).toEqual(withHeld);
  expect(await store.uploads.ofComponent(componentIdSchema.parse(randomUUID()))).toEqual([]);
});
