import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "#lib/domain/errors";
import { componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import type { LinkWatch } from "#lib/services/ports/files";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/content";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import { cancelUpload } from "./cancel-upload.ts";
import type { Context, SystemContext } from "./context.ts";
import { previewUpload } from "./preview-upload.ts";
import { runLinks } from "./run-links.ts";
import { runWithdrawal } from "./run-withdrawal.ts";
import { sendReport } from "./send-report.ts";
import { submitUpload } from "./submit-upload.ts";
import { sweepStaging } from "./sweep-staging.ts";
import { tellFtrack } from "./tell-ftrack.ts";
import { withdrawUpload } from "./withdraw-upload.ts";

const home = mkdtempSync(join(tmpdir(), "compout-made-"));
let studio: Studio;
let program: TestContainer;
let artist: Context;
let supervisor: Context;
let ready: Deliverable[];

beforeAll(async () => {
  studio = await startStudio({ directory: join(home, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  [artist, supervisor] = [await program.contextOf(cast.artist), await program.contextOf(cast.compositingSupervisor)];
  const healthy = studio.content.deliverables.filter(
    (one) => one.project === "NXP" && one.eligibleFor === "internal" && one.damage.length === 0 && /%0/.test(one.path),
  );
  ready = [...Map.groupBy(healthy, ({ versionId }) => versionId).values()].flatMap(([first]) => first ?? []);
});

afterAll(async () => {
  await program?.stop();
  await studio?.stop();
  rmSync(home, { recursive: true, force: true });
});

let days = 0;
/** A folder that is not there, in one that is not there either. */
function freshDestination(): { day: string; destination: string } {
  days += 1;
  const day = `${studio.content.ftpFolders.NXP}/internal/made-${days}`;
  return { day, destination: `${day}/comp` };
}

async function submitted(destination: string, deliverables: readonly Deliverable[]): Promise<UploadId> {
  const request = {
    project: projectIdSchema.parse(projectId("NXP")),
    uploadType: "internal",
    components: deliverables.map(({ componentId }) => componentIdSchema.parse(componentId)),
    destination,
    comment: "",
    consents: { replace: false, warnings: true },
  } as const;
  const { plan } = await previewUpload(artist, request);
  return (await submitUpload(artist, { ...request, digest: plan.digest })).uploadId;
}

async function runAll(uploadId: UploadId): Promise<void> {
  for (const step of [runLinks, tellFtrack, sendReport]) await step(program.system(), { uploadId });
}

async function withdrawn(id: UploadId) {
  await withdrawUpload(supervisor, { id, reason: "Wrong plate" });
  expect(await runWithdrawal(program.system(), { uploadId: id })).toBe("over");
  return (await program.store.uploads.get(id))?.withdrawal;
}

/** A system whose storage does the real thing, while the test has a hand in what it asks and answers. */
function withStorage(linkFolder: SystemContext["files"]["linkFolder"]): SystemContext {
  const system = program.system();
  return { ...system, files: { ...system.files, linkFolder } };
}

/** Does something once the destination was made and before anything in it is visible. */
function onceMade(destination: string, work: () => Promise<void> | void): SystemContext {
  let done = false;
  return withStorage((job, watch) =>
    program.system().files.linkFolder(job, {
      ...watch,
      async mayCommit() {
        if (!done && existsSync(destination)) {
          done = true;
          await work();
        }
        await watch?.mayCommit?.();
      },
    }),
  );
}

const statesOf = async (id: UploadId) => (await program.store.uploads.items(id)).map(({ state }) => state);
const recordOf = async (id: UploadId) =>
  [...new Set((await program.store.madeFolders.of(id)).map(({ path }) => path))].toSorted();

describe("empty folders that an upload made", () => {
  it("are gone where all that it wanted was undone, whichever of its folders was undone first", async () => {
    const { day, destination } = freshDestination();
    const sequences = ready.slice(0, 4);
    const id = await submitted(destination, sequences);
    const away = sequences.map(({ path }) => {
      const [start = ""] = basename(path).split("%");
      const name = readdirSync(dirname(path)).find((one) => one.startsWith(start)) ?? "";
      return join(dirname(path), name);
    });
    let moved = false;
    const system = withStorage((job, watch) =>
      program.system().files.linkFolder(job, {
        ...watch,
        async willMake(folders) {
          await watch?.willMake?.(folders);
          // Gone before any folder has looked at its sources.
          if (!moved) for (const path of away) renameSync(path, `${path}.away`);
          moved = true;
        },
      }),
    );
    try {
      await runLinks(system, { uploadId: id });
    } finally {
      for (const path of away) renameSync(`${path}.away`, path);
    }
    expect(await statesOf(id)).toEqual(sequences.map(() => "failed"));
    expect(existsSync(day)).toBe(false);
    expect(await recordOf(id)).toEqual([]);
  });

  it("go with the last upload that used them, where the one that made them was undone", async () => {
    const { day, destination } = freshDestination();
    const [first, second] = ready;
    if (first === undefined || second === undefined) throw new Error("The studio has sequences.");
    const id = await submitted(destination, [first]);
    const target = (await program.store.uploads.items(id))[0]?.folder ?? "";
    let user: UploadId | null = null;
    const system = onceMade(destination, async () => {
      user = await submitted(destination, [second]);
      await runAll(user);
      writeFileSync(target, "in the way");
    });
    await runLinks(system, { uploadId: id });
    rmSync(target);
    expect(await statesOf(id)).toEqual(["failed"]);
    expect(await recordOf(id)).toEqual([day, destination]);
    if (user === null) throw new Error("The second upload has run.");
    expect(await statesOf(user)).toEqual(["linked"]);

    expect(await withdrawn(user)).toMatchObject({ state: "done", leftAlone: [] });
    expect(existsSync(day)).toBe(false);
    expect(await recordOf(id)).toEqual([]);
  });

  it("go at night where somebody had put something in them, and took it away again", async () => {
    const { day, destination } = freshDestination();
    const id = await submitted(destination, ready.slice(0, 1));
    const target = (await program.store.uploads.items(id))[0]?.folder ?? "";
    await runLinks(
      onceMade(destination, () => writeFileSync(target, "in the way")),
      { uploadId: id },
    );
    expect(await statesOf(id)).toEqual(["failed"]);
    expect(existsSync(target)).toBe(true);
    expect(await sweepStaging(program.system())).toBe("over");
    expect(existsSync(target)).toBe(true);
    expect(await recordOf(id)).toEqual([day, destination]);
    rmSync(target);
    expect(await sweepStaging(program.system())).toBe("over");
    expect(existsSync(day)).toBe(false);
    expect(await recordOf(id)).toEqual([]);
  });

  it("stay for those that still use them, without a word about what another upload made", async () => {
    const { day, destination } = freshDestination();
    const [first, second] = ready;
    if (first === undefined || second === undefined) throw new Error("The studio has sequences.");
    const [maker, user] = [await submitted(destination, [first]), await submitted(destination, [second])];
    await runAll(maker);
    await runAll(user);
    expect(await withdrawn(user)).toMatchObject({ state: "done", leftAlone: [] });
    expect(existsSync(destination)).toBe(true);
    expect(await withdrawn(maker)).toMatchObject({ state: "done", leftAlone: [] });
    expect(existsSync(day)).toBe(false);
  });
});

/** Where a worker's life ends while it makes a folder: `die` throws what nobody catches. */
const deaths: Record<string, (die: () => never, watch: LinkWatch | undefined) => LinkWatch> = {
  "before folders are told of": (die, watch) => ({ ...watch, willMake: async () => die() }),
  "after they were told of, before any is made": (die, watch) => ({
    ...watch,
    async willMake(folders) {
      await watch?.willMake?.(folders);
      die();
    },
  }),
  "after they were made": (die, watch) => {
    let told = false;
    return {
      ...watch,
      async willMake(folders) {
        await watch?.willMake?.(folders);
        told = true;
      },
      async mayCommit() {
        if (told && existsSync(lastDestination)) die();
        await watch?.mayCommit?.();
      },
    };
  },
  "after the links stood, before that was recorded": (_, watch) => ({ ...watch }),
};
let lastDestination = "";

/** A run whose worker dies there. From then on it asks for nothing and records nothing. */
async function died(id: UploadId, where: string): Promise<void> {
  const die = (): never => {
    throw new AppError("conflict", "This worker is dead.");
  };
  const system = withStorage(async (job, watch) => {
    await program.system().files.linkFolder(job, deaths[where]?.(die, watch) ?? {});
    return die();
  });
  await expect(runLinks(system, { uploadId: id })).rejects.toBeDefined();
}

describe.each(Object.keys(deaths))("a worker that dies %s", (where) => {
  async function interrupted() {
    const { day, destination } = freshDestination();
    lastDestination = destination;
    const id = await submitted(destination, ready.slice(0, 1));
    await died(id, where);
    return { id, day };
  }

  it("leaves no folder behind when the upload is cancelled", async () => {
    const { id, day } = await interrupted();
    const stands = where.includes("stood");
    await cancelUpload(artist, { id });
    await runAll(id);
    expect(await statesOf(id)).toEqual([stands ? "linked" : "cancelled"]);
    expect(existsSync(day)).toBe(stands);
    // What stood was linked: it can be withdrawn as any other.
    if (stands) expect(await withdrawn(id)).toMatchObject({ state: "done", leftAlone: [] });
    expect(existsSync(day)).toBe(false);
    expect(await recordOf(id)).toEqual([]);
  });

  it("leaves no folder behind when the upload is taken up again and then withdrawn", async () => {
    const { id, day } = await interrupted();
    await runAll(id);
    expect(await statesOf(id)).toEqual(["linked"]);
    expect(await recordOf(id)).toHaveLength(3);
    expect(await withdrawn(id)).toMatchObject({ state: "done", leftAlone: [] });
    expect(existsSync(day)).toBe(false);
    expect(await recordOf(id)).toEqual([]);
  });
});
