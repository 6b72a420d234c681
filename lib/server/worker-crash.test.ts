import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "#lib/adapters/db/database";
import { componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { PreviewRequest } from "#lib/domain/requests";
import { counted } from "#lib/domain/sentences";
import { previewUpload } from "#lib/services/preview-upload";
import { submitUpload } from "#lib/services/submit-upload";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/content";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import { createTestContainer, type TestContainer } from "./test-container.ts";
import { startWorkerProcess, type WorkerProcess } from "./test-workers.ts";

const kills = Number(process.env.COMPOUT_KILLS ?? 20);
const uploadsAtOnce = 2;
const sequencesEach = 3;
const folder = mkdtempSync(join(tmpdir(), "compout-crash-"));
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

/** A target folder, and what must be in it in the end. */
interface Target {
  folder: string;
  /** Source paths by name. */
  frames: ReadonlyMap<string, string>;
  /** Whether it was there before, with a file of somebody's in it. */
  wasThere: boolean;
}

interface Submitted {
  id: UploadId;
  messageId: string;
  versions: readonly string[];
  targets: readonly Target[];
}

const theirs = "theirs.txt";

function framesOf({ path }: Deliverable): Map<string, string> {
  const [start = ""] = basename(path).split("%");
  const names = readdirSync(dirname(path)).filter((name) => name.startsWith(start));
  return new Map(names.map((name) => [name, join(dirname(path), name)]));
}

/** Uploads some sequences; every second upload goes into folders that are there. */
async function submit(at: number): Promise<Submitted> {
  const artist = await program.contextOf(cast.artist);
  const sequences = Array.from({ length: sequencesEach }, (_, n) => ready[(at * 2 + n) % ready.length]).flatMap(
    (one) => one ?? [],
  );
  const request: PreviewRequest = {
    project: projectIdSchema.parse(projectId("NXP")),
    uploadType: "internal",
    components: sequences.map(({ componentId }) => componentIdSchema.parse(componentId)),
    destination: `${studio.content.ftpFolders.NXP}/internal/crash-${at}`,
    comment: "",
    consents: { replace: false, warnings: true },
  };
  const wasThere = at % 2 === 1;
  const shown = await previewUpload(artist, request);
  const targets = shown.plan.items.map((item, n): Target => {
    const sequence = sequences[n];
    return { folder: item.folder ?? "", frames: sequence ? framesOf(sequence) : new Map(), wasThere };
  });
  for (const target of wasThere ? targets : []) {
    mkdirSync(target.folder, { recursive: true });
    writeFileSync(join(target.folder, theirs), "kept");
  }
  const { plan } = await previewUpload(artist, request);
  const { uploadId } = await submitUpload(artist, { ...request, digest: plan.digest });
  const upload = await program.store.uploads.get(uploadId);
  const versions = sequences.map(({ versionId }) => versionId);
  return { id: uploadId, messageId: upload?.messageId ?? "", versions, targets };
}

/** Looks at all target folders over and over, as a transfer tool would. */
function watch(uploads: readonly Submitted[]): { stop(): { looks: number; halfMade: string[] } } {
  const halfMade = new Set<string>();
  let looks = 0;
  const timer = setInterval(() => {
    for (const { targets } of uploads) {
      for (const { folder: path, frames, wasThere } of targets) {
        if (wasThere) continue;
        const names = namesIn(path);
        if (names === null) continue;
        looks += 1;
        if (names.length !== frames.size)
          halfMade.add(`${path} has ${names.length} of ${counted(frames.size, "link")}`);
      }
    }
  }, 10);
  return {
    stop() {
      clearInterval(timer);
      return { looks, halfMade: [...halfMade] };
    },
  };
}

function namesIn(path: string): string[] | null {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}

async function startWorker(): Promise<WorkerProcess> {
  const worker = await startWorkerProcess(program.environment, join(folder, "cache"));
  alive.add(worker);
  return worker;
}

/** Submits uploads until some are under way. */
async function topUp(uploads: Submitted[]): Promise<void> {
  const lacking = uploadsAtOnce - (await unfinished(uploads)).length;
  for (let n = 0; n < lacking; n++) uploads.push(await submit(uploads.length));
}

/** How long a worker takes that nobody kills, from its first to its last step. */
async function runOnce(uploads: Submitted[]): Promise<number> {
  const [worker] = await Promise.all([startWorker(), topUp(uploads)]);
  worker.begin();
  await workBegins();
  const began = performance.now();
  await expect.poll(() => unfinished(uploads), { timeout: 90_000, interval: 50 }).toEqual([]);
  const took = performance.now() - began;
  await worker.kill();
  alive.delete(worker);
  return took;
}

/** Whether a worker begins with something before long. */
async function workBegins(): Promise<boolean> {
  for (let look = 0; look < 150; look++) {
    if ((await held()).living > 0) return true;
    await wait(20);
  }
  return false;
}

async function unfinished(uploads: readonly Submitted[]): Promise<UploadId[]> {
  const all = await Promise.all(uploads.map(({ id }) => program.store.uploads.get(id)));
  return all.flatMap((upload) => (upload === null || upload.finishedAt !== null ? [] : [upload.id]));
}

/** Every note that ftrack has: its id, version and text. */
async function notes(): Promise<{ id: string; parent_id: string; content: string }[]> {
  const { server, apiUser, apiKey } = studio.ftrack;
  const response = await fetch(`${server}/api`, {
    method: "POST",
    headers: { "content-type": "application/json", "ftrack-user": apiUser, "ftrack-api-key": apiKey },
    body: JSON.stringify([{ action: "query", expression: "select id, parent_id, content from Note" }]),
  });
  const [answer]: { data: { id: string; parent_id: string; content: string }[] }[] = await response.json();
  return answer?.data ?? [];
}

/** What the audit tells of an upload, in order; of what failed, why. */
async function auditOf(id: UploadId): Promise<string[]> {
  const { events } = await program.store.audit.list({ subjectId: id }, { offset: 0, limit: 100 });
  const told = events.map(({ kind, details }) =>
    kind.endsWith("-failed") ? `${kind} ${JSON.stringify(details)}` : kind,
  );
  return told.reverse();
}

/** How many leases there are, how many of them belong to a living worker, and how many keys are claimed. */
async function held(): Promise<{ leases: number; living: number; claims: number }> {
  const [leases, claims] = await Promise.all([
    database.db.selectFrom("leases").select("expires_at").execute(),
    database.db.selectFrom("upload_claims").select("key").execute(),
  ]);
  const living = leases.filter(({ expires_at }) => expires_at.getTime() > Date.now());
  return { leases: leases.length, living: living.length, claims: claims.length };
}

test(
  `workers that are killed ${kills} times at random leave nothing half-made, lost or doubled`,
  async ({ annotate }) => {
    const uploads: Submitted[] = [];
    const watcher = watch(uploads);
    let spare = startWorker();
    const undisturbed = await runOnce(uploads);
    let inTheMiddle = 0;
    for (let kill = 0; kill < kills; kill++) {
      const [victim] = await Promise.all([spare, topUp(uploads)]);
      spare = startWorker();
      victim.begin();
      if (await workBegins()) inTheMiddle += 1;
      await wait(Math.random() * undisturbed);
      await victim.kill();
      alive.delete(victim);
    }
    (await spare).begin();
    await expect.poll(() => unfinished(uploads), { timeout: 240_000, interval: 200 }).toEqual([]);
    const { looks, halfMade } = watcher.stop();

    expect(halfMade).toEqual([]);
    expect(looks).toBeGreaterThan(0);
    expect(inTheMiddle).toBeGreaterThan(kills / 2);
    const allNotes = await notes();
    const sent = studio.mail.messages().map(({ messageId }) => messageId);
    for (const { id, messageId, versions, targets } of uploads) {
      const items = await program.store.uploads.items(id);
      expect(items.map(({ state }) => state)).toEqual(targets.map(() => "linked"));
      for (const target of targets) expectWhole(target);
      const written = allNotes.filter(({ content }) => content.includes(id));
      expect(written.map(({ parent_id }) => parent_id).toSorted()).toEqual(versions.toSorted());
      expect(await auditOf(id)).toEqual([
        "upload-submitted",
        "links-made",
        "ftrack-told",
        "report-sent",
        "upload-finished",
      ]);
      // A worker that dies between the mail server's answer and its record leaves a second mail, with the same id.
      expect(sent).toContain(messageId);
    }
    expect(new Set(sent)).toEqual(new Set(uploads.map(({ messageId }) => messageId)));
    expect(new Set(allNotes.map((note) => note.id)).size).toBe(allNotes.length);
    await expect.poll(held).toEqual({ leases: 0, living: 0, claims: 0 });
    expect(stagingIn(studio.content.ftpFolders.NXP)).toEqual([]);
    const targets = uploads.flatMap((one) => one.targets);
    const links = targets.reduce((sum, { frames }) => sum + frames.size, 0);
    await annotate(
      `${kills} kills, ${inTheMiddle} of them in the middle of a step; ${uploads.length} uploads with ${links} links in ${targets.length} folders, looked at ${looks} times from outside; ${allNotes.length} notes; ${sent.length} mails with ${new Set(sent).size} ids`,
    );
  },
  300_000 + kills * 15_000,
);

function expectWhole({ folder: path, frames, wasThere }: Target): void {
  const names = [...frames.keys(), ...(wasThere ? [theirs] : [])];
  expect(readdirSync(path).sort()).toEqual(names.sort());
  for (const [name, source] of frames) {
    expect(realpathSync(resolve(path, readlinkSync(join(path, name))))).toBe(realpathSync(source));
  }
}

function stagingIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.includes(".compout-staging"));
}
