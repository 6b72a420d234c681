import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { type Database, openDatabase } from "#lib/adapters/db/database";
import { migrate } from "#lib/adapters/db/migrations";
import { createScratchDatabase, type ScratchDatabase } from "#lib/adapters/db/scratch-database";
import { uploadIdSchema } from "#lib/domain/ids";
import { usualPace } from "#lib/domain/pace";
import type { UploadStep } from "#lib/domain/upload";
import { openQueue, type Queue, type QueueOptions, type StepHandler } from "./queue.ts";

let scratch: ScratchDatabase;
let database: Database;
const opened: Queue[] = [];

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((queue) => queue.close({ graceful: false })));
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

async function open(options: QueueOptions = {}): Promise<Queue> {
  const queue = await openQueue(scratch.url, options);
  opened.push(queue);
  return queue;
}

const newId = () => uploadIdSchema.parse(randomUUID());
const idle: Record<UploadStep, StepHandler> = {
  links: () => Promise.resolve("over"),
  ftrack: () => Promise.resolve("over"),
  report: () => Promise.resolve("over"),
};
const noting =
  (done: string[]): StepHandler =>
  async ({ uploadId }) => {
    done.push(uploadId);
    return "over";
  };
const quick = { tries: 3, firstDelaySeconds: 1, longestDelaySeconds: 1, longestRunSeconds: 60 };
const patience = { timeout: 15_000, interval: 50 };

test("many processes may open the queue at once on an empty database", async () => {
  const queues = await Promise.all(Array.from({ length: 8 }, () => open()));
  expect(queues).toHaveLength(8);
});

test("a job exists if and only if its transaction is committed", async () => {
  const [kept, dropped] = [newId(), newId()];
  const done: string[] = [];
  const queue = await open();
  await queue.work({ ...idle, links: noting(done) }, { concurrency: 2 });
  const rolledBack = database.db.transaction().execute(async (transaction) => {
    await queue.jobsFor(transaction).enqueue({ step: "links", uploadId: dropped });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  await database.db.transaction().execute(async (transaction) => {
    await queue.jobsFor(transaction).enqueue({ step: "links", uploadId: kept });
    expect(done).toEqual([]);
  });
  await expect.poll(() => done, patience).toEqual([kept]);
});

test("each step has a queue of its own, and an instance that only enqueues runs nothing", async () => {
  const uploadId = newId();
  const done: string[] = [];
  const web = await open({ name: "web" });
  const worker = await open({ name: "worker" });
  const note =
    (step: UploadStep): StepHandler =>
    async () => {
      done.push(step);
      return "over";
    };
  await worker.work({ links: note("links"), ftrack: note("ftrack"), report: note("report") }, { concurrency: 1 });
  for (const step of ["report", "links"] as const) await web.jobsFor(database.db).enqueue({ step, uploadId });
  await expect.poll(() => [...done].sort(), patience).toEqual(["links", "report"]);
});

test("a step that fails is tried again, knows which try it is, and stops after the last", async () => {
  const uploadId = newId();
  const tries: { attempt: number; lastAttempt: boolean }[] = [];
  const queue = await open({ retries: { ftrack: quick } });
  await queue.work(
    {
      ...idle,
      ftrack: async ({ attempt, lastAttempt }) => {
        tries.push({ attempt, lastAttempt });
        throw new Error("ftrack does not answer");
      },
    },
    { concurrency: 1 },
  );
  await queue.jobsFor(database.db).enqueue({ step: "ftrack", uploadId });
  await expect.poll(() => tries.length, patience).toBe(3);
  expect(tries).toEqual([
    { attempt: 1, lastAttempt: false },
    { attempt: 2, lastAttempt: false },
    { attempt: 3, lastAttempt: true },
  ]);
});

test("an upload's step runs once at a time, and what is asked for meanwhile runs once after it", async () => {
  const uploadId = newId();
  let running = 0;
  let most = 0;
  let runs = 0;
  const release = Promise.withResolvers<void>();
  const links: StepHandler = async () => {
    running += 1;
    runs += 1;
    most = Math.max(most, running);
    await release.promise;
    running -= 1;
    return "over";
  };
  const witnessed = Promise.withResolvers<void>();
  const ftrack: StepHandler = async () => {
    witnessed.resolve();
    return "over";
  };
  const [one, two] = [await open(), await open()];
  for (const queue of [one, two]) await queue.work({ ...idle, links, ftrack }, { concurrency: 2 });
  const jobs = one.jobsFor(database.db);
  await jobs.enqueue({ step: "links", uploadId });
  await expect.poll(() => runs, patience).toBe(1);
  for (let n = 0; n < 3; n++) await jobs.enqueue({ step: "links", uploadId });
  await jobs.enqueue({ step: "ftrack", uploadId });
  await witnessed.promise;
  expect(runs).toBe(1);
  release.resolve();
  await expect.poll(() => runs, patience).toBe(2);
  await expect.poll(() => running, patience).toBe(0);
  expect(most).toBe(1);
});

test("a job that waits is brought forward, and a later wish does not put it off", async () => {
  const uploadId = newId();
  const done: string[] = [];
  const queue = await open();
  await queue.work({ ...idle, report: noting(done) }, { concurrency: 1 });
  const jobs = queue.jobsFor(database.db);
  await jobs.enqueue({ step: "report", uploadId }, { startAfterSeconds: 600 });
  await database.db.transaction().execute(async (transaction) => {
    await queue.jobsFor(transaction).enqueue({ step: "report", uploadId });
    await queue.jobsFor(transaction).enqueue({ step: "report", uploadId }, { startAfterSeconds: 600 });
  });
  await expect.poll(() => done, patience).toEqual([uploadId]);
});

test("closing waits for the job that runs", async () => {
  const uploadId = newId();
  const started = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  let finished = false;
  const queue = await open();
  await queue.work(
    {
      ...idle,
      links: async () => {
        started.resolve();
        await release.promise;
        finished = true;
        return "over";
      },
    },
    { concurrency: 1 },
  );
  await queue.jobsFor(database.db).enqueue({ step: "links", uploadId });
  await started.promise;
  const closing = queue.close();
  release.resolve();
  await closing;
  expect(finished).toBe(true);
});

test("a job that a closing worker cuts off is told so, and another worker takes it on", async () => {
  const uploadId = newId();
  const started = Promise.withResolvers<AbortSignal>();
  const first = await open({ retries: { links: quick } });
  await first.work(
    {
      ...idle,
      links: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new Error("cut off")));
          started.resolve(signal);
        }),
    },
    { concurrency: 1 },
  );
  await first.jobsFor(database.db).enqueue({ step: "links", uploadId });
  const signal = await started.promise;
  expect(signal.aborted).toBe(false);
  await first.close({ graceful: false });
  expect(signal.aborted).toBe(true);

  const tries: { attempt: number; deaths: number }[] = [];
  const second = await open({ retries: { links: quick } });
  await second.work(
    {
      ...idle,
      links: async ({ attempt, deaths }) => {
        tries.push({ attempt, deaths });
        return "over";
      },
    },
    { concurrency: 1 },
  );
  await expect.poll(() => tries, patience).toEqual([{ attempt: 1, deaths: 1 }]);
});

