import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "#lib/adapters/db/database";
import { componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import { leaseOf } from "#lib/domain/lease-name";
import { type Pace, replacedWithin, usualPace } from "#lib/domain/pace";
import type { PreviewRequest } from "#lib/domain/requests";
import type { UploadStep } from "#lib/domain/upload";
import { previewUpload } from "#lib/services/preview-upload";
import { submitUpload } from "#lib/services/submit-upload";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/content";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import { createTestContainer, type TestContainer } from "./test-container.ts";
import { quickPace, startWorkerProcess, type WorkerProcess } from "./test-workers.ts";

const folder = mkdtempSync(join(tmpdir(), "compout-takeover-"));
let studio: Studio;
let program: TestContainer;
let database: Database;
let ready: Deliverable[];
const alive = new Set<WorkerProcess>();

beforeAll(async () => {
  studio = await startStudio({ directory: join(folder, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  database = openDatabase(program.environment.DATABASE_URL, { connections: 2 });
  const healthy = studio.content.deliverables.filter(
    (one) => one.project === "NXP" && one.eligibleFor === "internal" && one.damage.length === 0 && /%0/.test(one.path),
  );
  ready = [...Map.groupBy(healthy, ({ versionId }) => versionId).values()].flatMap(([first]) => first ?? []);
});

afterAll(async () => {
  await Promise.all([...alive].map((worker) => worker.kill()));
  await database.close();
  await program.stop();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startWorker(pace: Pace): Promise<WorkerProcess> {
  const worker = await startWorkerProcess(program.environment, join(folder, "cache"), pace);
  alive.add(worker);
  return worker;
}

let destinations = 0;
/** Uploads some sequences, every second one into a folder that is there with a file of somebody's in it. */
async function submit(count: number): Promise<{ id: UploadId; folders: ReadonlyMap<string, Deliverable> }> {
  destinations += 1;
  const artist = await program.contextOf(cast.artist);
  const sequences = ready.slice(0, count);
  const request: PreviewRequest = {
    project: projectIdSchema.parse(projectId("NXP")),
    uploadType: "internal",
    components: sequences.map(({ componentId }) => componentIdSchema.parse(componentId)),
    destination: `${studio.content.ftpFolders.NXP}/internal/takeover-${destinations}`,
    comment: "",
    consents: { replace: false, warnings: true },
  };
  const shown = await previewUpload(artist, request);
  for (const [at, { folder: target }] of shown.plan.items.entries()) {
    if (at % 2 === 0 || target === null) continue;
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, theirs), "kept");
  }
  const { plan } = await previewUpload(artist, request);
  const { uploadId } = await submitUpload(artist, { ...request, digest: plan.digest });
  const folders = plan.items.flatMap((item, at) => {
    const sequence = sequences[at];
    return item.folder === null || sequence === undefined ? [] : [[item.folder, sequence] as const];
  });
  return { id: uploadId, folders: new Map(folders) };
}

const theirs = "theirs.txt";

async function holderOf(id: UploadId, step: UploadStep): Promise<string | null> {
  const lease = await database.db
    .selectFrom("leases")
    .select("holder")
    .where("name", "=", leaseOf(id, step))
    .executeTakeFirst();
  return lease?.holder ?? null;
}

const isFinished = async (id: UploadId) => (await program.store.uploads.get(id))?.finishedAt !== null;
const patience = { timeout: 60_000, interval: 50 };

/** Every link in these folders, each of which must be whole. */
function linksIn(folders: ReadonlyMap<string, Deliverable>): Record<string, string> {
  const links: Record<string, string> = {};
  for (const [path, { path: source }] of folders) {
    const [start = ""] = basename(source).split("%");
    const frames = readdirSync(dirname(source)).filter((name) => name.startsWith(start));
    const names = readdirSync(path);
    expect(names.filter((name) => name !== theirs).sort()).toEqual(frames.sort());
    for (const name of frames) {
      const text = readlinkSync(join(path, name));
      expect(realpathSync(resolve(path, text))).toBe(realpathSync(join(dirname(source), name)));
      links[join(path, name)] = text;
    }
  }
  return links;
}

async function told(id: UploadId) {
  const { server, apiUser, apiKey } = studio.ftrack;
  const response = await fetch(`${server}/api`, {
    method: "POST",
    headers: { "content-type": "application/json", "ftrack-user": apiUser, "ftrack-api-key": apiKey },
    body: JSON.stringify([{ action: "query", expression: `select id from Note where content like "%${id}%"` }]),
  });
  const [notes]: { data: unknown[] }[] = await response.json();
  const { events } = await program.store.audit.list({ subjectId: id }, { offset: 0, limit: 100 });
  // Who was stopped between the mail server's answer and its record may have sent it already: the same mail, by its id.
  const mails = new Set(
    studio.mail.messages().flatMap(({ messageId }) => (messageId?.includes(id) ? [messageId] : [])),
  );
  return { notes: notes?.data.length, mails: mails.size, audit: events.map(({ kind }) => kind).reverse() };
}

interface Stop {
  step: UploadStep;
  /** Milliseconds after the step began. */
  afterMs: number;
}

const stops: Stop[] = [
  { step: "links", afterMs: 0 },
  { step: "links", afterMs: 80 },
  { step: "ftrack", afterMs: 0 },
  { step: "report", afterMs: 0 },
];
/** `test:long` stops for longer than any lease of production lasts, at production's pace. */
const stopSeconds = Number(process.env.COMPOUT_STOP_SECONDS ?? 0);
const stopPace = stopSeconds > 0 ? usualPace : quickPace;

test(
  "a worker that is stopped in the middle of a step is replaced, and does no harm when it goes on",
  async ({ annotate }) => {
    const stopped = await startWorker(stopPace);
    stopped.begin();
    let takenOver = 0;
    for (const { step, afterMs } of stops) {
      const starting = startWorker(stopPace);
      const { id, folders } = await submit(8);
      await expect.poll(() => holderOf(id, step), { ...patience, interval: 5 }).not.toBeNull();
      await wait(afterMs);
      stopped.signal("SIGSTOP");
      const since = performance.now();
      if ((await holderOf(id, step)) !== null) takenOver += 1;
      const other = await starting;
      other.begin();
      await expect.poll(() => isFinished(id), { ...patience, timeout: 120_000 }).toBe(true);
      const finishedMs = performance.now() - since;
      const links = linksIn(folders);
      const effects = await told(id);
      expect(effects).toEqual({
        notes: 8,
        mails: 1,
        audit: ["upload-submitted", "links-made", "ftrack-told", "report-sent", "upload-finished"],
      });

      // Alone again, it finds out what happened, and goes on with what comes next.
      await other.kill();
      alive.delete(other);
      await wait(Math.max(0, stopSeconds * 1000 - (performance.now() - since)));
      const stoppedMs = performance.now() - since;
      stopped.signal("SIGCONT");
      const next = await submit(1);
      await expect.poll(() => isFinished(next.id), { ...patience, timeout: 120_000 }).toBe(true);
      expect(linksIn(folders)).toEqual(links);
      expect(await told(id)).toEqual(effects);
      await annotate(
        `stopped for ${inSeconds(stoppedMs)} s in "${step}": its upload was finished by another after ${inSeconds(finishedMs)} s`,
      );
    }
    expect(takenOver).toBeGreaterThan(0);
  },
  180_000 + stopSeconds * 10_000,
);

/** Kills a worker at production's pace while it links; null where it was over with that at the moment of its death. */
async function killedInTheMiddle() {
  const victim = await startWorker(usualPace);
  victim.begin();
  const { id, folders } = await submit(8);
  await expect.poll(() => holderOf(id, "links"), { ...patience, interval: 5 }).not.toBeNull();
  const holder = await holderOf(id, "links");
  await victim.kill();
  const since = performance.now();
  alive.delete(victim);
  return holder !== null && (await holderOf(id, "links")) === holder ? { id, folders, holder, since } : null;
}

test("a worker that is killed in the middle is replaced within a minute, at the pace of production", async ({
  annotate,
}) => {
  expect(replacedWithin(usualPace)).toBeLessThan(60_000);
  const heir = await startWorker(usualPace);
  let killed = await killedInTheMiddle();
  while (killed === null) killed = await killedInTheMiddle();
  const { id, folders, holder, since } = killed;
  heir.begin();
  const isReplaced = async () => {
    const now = await holderOf(id, "links");
    return (now !== null && now !== holder) || (await told(id)).audit.includes("links-made");
  };
  await expect.poll(isReplaced, { timeout: 60_000, interval: 20 }).toBe(true);
  await annotate(`a killed worker was replaced after ${inSeconds(performance.now() - since)} s`);
  await expect.poll(() => isFinished(id), { ...patience, timeout: 120_000 }).toBe(true);
  linksIn(folders);
  expect(await told(id)).toMatchObject({ notes: 8, mails: 1 });
}, 300_000);

function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
