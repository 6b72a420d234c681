import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { ItemState } from "#lib/domain/upload";
import type { Jobs, Store } from "#lib/services/ports/store";
import type { NewUpload } from "#lib/services/ports/upload-records";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";
import { createStore } from "./store.ts";
import { item, upload } from "./upload-fixture.ts";

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

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

/** An upload of the component whose links step is over, unless its item is still waiting. */
async function sent(
  componentId: string,
  state: ItemState,
  change: Partial<NewUpload["upload"]> = {},
): Promise<UploadId> {
  const given = upload(change);
  await store.uploads.insert({ upload: given, items: [item(0, { componentId, state })], links: new Map() });
  if (state !== "waiting") await store.uploads.setStep(given.id, "links", { state: "done" });
  return given.id;
}

const by = { username: "ivo", name: "Ivo Grant", email: "ivo@studio.example" };
const marksOf = async (componentId: string) => (await store.uploads.sentOf([componentId])).get(componentId) ?? null;

test("the latest upload of each type counts, with how many there were, by whom and where to", async () => {
  const component = randomUUID();
  await sent(component, "linked");
  await sent(component, "linked", { uploadType: "client", destination: "/mnt/prj/NXP/00_ftp/client" });
  const latest = await sent(component, "unchanged", { destination: "/mnt/prj/NXP/00_ftp/again" });
  expect(await marksOf(component)).toEqual({
    sent: {
      internal: {
        latest: {
          uploadId: latest,
          uploadType: "internal",
          at: (await store.uploads.get(latest))?.submittedAt,
          by: { username: "ivo", name: "Ivo Grant" },
          destination: "/mnt/prj/NXP/00_ftp/again",
        },
        times: 2,
      },
      client: { latest: expect.objectContaining({ destination: "/mnt/prj/NXP/00_ftp/client" }), times: 1 },
    },
    going: null,
  });
});

test.each<ItemState>(["failed", "cancelled", "left-out", "withdrawn"])(
  "an item that is %s was not sent",
  async (state) => {
    const component = randomUUID();
    await sent(component, state);
    expect(await marksOf(component)).toBeNull();
  },
);

test("what is withdrawn does not count, also what stands there still; a withdrawal that failed took nothing", async () => {
  const component = randomUUID();
  const first = await sent(component, "linked");
  const second = await sent(component, "linked");
  await store.withdrawals.ask(second, { by, reason: "Wrong plate", at: new Date() });
  expect((await marksOf(component))?.sent.internal).toMatchObject({ latest: { uploadId: first }, times: 1 });
  await store.withdrawals.set(second, { state: "done" });
  expect((await marksOf(component))?.sent.internal).toMatchObject({ latest: { uploadId: first }, times: 1 });
  await store.withdrawals.set(second, { state: "failed" });
  expect((await marksOf(component))?.sent.internal).toMatchObject({ latest: { uploadId: second }, times: 2 });
});

test("what is to be linked is on its way, by the upload that came first, until it is linked or cancelled", async () => {
  const component = randomUUID();
  const first = await sent(component, "waiting", { uploadType: "client" });
  const second = await sent(component, "waiting");
  const goingNow = async () => (await marksOf(component))?.going?.uploadId;
  expect(await goingNow()).toBe(first);
  await store.uploads.setItems(first, [0], { state: "linked" });
  await store.uploads.setStep(first, "links", { state: "done" });
  expect(await goingNow()).toBe(second);
  expect((await marksOf(component))?.sent.client).toMatchObject({ latest: { uploadId: first }, times: 1 });
  await store.uploads.setCancelled(second, by, new Date());
  expect(await goingNow()).toBeUndefined();
});

test("an item that waits in an upload whose links are over is on its way no more", async () => {
  const component = randomUUID();
  await store.uploads.setStep(await sent(component, "waiting"), "links", { state: "failed" });
  expect(await marksOf(component)).toBeNull();
});

test("components that were never in an upload are left out, and nobody asks for none", async () => {
  const known = randomUUID();
  await sent(known, "linked");
  expect([...(await store.uploads.sentOf([randomUUID(), known, known])).keys()]).toEqual([known]);
  expect(await store.uploads.sentOf([])).toEqual(new Map());
});

test("uploads that go on, ended or were withdrawn since then have touched their components", async () => {
  const project = { id: projectIdSchema.parse(randomUUID()), name: "EPI" };
  const running = randomUUID();
  const ended = randomUUID();
  const withdrawn = randomUUID();
  const moment = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 12, minutes));
  await sent(running, "waiting", { project });
  await store.uploads.setFinished(await sent(ended, "linked", { project }), moment(30));
  await store.uploads.setFinished(await sent(randomUUID(), "linked", { project }), moment(10));
  const taken = await sent(withdrawn, "linked", { project });
  await store.uploads.setFinished(taken, moment(10));
  await sent(randomUUID(), "waiting");
  const touched = async (since: Date) => (await store.uploads.touchedSince(project.id, since)).sort();
  expect(await touched(moment(20))).toEqual([running, ended].sort());
  await store.withdrawals.ask(taken, { by, reason: "Wrong plate", at: moment(25) });
  expect(await touched(moment(20))).toEqual([running, ended, withdrawn].sort());
  expect(await touched(moment(40))).toEqual([running]);
});

test("thousands are asked about at once, and what they tell of one upload is one object", async () => {
  const components = [...Array(3000)].map(() => randomUUID());
  const given = upload();
  const items = components.map((componentId, at) => item(at, { componentId, state: "linked" }));
  await store.uploads.insert({ upload: given, items, links: new Map() });
  const found = await store.uploads.sentOf([...components, ...[...Array(7000)].map(() => randomUUID())]);
  expect(found.size).toBe(3000);
  const latest = new Set([...found.values()].map(({ sent: { internal } }) => internal?.latest));
  expect(latest.size).toBe(1);
});