test("a job that can't run yet comes back by itself, which is no failure", async () => {
  const uploadId = newId();
  const tries: number[] = [];
  const queue = await open({ retries: { links: quick } });
  await queue.work(
    {
      ...idle,
      links: async ({ attempt }) => {
        tries.push(attempt);
        return tries.length < 4 ? { againInSeconds: 0.1 } : "over";
      },
    },
    { concurrency: 1 },
  );
  await queue.jobsFor(database.db).enqueue({ step: "links", uploadId });
  await expect.poll(() => tries, patience).toEqual([1, 1, 1, 1]);
});

test("the job of a worker that fell silent goes to another one, without the delay of its earlier failures", async () => {
  await migrate(database.db);
  const uploadId = newId();
  const pace = { ...usualPace, revival: 100, poll: 500 };
  const silent = await open({ retries: { ftrack: { ...quick, firstDelaySeconds: 600, longestDelaySeconds: 600 } } });
  const begun = Promise.withResolvers<void>();
  await silent.work(
    {
      ...idle,
      async ftrack() {
        await sql`
          insert into leases (name, holder, fence, expires_at)
          values (${`upload:${uploadId}:ftrack`}, ${uploadId}, 1, clock_timestamp() + interval '300 ms')`.execute(
          database.db,
        );
        begun.resolve();
        return new Promise<never>(() => undefined);
      },
    },
    { concurrency: 1 },
  );
  await silent.jobsFor(database.db).enqueue({ step: "ftrack", uploadId });
  await begun.promise;
  const done: string[] = [];
  const other = await open({ pace, database: database.db });
  await other.work({ ...idle, ftrack: noting(done) }, { concurrency: 1 });
  await expect.poll(() => done, patience).toEqual([uploadId]);
  const { rows } = await sql`select name from leases`.execute(database.db);
  expect(rows).toEqual([]);
});

test("a database that is not there is an error", async () => {
  const nowhere = new URL(scratch.url);
  nowhere.pathname = "/absent";
  await expect(openQueue(nowhere.href)).rejects.toThrow(/absent/);
});
