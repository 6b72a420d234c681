import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import type { Lease, Store } from "#lib/services/ports/store";
import { type Database, openDatabase } from "./database.ts";
import { endSilentLeases } from "./leases.ts";
import { migrate } from "./migrations.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";
import { createStore } from "./store.ts";
import { item, upload } from "./upload-fixture.ts";

let scratch: ScratchDatabase;
let database: Database;
const held: Lease[] = [];

const noJobs = () => ({ enqueue: () => Promise.reject(new Error("no jobs here")) });
/** A process that renews its leases, and one that was stopped and does not. */
const living = { lease: 30_000, renewal: 10_000 };
const stopped = { lease: 0, renewal: 3_600_000 };

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
});

afterEach(async () => {
  for (const lease of held.splice(0)) await lease.release();
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

const storeOf = (pace: { lease: number; renewal: number }): Store => createStore(database.db, noJobs, pace);

async function take(name: string, pace = living): Promise<Lease> {
  const lease = await storeOf(pace).leases.take(name);
  if (lease === null) throw new Error(`${name} is held by somebody else.`);
  held.push(lease);
  return lease;
}

test("one at a time has a lease, and after its release the next", async () => {
  const { leases } = storeOf(living);
  const first = await take("links");
  expect(await leases.take("links")).toBeNull();
  await first.release();
  const second = await take("links");
  await expect(second.check()).resolves.toBeUndefined();
});

test("of many who take it at once, one gets it", async () => {
  const { leases } = storeOf(living);
  const taken = await Promise.all(Array.from({ length: 16 }, () => leases.take("many")));
  const got = taken.filter((lease) => lease !== null);
  held.push(...got);
  expect(got).toHaveLength(1);
});

test("a silent holder's lease passes on, its fence rises, and the silent one learns that it lost", async () => {
  const silent = await take("links", stopped);
  const next = await take("links");
  expect(Number(next.fence)).toBe(Number(silent.fence) + 1);
  expect(silent.lost.aborted).toBe(false);
  await expect(silent.check()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("another one has taken over"),
  });
  expect(silent.lost.aborted).toBe(true);
  await expect(silent.check()).rejects.toMatchObject({ code: "conflict" });
  await silent.release();
  await expect(next.check()).resolves.toBeUndefined();
});

test("a lease that ran out while nobody wanted it is still its holder's, and a check renews it", async () => {
  const lease = await take("slow", { lease: 200, renewal: 3_600_000 });
  await sleep(250);
  await lease.check();
  expect(await storeOf(living).leases.take("slow")).toBeNull();
});

test("a lease renews itself as long as its holder lives", async () => {
  await take("alive", { lease: 300, renewal: 50 });
  await sleep(700);
  expect(await storeOf(living).leases.take("alive")).toBeNull();
});

test("a holder that loses its lease is told without asking", async () => {
  const lease = await take("stolen", { lease: 30_000, renewal: 50 });
  await sql`delete from leases where name = 'stolen'`.execute(database.db);
  await expect.poll(() => lease.lost.aborted).toBe(true);
});

test("nothing is recorded by one who has lost the lease, and all by one who has it", async () => {
  const store = storeOf(living);
  const given = upload();
  await store.uploads.insert({ upload: given, items: [item(0)], links: new Map() });
  const silent = await take("record", stopped);
  const next = await take("record");
  const record = (lease: Lease, linksDone: number) =>
    store.transaction(({ uploads }) => uploads.setLinksDone(given.id, linksDone), { lease });
  await expect(record(silent, 7)).rejects.toMatchObject({ code: "conflict" });
  await record(next, 3);
  expect((await store.uploads.get(given.id))?.linksDone).toBe(3);
});

test("a lease can't pass on in the middle of a transaction under it", async () => {
  const silent = await take("busy", stopped);
  const order: string[] = [];
  const inside = Promise.withResolvers<void>();
  const recording = storeOf(living).transaction(
    async () => {
      inside.resolve();
      await sleep(300);
      order.push("recorded");
    },
    { lease: silent },
  );
  await inside.promise;
  await take("busy");
  order.push("taken over");
  await recording;
  expect(order).toEqual(["recorded", "taken over"]);
});

test("silent leases are found once, and living ones are left", async () => {
  await take("living");
  await take("silent", stopped);
  const end = () => database.db.transaction().execute(endSilentLeases);
  const ended = await Promise.all([end(), end(), end()]);
  expect(ended.flat()).toEqual(["silent"]);
  expect(await storeOf(living).leases.take("living")).toBeNull();
});
