import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { PreviewRequest } from "#lib/domain/requests";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { startWorker } from "#lib/server/worker";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/content";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import { cancelUpload } from "./cancel-upload.ts";
import type { Context, SystemContext } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { previewUpload } from "./preview-upload.ts";
import { runLinks } from "./run-links.ts";
import { sendReport } from "./send-report.ts";
import { submitUpload } from "./submit-upload.ts";
import { tellFtrack } from "./tell-ftrack.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const folder = mkdtempSync(join(tmpdir(), "compout-at-once-"));
let studio: Studio;
let program: TestContainer;
let mira: Context;
let jonas: Context;
let ready: Deliverable[];

beforeAll(async () => {
  studio = await startStudio({ directory: join(folder, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  mira = await program.contextOf(cast.artist);
  jonas = await program.contextOf(cast.lightingArtist);
  const healthy = studio.content.deliverables.filter(
    (one) => one.project === "NXP" && one.eligibleFor === "internal" && one.damage.length === 0 && /%0/.test(one.path),
  );
  ready = [...Map.groupBy(healthy, ({ versionId }) => versionId).values()].flatMap(([first]) => first ?? []);
});
afterAll(async () => {
  await program.stop();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function submitted(context: Context, name: string, deliverables: readonly Deliverable[]) {
  const request: PreviewRequest = {
    project: nxp,
    uploadType: "internal",
    components: deliverables.map(({ componentId }) => componentIdSchema.parse(componentId)),
    destination: `${studio.content.ftpFolders.NXP}/internal/${name}`,
    comment: "",
    consents: { replace: false, warnings: true },
  };
  const { plan, remarks } = await previewUpload(context, request);
  return { ...(await submitUpload(context, { ...request, digest: plan.digest })), remarks };
}

const stateOf = async (id: UploadId) => {
  const { upload, items } = await getUpload(program.system(), { id });
  return { upload, items, states: items.map(({ state }) => state) };
};

/** What the audit has of an upload, oldest first. */
async function auditOf(id: UploadId): Promise<string[]> {
  const { events } = await program.store.audit.list({ subjectId: id }, { offset: 0, limit: 100 });
  return events.map(({ kind }) => kind).reverse();
}

const run = (uploadId: UploadId, context = program.system()) => runLinks(context, { uploadId });

/** A run that stops before it links, until it is let go on. */
function held(): { context: SystemContext; reached: Promise<void>; goOn(): void } {
  const system = program.system();
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const files: SystemContext["files"] = {
    ...system.files,
    async linkFolder(job, watch) {
      reached.resolve();
      await released.promise;
      return system.files.linkFolder(job, watch);
    },
  };
  return { context: { ...system, files }, reached: reached.promise, goOn: () => released.resolve() };
}

function expectLinked(targetFolder: string | null, { path }: Deliverable): void {
  const [start = ""] = basename(path).split("%");
  const frames = readdirSync(dirname(path)).filter((name) => name.startsWith(start));
  expect(readdirSync(targetFolder ?? "").sort()).toEqual(frames.sort());
  for (const name of frames) {
    const reached = resolve(targetFolder ?? "", readlinkSync(join(targetFolder ?? "", name)));
    expect(realpathSync(reached)).toBe(realpathSync(join(dirname(path), name)));
  }
}

it("the second upload into a folder waits for the first, says for whom, and then finds everything in place", async () => {
  const [sequence] = ready;
  if (sequence === undefined) throw new Error("Nothing is ready.");
  const first = await submitted(mira, "one-place", [sequence]);
  expect(first.running).toEqual([]);
  const second = await submitted(jonas, "one-place", [sequence]);
  const told = expect.stringMatching(
    new RegExp(`^${cast.artist.name} is uploading ${"\\S+"} right now, since \\d\\d:\\d\\d`),
  );
  expect(second.running).toEqual([told]);
  expect(second.remarks).toContainEqual(told);

  const { context, reached, goOn } = held();
  const linking = run(first.uploadId, context);
  await reached;
  expect(await run(second.uploadId)).toEqual({ againInSeconds: expect.any(Number) });
  expect((await stateOf(second.uploadId)).upload).toMatchObject({
    waitsFor: first.uploadId,
    steps: {
      links: {
        state: "waiting",
        error: expect.stringMatching(
          new RegExp(`^Waits for ${cast.artist.name}'s upload of \\d\\d:\\d\\d .+: \`${first.uploadId}\`\\.$`),
        ),
      },
    },
  });
  goOn();
  expect(await linking).toBe("over");

  expect(await run(second.uploadId)).toBe("over");
  const { upload, items, states } = await stateOf(second.uploadId);
  expect(states).toEqual(["unchanged"]);
  expect(items[0]?.reason).toContain("Another upload made the same links");
  expect(upload).toMatchObject({ waitsFor: null, steps: { links: { state: "done", error: null } } });
  expectLinked(items[0]?.folder ?? null, sequence);
});

it("the same version to two places is serialised too, and both are linked", async () => {
  const [, sequence] = ready;
  if (sequence === undefined) throw new Error("Nothing is ready.");
  const [first, second] = [await submitted(mira, "here", [sequence]), await submitted(jonas, "there", [sequence])];
  const { context, reached, goOn } = held();
  const linking = run(first.uploadId, context);
  await reached;
  expect(await run(second.uploadId)).not.toBe("over");
  expect((await stateOf(second.uploadId)).upload.steps.links.error).toContain(
    ` of ${(await stateOf(first.uploadId)).items[0]?.versionName}`,
  );
  goOn();
  await linking;
  await run(second.uploadId);
  for (const { uploadId } of [first, second]) expect((await stateOf(uploadId)).states).toEqual(["linked"]);
});

it("an upload that waits can be cancelled, and one that is cancelled lets others in", async () => {
  const [, , sequence] = ready;
  if (sequence === undefined) throw new Error("Nothing is ready.");
  const ids = [];
  for (const context of [mira, jonas, mira]) ids.push((await submitted(context, "queue", [sequence])).uploadId);
  const [first, second, third] = ids;
  if (first === undefined || second === undefined || third === undefined) throw new Error("Three were submitted.");
  const away = program.system();
  const files = { ...away.files, linkFolder: () => Promise.reject(new Error("The storage is away.")) };
  await expect(run(first, { ...away, files })).rejects.toThrow("away");
  for (const id of [second, third]) expect(await run(id)).not.toBe("over");
  await cancelUpload(jonas, { id: second });
  expect(await run(second)).toBe("over");
  expect(await stateOf(second)).toMatchObject({ states: ["cancelled"], upload: { waitsFor: null } });
  await cancelUpload(mira, { id: first });
  expect(await run(first)).toBe("over");
  expect(await run(third)).toBe("over");
  expect((await stateOf(third)).states).toEqual(["linked"]);
});

it("the end of an upload is recorded once, though two steps end at the same moment", async () => {
  const { uploadId } = await submitted(mira, "one-end", ready.slice(3, 4));
  const context = program.system();
  await run(uploadId);
  await Promise.all([tellFtrack(context, { uploadId }), sendReport(context, { uploadId })]);
  expect((await stateOf(uploadId)).upload.finishedAt).not.toBeNull();
  expect((await auditOf(uploadId)).filter((kind) => kind === "upload-finished")).toHaveLength(1);
});

it("a step that many workers are given at once is done by one, and each effect comes once", async () => {
  const { uploadId } = await submitted(mira, "one-effect", ready.slice(4, 5));
  for (const step of [runLinks, tellFtrack, sendReport]) {
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => step(program.system(), { uploadId })));
    expect(outcomes).toContain("over");
  }
  const kinds = ["upload-submitted", "links-made", "ftrack-told", "report-sent", "upload-finished"];
  expect(await auditOf(uploadId)).toEqual(kinds);
  const { messageId } = (await stateOf(uploadId)).upload;
  expect(studio.mail.messages().filter((mail) => mail.messageId === messageId)).toHaveLength(1);
});

it("eight uploads that overlap in different orders all end, each folder whole and each version told once by each that linked it", async () => {
  const shared = ready.slice(5, 11);
  const uploads: { id: UploadId; sequences: Deliverable[] }[] = [];
  for (let at = 0; at < 8; at++) {
    const turned = [...shared.slice(at % 6), ...shared.slice(0, at % 6)];
    const sequences = (at % 2 === 0 ? turned : turned.reverse()).slice(0, 4);
    uploads.push({ id: (await submitted(at % 2 === 0 ? mira : jonas, "crowd", sequences)).uploadId, sequences });
  }
  await startWorker(program);
  const unfinished = async () => {
    const all = await Promise.all(uploads.map(({ id }) => stateOf(id)));
    return all.filter(({ upload }) => upload.finishedAt === null).length;
  };
  await expect.poll(unfinished, { timeout: 60_000, interval: 250 }).toBe(0);
  const linkedBy = new Map<string, number>();
  for (const { id, sequences } of uploads) {
    const { items, upload } = await stateOf(id);
    expect(upload.waitsFor).toBeNull();
    for (const [at, { state, folder: target, componentId }] of items.entries()) {
      expect(["linked", "unchanged"]).toContain(state);
      if (state === "linked") linkedBy.set(componentId, (linkedBy.get(componentId) ?? 0) + 1);
      const sequence = sequences[at];
      if (sequence !== undefined) expectLinked(target, sequence);
    }
  }
  expect([...linkedBy.values()]).toEqual(shared.map(() => 1));
}, 90_000);
