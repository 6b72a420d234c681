import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collected } from "#lib/domain/collected";
import type { VersionRow } from "#lib/domain/desk";
import { facetOptions, selectionOf } from "#lib/domain/facets";
import { type ComponentId, componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { PreviewRequest } from "#lib/domain/requests";
import type { Upload } from "#lib/domain/upload";
import { createTestContainer, type TestContainer, testAddress } from "#lib/server/test-container";
import { startWorker } from "#lib/server/worker";
import { cast, studio as facts } from "#sandbox/studio/cast";
import { apiUser } from "#sandbox/studio/people";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { contextId, projectId } from "#sandbox/studio/tree";
import { auditHistory } from "./audit-history.ts";
import { browseFacets } from "./browse-facets.ts";
import { browseProjects } from "./browse-projects.ts";
import type { Context } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { previewUpload } from "./preview-upload.ts";
import { runLinks } from "./run-links.ts";
import { sendReport } from "./send-report.ts";
import { showVersions } from "./show-versions.ts";
import { submitUpload } from "./submit-upload.ts";
import { tellFtrack } from "./tell-ftrack.ts";
import { uploadHistory } from "./upload-history.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const folder = mkdtempSync(join(tmpdir(), "compout-journey-"));
let studio: Studio;
let program: TestContainer;
/** NXP's folders, and where it delivers. */
let project: string;
let ftp: string;

beforeAll(async () => {
  studio = await startStudio({ directory: join(folder, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  project = join(studio.storage.root, "prj", "NXP");
  ftp = join(project, "00_ftp");
});
afterAll(async () => {
  await program.stop();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks ftrack itself, as any other client would. */
async function ask(expression: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${studio.ftrack.server}/api`, {
    method: "POST",
    headers: { "content-type": "application/json", "ftrack-user": apiUser.username, "ftrack-api-key": apiUser.apiKey },
    body: JSON.stringify([{ action: "query", expression }]),
  });
  const [answer]: { data: Record<string, unknown>[] }[] = await response.json();
  return answer?.data ?? [];
}

async function audit(kind: string) {
  const supervisor = await program.contextOf(cast.compositingSupervisor);
  const { events } = await auditHistory(supervisor, { filter: {}, offset: 0, limit: 200 });
  return events.filter((event) => event.kind === kind);
}

/** Previews and submits rows of the table, as the screen does. */
async function upload(
  context: Context,
  components: readonly ComponentId[],
  wish: Pick<PreviewRequest, "uploadType" | "destination"> & Partial<PreviewRequest>,
): Promise<UploadId> {
  const request: PreviewRequest = {
    project: nxp,
    components: [...components],
    comment: "",
    consents: { replace: false, warnings: false },
    ...wish,
  };
  const { plan } = await previewUpload(context, request);
  return (await submitUpload(context, { ...request, digest: plan.digest })).uploadId;
}

async function runAll(uploadId: UploadId): Promise<void> {
  await runLinks(program.system(), { uploadId });
  await tellFtrack(program.system(), { uploadId });
  await sendReport(program.system(), { uploadId });
}

/** Sources join: the directory's group, ftrack's attribute, the fixed address; who is named twice comes once. */
function expectEachOnce(addresses: readonly string[]): void {
  const named = [cast.compositingSupervisor.email, cast.lightingSupervisor.email, facts.dailies];
  expect(addresses).toEqual(expect.arrayContaining(named));
  expect(new Set(addresses.map((address) => address.toLowerCase())).size).toBe(addresses.length);
}

const internalScene = () =>
  studio.content.scenes.internal.map(({ componentId }) => componentIdSchema.parse(componentId));

describe("an artist's internal upload", () => {
  let destination: string;
  let artist: Context;
  let shown: readonly VersionRow[];
  let uploadId: UploadId;

  beforeAll(async () => {
    artist = await program.contextOf(cast.artist);
    destination = `${ftp}/internal/monday`;
  });

  it("begins with the projects and with facets of what is ready", async () => {
    expect((await browseProjects(artist)).map(({ name }) => name)).toEqual(["EPI", "NXP"]);
    const { table, remarks } = await browseFacets(artist, { project: nxp, uploadType: "internal" });
    expect(remarks).toEqual([]);
    const ready = studio.content.deliverables.filter((one) => one.project === "NXP" && one.eligibleFor === "internal");
    const { department, camera } = facetOptions(table, selectionOf(nxp, "internal"));
    expect(department.reduce((sum, option) => sum + option.count, 0)).toBe(ready.length);
    expect(camera.find(({ value }) => value === "left")?.count).toBe(
      ready.filter((one) => one.camera === "left").length,
    );
  });

  it("shows the ready versions of the chosen shot, and none that is not ready", async () => {
    const chosen = { ...selectionOf(nxp, "internal"), shot: [contextId("NXP/seq010/sh0010")], asset: ["compout"] };
    shown = await collected((await showVersions(artist, chosen)).pages);
    expect(shown.map(({ componentId }) => componentId).sort()).toEqual(internalScene().sort());
    expect(shown[0]).toMatchObject({
      versionName: "sh0010_compout_v003",
      versionStatus: { name: "Ready to review" },
      task: { status: { name: "Pending Internal review" }, department: { name: "Compositing" } },
      ftrackUrl: expect.stringContaining(studio.ftrack.server),
    });
    const notReady = { ...chosen, shot: [contextId("NXP/seq010/sh0060")] };
    expect(await collected((await showVersions(artist, notReady)).pages)).toEqual([]);
  });

  it("previews each link and each supervisor, and writes nothing", async () => {
    const { plan, supervisors, remarks } = await previewUpload(artist, {
      project: nxp,
      uploadType: "internal",
      components: shown.map(({ componentId }) => componentId),
      destination: `"P:\\NXP\\00_ftp\\internal\\monday"`,
      comment: "",
      consents: { replace: false, warnings: false },
    });
    expect(plan.destination).toBe(destination);
    expect(plan.items.map(({ verdict }) => verdict)).toEqual(["new", "new", "new"]);
    expect(plan.totals).toMatchObject({ items: 3, runs: 3, stopped: 0 });
    expectEachOnce(supervisors.map(({ email }) => email));
    expect(remarks).toEqual([expect.stringContaining("is not there yet")]);
    expect(() => statSync(destination)).toThrow();
    expect((await audit("preview"))[0]).toMatchObject({
      actor: { username: cast.artist.username },
      address: testAddress,
    });
  });

  it("is recorded with its audit event when it is submitted", async () => {
    uploadId = await upload(artist, internalScene(), {
      uploadType: "internal",
      destination,
      comment: "Edges are new",
    });
    const { upload: recorded, items } = await getUpload(artist, { id: uploadId });
    expect(recorded).toMatchObject({
      actor: { username: cast.artist.username, name: cast.artist.name, email: cast.artist.email },
      configurationHash: program.configuration.current().hash,
      steps: { links: { state: "waiting" } },
    });
    expect(items.map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);
    expect((await audit("upload-submitted"))[0]).toMatchObject({
      actor: { username: cast.artist.username },
      address: testAddress,
      subject: { type: "upload", id: uploadId },
    });
  });

  it("links every frame, so that each link leads to the very file", async () => {
    await runLinks(program.system(), { uploadId });
    const { upload: recorded, items } = await getUpload(artist, { id: uploadId });
    expect(recorded.linksDone).toBe(recorded.linksPlanned);
    let links = 0;
    for (const { sourcePath, folder, state } of items) {
      expect(state).toBe("linked");
      const sources = dirname(sourcePath ?? "");
      for (const name of readdirSync(folder ?? "").filter((one) => !statSync(join(folder ?? "", one)).isDirectory())) {
        const text = readlinkSync(join(folder ?? "", name));
        expect(text.startsWith("/")).toBe(false);
        expect(resolve(folder ?? "", text)).toBe(realpathSync(join(sources, name)));
        links += 1;
      }
    }
    expect(links).toBe(recorded.linksPlanned);
    expect(statSync(destination).mode & 0o7777).toBe(0o2775);
    expect((await audit("links-made"))[0]).toMatchObject({ subject: { id: uploadId }, details: { items: 3, links } });
  });

  it("writes one note and the metadata on the version, by the artist's own ftrack user", async () => {
    await tellFtrack(program.system(), { uploadId });
    const [version = ""] = studio.content.scenes.internal.map(({ versionId }) => versionId);
    const notes = await ask(`select content, author.username from Note where parent_id is "${version}"`);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({ author: { username: cast.artist.username } });
    expect(notes[0]?.content).toMatch(new RegExp(`Internal upload[\\s\\S]*Edges are new[\\s\\S]*/uploads/${uploadId}`));
    const metadata = await ask(`select key, value from Metadata where parent_id is "${version}"`);
    expect(metadata).toContainEqual(expect.objectContaining({ key: "compout_upload_id", value: uploadId }));
    const { items } = await getUpload(artist, { id: uploadId });
    expect(new Set(items.map(({ noteId }) => noteId)).size).toBe(1);
  });

  it("sends the supervisors one report with all that it must hold, and is finished", async () => {
    await sendReport(program.system(), { uploadId });
    const [message, ...others] = studio.mail.messages();
    expect(others).toEqual([]);
    expect(message?.replyTo).toBe(cast.artist.email);
    expectEachOnce(message?.to ?? []);
    for (const part of [message?.text, message?.html]) {
      expect(part).toContain("sh0010_compout_v003");
      expect(part).toContain(`${project}/seq010/sh0010/comp/compout/v003/left/`);
      expect(part).toContain(destination);
      expect(part).toContain("Linked");
      expect(part).toContain("Ready to review");
      expect(part).toContain("Edges are new");
      expect(part).toContain("UTC");
    }
    const { upload: recorded } = await getUpload(artist, { id: uploadId });
    expect(recorded.finishedAt).not.toBeNull();
    expect((await audit("upload-finished"))[0]).toMatchObject({
      subject: { id: uploadId },
      details: { outcome: "Done" },
    });
    expect((await uploadHistory(artist, { filter: {}, offset: 0, limit: 10 })).uploads[0]?.id).toBe(uploadId);
  });

  it("changes nothing when its steps are run again", async () => {
    const before = await program.store.audit.list({}, { offset: 0, limit: 1 });
    await runAll(uploadId);
    const [version = ""] = studio.content.scenes.internal.map(({ versionId }) => versionId);
    expect(await ask(`select id from Note where parent_id is "${version}"`)).toHaveLength(1);
    expect(studio.mail.messages()).toHaveLength(1);
    expect((await program.store.audit.list({}, { offset: 0, limit: 1 })).total).toBe(before.total);
  });

  it("has nothing to do when the same is uploaded again", async () => {
    await expect(upload(artist, internalScene(), { uploadType: "internal", destination })).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("in place already"),
    });
  });
});

describe("a coordinator's client upload", () => {
  it("links what is whole, leaves out the damaged sequence and says which frames, and tells supervisors both", async () => {
    const coordinator = await program.contextOf(cast.coordinator);
    const damaged = studio.content.scenes.clientMissingFrames.map(({ componentId }) =>
      componentIdSchema.parse(componentId),
    );
    const whole = studio.content.scenes.client.map(({ componentId }) => componentIdSchema.parse(componentId));
    const uploadId = await upload(coordinator, [...whole, ...damaged], {
      uploadType: "client",
      destination: `${ftp}/client/tuesday`,
    });
    await runAll(uploadId);
    const { upload: recorded, items } = await getUpload(coordinator, { id: uploadId });
    const right = items.find(({ camera, shot }) => camera === "right" && shot === "sh0020");
    expect(right).toMatchObject({ state: "left-out", verdict: "incomplete", reason: expect.stringContaining("1002") });
    expect(recorded.counts).toMatchObject({ "left-out": 1, linked: whole.length + damaged.length - 1, failed: 0 });
    const message = studio.mail.messages().find(({ messageId }) => messageId === recorded.messageId);
    expect(message?.text).toContain("1002");
  });
});

describe("the worker", () => {
  it("does every step of a submitted upload by itself, and those who follow it see each change", async () => {
    await startWorker(program);
    const [episode] = studio.content.scenes.episodeInternal.map(({ componentId }) =>
      componentIdSchema.parse(componentId),
    );
    const artist = await program.contextOf(cast.artist);
    const uploadId = await upload(artist, episode === undefined ? [] : [episode], {
      project: projectIdSchema.parse(projectId("EPI")),
      uploadType: "internal",
      destination: `${studio.content.ftpFolders.EPI}/internal/wednesday`,
    });
    const seen = await new Promise<Upload[]>((resolve, reject) => {
      const news: Upload[] = [];
      const onNews = ({ upload: now }: { upload: Upload }) => {
        news.push(now);
        if (now.finishedAt !== null) resolve(news);
      };
      program.live.uploads
        .follow(uploadId, { onNews, onEnd: () => reject(new Error("The stream ended.")) })
        .catch(reject);
    });
    expect(seen.at(-1)).toMatchObject({
      counts: { linked: 1 },
      steps: { links: { state: "done" }, ftrack: { state: "done" }, report: { state: "done" } },
    });
    expect(studio.mail.messages().filter(({ messageId }) => messageId === seen[0]?.messageId)).toHaveLength(1);
  });
});
