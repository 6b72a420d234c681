import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "#lib/domain/errors";
import { componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { PreviewRequest } from "#lib/domain/requests";
import { createTestContainer, type TestContainer, testAddress } from "#lib/server/test-container";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/content";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import { cancelUpload } from "./cancel-upload.ts";
import type { Context, SystemContext } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { previewUpload } from "./preview-upload.ts";
import { retryUpload } from "./retry-upload.ts";
import { runLinks } from "./run-links.ts";
import { sendReport } from "./send-report.ts";
import { stepFailed } from "./step-failed.ts";
import { submitUpload } from "./submit-upload.ts";
import { tellFtrack } from "./tell-ftrack.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const folder = mkdtempSync(join(tmpdir(), "compout-steering-"));
let studio: Studio;
let program: TestContainer;
let artist: Context;
let supervisor: Context;
/** Ready sequences of NXP, by version, that no test has taken. */
let ready: Deliverable[][];

beforeAll(async () => {
  studio = await startStudio({ directory: join(folder, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  artist = await program.contextOf(cast.artist);
  supervisor = await program.contextOf(cast.compositingSupervisor);
  const healthy = studio.content.deliverables.filter(
    (one) => one.project === "NXP" && one.eligibleFor === "internal" && one.damage.length === 0 && /%0/.test(one.path),
  );
  ready = [...Map.groupBy(healthy, ({ versionId }) => versionId).values()];
});
afterAll(async () => {
  await program.stop();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One sequence each of so many versions. */
function take(count: number): Deliverable[] {
  const taken = ready.splice(0, count).flatMap(([first]) => first ?? []);
  if (taken.length < count) throw new Error("The studio has no more ready sequences.");
  return taken;
}

/** The sequences of one version that has more than one. */
function takeStereo(): Deliverable[] {
  const at = ready.findIndex((sequences) => sequences.length > 1);
  return ready.splice(at, 1).flat();
}

let destinations = 0;
async function submitted(deliverables: readonly Deliverable[]): Promise<UploadId> {
  destinations += 1;
  const request: PreviewRequest = {
    project: nxp,
    uploadType: "internal",
    components: deliverables.map(({ componentId }) => componentIdSchema.parse(componentId)),
    destination: `${studio.content.ftpFolders.NXP}/internal/steering-${destinations}`,
    comment: "",
    consents: { replace: false, warnings: true },
  };
  const { plan } = await previewUpload(artist, request);
  return (await submitUpload(artist, { ...request, digest: plan.digest })).uploadId;
}

const stateOf = async (id: UploadId) => {
  const { upload, items } = await getUpload(program.system(), { id });
  return { upload, items, states: items.map(({ state }) => state) };
};

async function runAll(uploadId: UploadId): Promise<void> {
  for (const step of [runLinks, tellFtrack, sendReport]) await step(program.system(), { uploadId });
}

/** The audit of an upload, oldest first. */
async function audit(id: UploadId) {
  const { events } = await program.store.audit.list({ subjectId: id }, { offset: 0, limit: 100 });
  return events.reverse();
}

const mailsOf = (id: UploadId) => studio.mail.messages().filter(({ messageId }) => messageId?.includes(id));

async function notesOn({ versionId }: Deliverable): Promise<string[]> {
  const { server, apiUser, apiKey } = studio.ftrack;
  const expression = `select content from Note where parent_id is "${versionId}"`;
  const response = await fetch(`${server}/api`, {
    method: "POST",
    headers: { "content-type": "application/json", "ftrack-user": apiUser, "ftrack-api-key": apiKey },
    body: JSON.stringify([{ action: "query", expression }]),
  });
  const [answer]: { data: { content: string }[] }[] = await response.json();
  return (answer?.data ?? []).map(({ content }) => content);
}

/** A try after which the storage goes away, when so many folders are linked. */
function storageGoesAfter(folders: number): SystemContext {
  const system = program.system();
  let linked = 0;
  return {
    ...system,
    files: {
      ...system.files,
      linkFolder(job, watch) {
        linked += 1;
        if (linked > folders) return Promise.reject(new AppError("storage-failed", "The storage is away."));
        return system.files.linkFolder(job, watch);
      },
    },
  };
}

/** Puts somebody's own file where an item's first link belongs; gives what takes it away again. */
function blockItem(targetFolder: string | null, sequence: Deliverable): () => void {
  const [start = ""] = basename(sequence.path).split("%");
  const [first = ""] = readdirSync(dirname(sequence.path))
    .filter((name) => name.startsWith(start))
    .sort();
  mkdirSync(targetFolder ?? "", { recursive: true });
  const theirs = join(targetFolder ?? "", first);
  writeFileSync(theirs, "mine");
  return () => rmSync(theirs);
}

describe("an upload that is cancelled", () => {
  it("before its turn: nothing is linked, everybody is told by whom, and nothing is written in ftrack", async () => {
    const sequences = take(2);
    const id = await submitted(sequences);
    await cancelUpload(supervisor, { id });
    await runAll(id);
    const { upload, items, states } = await stateOf(id);
    expect(states).toEqual(["cancelled", "cancelled"]);
    expect(items[0]?.reason).toContain(cast.compositingSupervisor.name);
    expect(upload).toMatchObject({
      cancelled: { by: { username: cast.compositingSupervisor.username } },
      steps: { links: { state: "done" }, ftrack: { state: "skipped" }, report: { state: "done" } },
    });
    expect(upload.finishedAt).not.toBeNull();
    expect(existsSync(items[0]?.folder ?? "")).toBe(false);
    expect(mailsOf(id)[0]?.text).toContain(`${cast.compositingSupervisor.name} cancelled this upload`);
    for (const sequence of sequences) expect(await notesOn(sequence)).toEqual([]);
    expect((await audit(id)).find(({ kind }) => kind === "upload-cancelled")).toMatchObject({
      actor: { username: cast.compositingSupervisor.username },
      address: testAddress,
      details: { linked: 0, waiting: 2 },
    });
  });

  it("between two tries: what was linked stays and is told, the rest is not begun", async () => {
    const sequences = take(3);
    const id = await submitted(sequences);
    await expect(runLinks(storageGoesAfter(1), { uploadId: id })).rejects.toMatchObject({ code: "storage-failed" });
    expect((await stateOf(id)).states.toSorted()).toEqual(["linked", "waiting", "waiting"]);
    await cancelUpload(artist, { id });
    await runAll(id);
    const { items, states } = await stateOf(id);
    expect(states.toSorted()).toEqual(["cancelled", "cancelled", "linked"]);
    const linked = items.findIndex(({ state }) => state === "linked");
    for (const [at, item] of items.entries()) expect(existsSync(item.folder ?? "")).toBe(at === linked);
    const told = await Promise.all(sequences.map(notesOn));
    expect(told.map((notes) => notes.length)).toEqual(items.map((_, at) => (at === linked ? 1 : 0)));
    expect(told.flat()[0]).toContain(`${cast.artist.name} cancelled the upload before all of it was linked`);
    expect(mailsOf(id)[0]?.text).toContain("What was linked by then stays.");
  });

  it("while statuses are read: no folder is begun", async () => {
    const id = await submitted(take(2));
    const system = program.system();
    const ftrack: SystemContext["ftrack"] = {
      ...system.ftrack,
      async statusesOf(versions) {
        await cancelUpload(artist, { id });
        return system.ftrack.statusesOf(versions);
      },
    };
    await runLinks({ ...system, ftrack }, { uploadId: id });
    const { items, states } = await stateOf(id);
    expect(states).toEqual(["cancelled", "cancelled"]);
    expect(existsSync(dirname(items[0]?.folder ?? "/x"))).toBe(false);
  });

  it("takes back a folder that a worker was killed in the middle of", async () => {
    const [sequence] = take(1);
    const id = await submitted(sequence ? [sequence] : []);
    const [item] = (await stateOf(id)).items;
    mkdirSync(item?.folder ?? "", { recursive: true });
    writeFileSync(join(item?.folder ?? "", "theirs.txt"), "kept");
    const system = program.system();
    // Permits run out after the first links are made: as if another worker had taken over, nothing is taken back.
    let asked = 0;
    const files: SystemContext["files"] = {
      ...system.files,
      linkFolder: (job, watch) =>
        system.files.linkFolder(job, {
          ...watch,
          async mayCommit() {
            asked += 1;
            if (asked > 1) throw new AppError("conflict", "This worker is dead.");
          },
        }),
    };
    await expect(runLinks({ ...system, files }, { uploadId: id })).rejects.toMatchObject({ code: "conflict" });
    // Dead between two links: what stands whole would be kept.
    const [first = ""] = readdirSync(item?.folder ?? "").filter((name) => name !== "theirs.txt");
    rmSync(join(item?.folder ?? "", first));
    expect(readdirSync(item?.folder ?? "").length).toBeGreaterThan(1);
    await cancelUpload(artist, { id });
    await runLinks(system, { uploadId: id });
    expect(readdirSync(item?.folder ?? "")).toEqual(["theirs.txt"]);
    expect((await stateOf(id)).states).toEqual(["cancelled"]);
  });

  it("is so by its owner, supervisors and admins only, once, and while it links", async () => {
    const id = await submitted(take(1));
    const other = await program.contextOf(cast.lightingArtist);
    await expect(cancelUpload(other, { id })).rejects.toMatchObject({
      code: "not-allowed",
      message: expect.stringContaining(`only ${cast.artist.name}, supervisors and admins may cancel it`),
    });
    await cancelUpload(await program.contextOf(cast.admin), { id });
    await expect(cancelUpload(artist, { id })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`${cast.admin.name} cancelled this upload already`),
    });
    const done = await submitted(take(1));
    await runLinks(program.system(), { uploadId: done });
    await expect(cancelUpload(artist, { id: done })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Withdraw it instead"),
    });
  });
});

describe("an upload that is tried again", () => {
  it("links what had failed, tells ftrack of it, and says in a report of its own that it is a retry", async () => {
    const [first, second] = take(2);
    if (first === undefined || second === undefined) throw new Error("Two were taken.");
    const id = await submitted([first, second]);
    const unblock = blockItem((await stateOf(id)).items[0]?.folder ?? null, first);
    await runAll(id);
    expect((await stateOf(id)).states).toEqual(["failed", "linked"]);
    unblock();

    expect(await retryUpload(supervisor, { id })).toEqual({ items: 1, steps: ["links", "ftrack", "report"] });
    expect((await stateOf(id)).upload).toMatchObject({ finishedAt: null, round: 1 });
    await runAll(id);
    await runAll(id);

    const { upload, states } = await stateOf(id);
    expect(states).toEqual(["linked", "linked"]);
    expect(upload.finishedAt).not.toBeNull();
    expect(await notesOn(first)).toHaveLength(1);
    expect(await notesOn(second)).toHaveLength(1);
    const [report, retried, ...more] = mailsOf(id).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    expect(more).toEqual([]);
    expect(new Set([report?.messageId, retried?.messageId]).size).toBe(2);
    expect([report, retried].map((mail) => mail?.text?.includes("report of a retry")).toSorted()).toEqual([
      false,
      true,
    ]);
    const kinds = (await audit(id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "upload-finished")).toHaveLength(2);
    expect(kinds).toContain("upload-retried");
  });

  it("writes a second note on a version of which a part was told before", async () => {
    const sequences = takeStereo();
    const [first] = sequences;
    if (first === undefined) throw new Error("No version has two sequences.");
    const id = await submitted(sequences);
    const unblock = blockItem((await stateOf(id)).items[0]?.folder ?? null, first);
    await runAll(id);
    const [told] = await notesOn(first);
    unblock();
    await retryUpload(artist, { id });
    await runAll(id);
    const notes = await notesOn(first);
    expect(notes).toHaveLength(2);
    const target = (await stateOf(id)).items[0]?.targetPath ?? "";
    expect(told).not.toContain(target);
    expect(notes.filter((content) => content.includes(target))).toHaveLength(1);
    const { items } = await stateOf(id);
    expect(new Set(items.map(({ noteId }) => noteId)).size).toBe(2);
  });

  it("tries a step alone where no item failed, and sends no second report for it", async () => {
    const [sequence] = take(1);
    if (sequence === undefined) throw new Error("One was taken.");
    const id = await submitted([sequence]);
    const context = program.system();
    await runLinks(context, { uploadId: id });
    await stepFailed(context, { uploadId: id, step: "ftrack", sentence: "ftrack was away for a day.", final: true });
    await sendReport(context, { uploadId: id });
    expect((await stateOf(id)).upload.finishedAt).not.toBeNull();
    expect(await retryUpload(artist, { id })).toEqual({ items: 0, steps: ["ftrack"] });
    await tellFtrack(context, { uploadId: id });
    await sendReport(context, { uploadId: id });
    expect(await notesOn(sequence)).toHaveLength(1);
    expect(mailsOf(id)).toHaveLength(1);
    expect((await stateOf(id)).upload).toMatchObject({ round: 0, steps: { ftrack: { state: "done", error: null } } });
    expect((await stateOf(id)).upload.finishedAt).not.toBeNull();
  });

  it("backs off as before where the step fails again", async () => {
    const id = await submitted(take(1));
    const context = program.system();
    await runLinks(context, { uploadId: id });
    await tellFtrack(context, { uploadId: id });
    await stepFailed(context, { uploadId: id, step: "report", sentence: "No mail server.", final: true });
    await retryUpload(artist, { id });
    studio.mail.refuse(true);
    await expect(sendReport(context, { uploadId: id })).rejects.toMatchObject({ code: "mail-failed" });
    await stepFailed(context, { uploadId: id, step: "report", sentence: "Still none.", final: false });
    studio.mail.refuse(false);
    expect((await stateOf(id)).upload).toMatchObject({
      finishedAt: null,
      steps: { report: { state: "waiting", error: "Still none." } },
    });
    await sendReport(context, { uploadId: id });
    expect(mailsOf(id).map(({ messageId }) => messageId)).toEqual([(await stateOf(id)).upload.messageId]);
  });

  it("is refused where the files are others than were planned, where nothing failed, and while it runs", async () => {
    const [sequence] = take(1);
    if (sequence === undefined) throw new Error("One was taken.");
    const id = await submitted([sequence]);
    await expect(retryUpload(artist, { id })).rejects.toMatchObject({ code: "conflict" });
    const unblock = blockItem((await stateOf(id)).items[0]?.folder ?? null, sequence);
    await runAll(id);
    unblock();
    const [frame = ""] = readdirSync(dirname(sequence.path)).sort();
    writeFileSync(join(dirname(sequence.path), frame), "rendered again");
    await expect(retryUpload(artist, { id })).rejects.toMatchObject({
      code: "plan-changed",
      message: expect.stringContaining(frame),
    });
    const done = await submitted(take(1));
    await runAll(done);
    await expect(retryUpload(artist, { id: done })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Nothing of this upload failed"),
    });
    const stranger = await program.contextOf(cast.lightingArtist);
    await expect(retryUpload(stranger, { id })).rejects.toMatchObject({ code: "not-allowed" });
  });

  it("begins once, however many ask for it at the same moment", async () => {
    const id = await submitted(take(1));
    const context = program.system();
    await stepFailed(context, { uploadId: id, step: "links", sentence: "The storage did not come back.", final: true });
    await tellFtrack(context, { uploadId: id });
    await sendReport(context, { uploadId: id });
    const asked = await Promise.allSettled([artist, supervisor, artist].map((one) => retryUpload(one, { id })));
    expect(asked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect((await stateOf(id)).upload.round).toBe(1);
  });
});
