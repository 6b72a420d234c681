import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { type Database, openDatabase } from "#lib/adapters/db/database";
import { createLeases } from "#lib/adapters/db/leases";
import { migrate } from "#lib/adapters/db/migrations";
import { createScratchDatabase, type ScratchDatabase } from "#lib/adapters/db/scratch-database";
import type { Errand } from "#lib/domain/errand";
import { uploadIdSchema } from "#lib/domain/ids";
import { leaseOf } from "#lib/domain/lease-name";
import { type Pace, usualPace } from "#lib/domain/pace";
import { openQueue, type Queue } from "./queue.ts";

let scratch: ScratchDatabase;
let database: Database;
const opened: Queue[] = [];

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((queue) => queue.close({ graceful: false })));
});
afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

async function open(): Promise<Queue> {
  const queue = await openQueue(scratch.url);
  opened.push(queue);
  return queue;
}

const over = () => Promise.resolve("over" as const);
const patience = { timeout: 15_000, interval: 50 };
const by = { username: "mira", name: "Mira Okafor", email: "mira@lumenworks.example" };
const newId = () => uploadIdSchema.parse(randomUUID());

test("an errand is done if and only if its transaction is committed, with all that it says", async () => {
  const done: Errand[] = [];
  const queue = await open();
  const handler = async (errand: Errand) => {
    done.push(errand);
    return "over" as const;
  };
  await queue.workOnErrands(handler, () => []);
  const [kept, dropped] = [newId(), newId()];
  const rolledBack = database.db.transaction().execute(async (transaction) => {
    await queue.jobsFor(transaction).enqueue({ errand: "withdraw", uploadId: dropped });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  await queue.jobsFor(database.db).enqueue({ errand: "verify", uploadId: kept, by });
  await expect.poll(() => done, patience).toEqual([{ errand: "verify", uploadId: kept, by }]);
});

test("what belongs to a night is done once, however many processes name it and however often", async () => {
  const done: string[] = [];
  const due = (): Errand[] => [
    { errand: "watch", night: "2026-11-22" },
    { errand: "sweep", night: "2026-11-22" },
  ];
  const handler = async ({ errand }: Errand) => {
    done.push(errand);
    return "over" as const;
  };
  const queues = await Promise.all([open(), open(), open()]);
  for (const queue of queues) await queue.workOnErrands(handler, due);
  await expect.poll(() => [...done].sort(), patience).toEqual(["sweep", "watch"]);
  const later = await open();
  await later.workOnErrands(handler, due);
  await later.jobsFor(database.db).enqueue({ errand: "watch", night: "2026-11-22" });
  await later.jobsFor(database.db).enqueue({ errand: "watch", night: "2026-11-23" });
  await expect.poll(() => [...done].sort(), patience).toEqual(["sweep", "watch", "watch"]);
});

test("a withdrawal whose worker fell silent is given back at once, for another worker to go on with", async () => {
  const uploadId = newId();
  const quick: Pace = { ...usualPace, lease: 600, renewal: 60_000, revival: 200 };
  const workers: string[] = [];
  const started = Promise.withResolvers<void>();
  const leases = createLeases(database.db, quick);
  const working = async (name: string) => {
    const queue = await openQueue(scratch.url, { name, pace: quick, database: database.db });
    opened.push(queue);
    await queue.workOnErrands(
      async (errand) => {
        if (errand.errand !== "withdraw") return "over";
        workers.push(name);
        if (workers.length > 1) return "over";
        await leases.take(leaseOf(uploadId, "withdraw"));
        started.resolve();
        return new Promise(() => undefined);
      },
      () => [],
    );
    return queue;
  };
  const first = await working("first");
  await first.jobsFor(database.db).enqueue({ errand: "withdraw", uploadId });
  await started.promise;
  const second = await working("second");
  await second.work({ links: over, ftrack: over, report: over }, { concurrency: 1 });
  await expect.poll(() => workers, patience).toHaveLength(2);
});

test("one that is put off comes back, and one that fails is tried again and knows which try it is", async () => {
  const uploadId = newId();
  const attempts: number[] = [];
  const queue = await open();
  await queue.workOnErrands(
    async (_, { attempt }) => {
      attempts.push(attempt);
      if (attempts.length === 1) return { againInSeconds: 1 };
      if (attempts.length === 2) throw new Error("ftrack does not answer");
      return "over";
    },
    () => [],
  );
  await queue.jobsFor(database.db).enqueue({ errand: "withdraw", uploadId });
  await expect.poll(() => attempts, patience).toEqual([1, 1, 2]);
});
