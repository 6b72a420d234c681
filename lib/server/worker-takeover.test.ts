import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "#lib/adapters/db/database";
import { componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { PreviewRequest } from "#lib/domain/requests";
import { previewUpload } from "#lib/services/preview-upload";
import { submitUpload } from "#lib/services/submit-upload";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/content";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import { createTestContainer, type TestContainer } from "./test-container.ts";
import { startWorkerProcess, type WorkerProcess } from "./test-workers.ts";

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

async function startWorker(): Promise<WorkerProcess> {
  const worker = await startWorkerProcess(program.environment, join(folder, "cache"));
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

async function linksHolder(id: UploadId): Promise<string | null> {
  const lease = await database.db
    .selectFrom("leases")
    .select("holder")
    .where("name", "=", `upload:${id}:links`)
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
  const mails = studio.mail.messages().filter(({ messageId }) => messageId?.includes(id));
  return { notes: notes?.data.length, mails: mails.length, audit: events.map(({ kind }) => kind).reverse() };
}

test("a worker that is stopped while it links is replaced, and does no harm when it goes on", async () => {
  const stopped = await startWorker();
  stopped.begin();
  let takenOver = 0;
  for (const afterMs of [0, 80]) {
    const starting = startWorker();
    const { id, folders } = await submit(8);
    await expect.poll(() => linksHolder(id), { ...patience, interval: 5 }).not.toBeNull();
    await wait(afterMs);
    stopped.signal("SIGSTOP");
    if ((await linksHolder(id)) !== null) takenOver += 1;
    const other = await starting;
    other.begin();
    await expect.poll(() => isFinished(id), patience).toBe(true);
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
    stopped.signal("SIGCONT");
    const next = await submit(1);
    await expect.poll(() => isFinished(next.id), patience).toBe(true);
    expect(linksIn(folders)).toEqual(links);
    expect(await told(id)).toEqual(effects);
  }
  expect(takenOver).toBeGreaterThan(0);
}, 180_000);
