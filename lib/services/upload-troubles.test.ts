import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { collected } from "#lib/domain/collected";
import { selectionOf } from "#lib/domain/facets";
import { componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { SubmitRequest } from "#lib/domain/requests";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { type Gate, openGate } from "#lib/server/test-gate";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/content";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import { statusId } from "#sandbox/studio/workflow";
import { browseFacets } from "./browse-facets.ts";
import type { Context } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { previewUpload } from "./preview-upload.ts";
import { runLinks } from "./run-links.ts";
import { sendReport } from "./send-report.ts";
import { showVersions } from "./show-versions.ts";
import { stepFailed } from "./step-failed.ts";
import { submitUpload } from "./submit-upload.ts";
import { tellFtrack } from "./tell-ftrack.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const folder = mkdtempSync(join(tmpdir(), "compout-troubles-"));
let studio: Studio;
let ftrackGate: Gate;
let ldapGate: Gate;
let program: TestContainer;
let artist: Context;
let ftp: string;
let healthy: Deliverable[];

beforeAll(async () => {
  studio = await startStudio({ directory: join(folder, "studio"), ftrack: "inside" });
  [ftrackGate, ldapGate] = await Promise.all([openGate(studio.ftrack.server), openGate(studio.ldap.url)]);
  program = await createTestContainer({
    ...studio.environment,
    FTRACK_SERVER: ftrackGate.url,
    LDAP_URL: ldapGate.url,
  });
  artist = await program.contextOf(cast.artist);
  ftp = studio.content.ftpFolders.NXP;
  healthy = studio.content.deliverables.filter(
    (one) => one.project === "NXP" && one.eligibleFor === "internal" && one.damage.length === 0 && /%0/.test(one.path),
  );
});
afterAll(async () => {
  await program.stop();
  await Promise.all([ftrackGate.close(), ldapGate.close()]);
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  ftrackGate.open();
  ldapGate.open();
  studio.mail.refuse(false);
  studio.mail.refuseRecipients([]);
  await program.configure({});
});

/** Ready sequences that no other test has taken, each of another version. */
function take(count: number): Deliverable[] {
  const versions = [...Map.groupBy(healthy, ({ versionId }) => versionId).values()].slice(0, count);
  const taken = versions.flatMap(([first]) => first ?? []);
  if (taken.length < count) throw new Error("The studio has no more ready sequences.");
  healthy = healthy.filter(({ versionId }) => !taken.some((one) => one.versionId === versionId));
  return taken;
}

function takeOne(): Deliverable {
  const [one] = take(1);
  if (one === undefined) throw new Error("One was taken.");
  return one;
}

/** A ready sequence for what writes nothing, so that it is left for other tests. */
function anyReady(): Deliverable[] {
  return healthy.slice(0, 1);
}

let destinations = 0;
function requestFor(deliverables: readonly Pick<Deliverable, "componentId">[]): Omit<SubmitRequest, "digest"> {
  destinations += 1;
  return {
    project: nxp,
    uploadType: "internal",
    components: deliverables.map(({ componentId }) => componentIdSchema.parse(componentId)),
    destination: `${ftp}/internal/trouble-${destinations}`,
    comment: "",
    consents: { replace: false, warnings: true },
  };
}

async function previewed(request: Omit<SubmitRequest, "digest">, context = artist): Promise<SubmitRequest> {
  const { plan } = await previewUpload(context, request);
  return { ...request, digest: plan.digest };
}

async function submitted(deliverables: readonly Deliverable[], context = artist): Promise<UploadId> {
  return (await submitUpload(context, await previewed(requestFor(deliverables), context))).uploadId;
}

async function stateOf(id: UploadId) {
  const { upload, items } = await getUpload(program.system(), { id });
  return { upload, items, states: items.map(({ state }) => state) };
}

async function lastEvent() {
  const [event] = (await program.store.audit.list({}, { offset: 0, limit: 1 })).events;
  return event;
}

function framesOf({ path }: Deliverable): string[] {
  const start = basename(path).split("%")[0] ?? "";
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(start))
    .sort()
    .map((name) => join(dirname(path), name));
}

async function ftrack(...operations: object[]): Promise<{ data: Record<string, unknown>[] }[]> {
  const { server, apiUser, apiKey } = studio.ftrack;
  const response = await fetch(`${server}/api`, {
    method: "POST",
    headers: { "content-type": "application/json", "ftrack-user": apiUser, "ftrack-api-key": apiKey },
    body: JSON.stringify(operations),
  });
  return response.json();
}

const setVersionStatus = (versionId: string, status: string) =>
  ftrack({
    action: "update",
    entity_type: "AssetVersion",
    entity_key: [versionId],
    entity_data: { status_id: status },
  });

async function notesOn({ versionId }: Deliverable) {
  const expression = `select content, author.username from Note where parent_id is "${versionId}"`;
  const [answer] = await ftrack({ action: "query", expression });
  return answer?.data ?? [];
}

describe("what is refused before anything is written", () => {
  it("a plan that is not the one that was shown, saying what changed", async () => {
    const one = takeOne();
    const request = await previewed(requestFor([one]));
    const [, second = ""] = framesOf(one);
    rmSync(second);
    await expect(submitUpload(artist, request)).rejects.toMatchObject({
      code: "plan-changed",
      message: expect.stringMatching(/Something changed since the preview.*was \*new\* and is now \*incomplete\*/),
    });
    expect(await lastEvent()).toMatchObject({ kind: "upload-refused", details: { code: "plan-changed" } });
  });

  it("a submit with another comment or destination than was previewed", async () => {
    const request = await previewed(requestFor(anyReady()));
    await expect(submitUpload(artist, { ...request, comment: "later thought" })).rejects.toMatchObject({
      code: "plan-changed",
      message: expect.stringContaining("The comment is another one."),
    });
    await expect(submitUpload(artist, { ...request, destination: `${ftp}/internal/else` })).rejects.toMatchObject({
      message: expect.stringContaining("The destination is another one."),
    });
  });

  it("another project's 00_ftp, at the preview and at the submit", async () => {
    const request = { ...requestFor(anyReady()), destination: `${studio.content.ftpFolders.EPI}/internal` };
    const refusal = { code: "bad-destination", message: expect.stringContaining("in no delivery root for internal") };
    await expect(previewUpload(artist, request)).rejects.toMatchObject(refusal);
    await expect(submitUpload(artist, { ...request, digest: "0".repeat(64) })).rejects.toMatchObject(refusal);
  });

  it("a destination without 00_ftp", async () => {
    await expect(
      previewUpload(artist, { ...requestFor(anyReady()), destination: `${dirname(ftp)}/ftp/monday` }),
    ).rejects.toMatchObject({ code: "bad-destination", message: expect.stringContaining("has no `00_ftp` folder") });
  });

  it("components that are unknown, or another project's", async () => {
    const foreign = studio.content.scenes.episodeInternal;
    await expect(previewUpload(artist, requestFor([...anyReady(), ...foreign]))).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringMatching(/\d+ selected components? (?:is|are) not in NXP/),
    });
    const unknown = { componentId: "00000000-0000-4000-8000-000000000000" };
    await expect(previewUpload(artist, requestFor([unknown]))).rejects.toMatchObject({ code: "not-found" });
  });

  it("an account that the directory can't confirm for 30 minutes, and one that has lost its role", async () => {
    const request = await previewed(requestFor(anyReady()));
    ldapGate.shut();
    const later = { ...artist, now: () => new Date(Date.now() + 31 * 60_000) };
    await expect(submitUpload(later, request)).rejects.toMatchObject({ code: "directory-unavailable" });
    expect((await submitUpload(artist, request)).uploadId).toMatch(/^[0-9a-f-]{36}$/);
    ldapGate.open();
    studio.ldap.change(cast.artist.username, { groups: [] });
    await expect(submitUpload(artist, request)).rejects.toMatchObject({ code: "not-allowed" });
    studio.ldap.change(cast.artist.username, { groups: cast.artist.groups });
  });

  it("a version that is not ready any more: it is named in the preview", async () => {
    const one = takeOne();
    await setVersionStatus(one.versionId, statusId("NXP", "Retake"));
    const { plan } = await previewUpload(artist, requestFor([one]));
    expect(plan.items).toMatchObject([{ verdict: "ineligible", reasons: [expect.stringContaining("*Retake*")] }]);
  });
});

describe("what changes between submit and run", () => {
  it("a status: that item fails with its sentence, the others are linked", async () => {
    const [first, second] = [takeOne(), takeOne()];
    const id = await submitted([first, second]);
    await setVersionStatus(first.versionId, statusId("NXP", "Retake"));
    await runLinks(program.system(), { uploadId: id });
    const { items, upload, states } = await stateOf(id);
    expect(states).toEqual(["failed", "linked"]);
    expect(items[0]?.reason).toMatch(/Not ready any more: version is \*Retake\*/);
    expect(existsSync(items[0]?.folder ?? "")).toBe(false);
    expect(upload.steps.links.state).toBe("done");
    await tellFtrack(program.system(), { uploadId: id });
    expect(await notesOn(first)).toEqual([]);
    expect(await notesOn(second)).toHaveLength(1);
  });

  it("a frame: what was shown is not what would run, so that item fails", async () => {
    const one = takeOne();
    const id = await submitted([one]);
    const [first = ""] = framesOf(one);
    writeFileSync(first, "rendered again");
    await runLinks(program.system(), { uploadId: id });
    const { items, upload } = await stateOf(id);
    expect(items[0]).toMatchObject({ state: "failed", reason: expect.stringContaining(basename(first)) });
    expect(upload.steps.links.state).toBe("failed");
  });

  it("somebody's own file under a target's name: it stays, its item fails, the others are linked", async () => {
    const [first, second] = [takeOne(), takeOne()];
    const id = await submitted([first, second]);
    const { items } = await stateOf(id);
    const theirs = join(items[0]?.folder ?? "", basename(framesOf(first)[0] ?? ""));
    mkdirSync(dirname(theirs), { recursive: true });
    writeFileSync(theirs, "mine");
    await runLinks(program.system(), { uploadId: id });
    expect((await stateOf(id)).states).toEqual(["failed", "linked"]);
    expect(readdirSync(dirname(theirs))).toEqual([basename(theirs)]);
  });

  it("the destination's configuration: nothing is linked, and the report says why", async () => {
    const id = await submitted(take(1));
    const { storage } = program.configuration.current().configuration;
    const deliveries = [{ path: storage.deliveries[0]?.path, projects: ["EPI"] }];
    await program.configure({ storage: { ...storage, deliveries } });
    await runLinks(program.system(), { uploadId: id });
    const { items } = await stateOf(id);
    expect(items[0]).toMatchObject({
      state: "failed",
      reason: expect.stringContaining("No delivery root is configured"),
    });
    await tellFtrack(program.system(), { uploadId: id });
    await sendReport(program.system(), { uploadId: id });
    const { upload } = await stateOf(id);
    expect(upload.steps.ftrack.state).toBe("skipped");
    expect(studio.mail.messages().at(-1)?.text).toContain("No delivery root is configured");
    expect(upload.finishedAt).not.toBeNull();
  });
});

describe("an outside system that is down for a while", () => {
  it("ftrack, as the links are to be made: the try fails, the next one does it", async () => {
    const id = await submitted(take(1));
    ftrackGate.shut();
    await expect(runLinks(program.system(), { uploadId: id })).rejects.toMatchObject({ code: "ftrack-unavailable" });
    expect((await stateOf(id)).states).toEqual(["waiting"]);
    ftrackGate.open();
    await runLinks(program.system(), { uploadId: id });
    expect((await stateOf(id)).states).toEqual(["linked"]);
  });

  it("ftrack, afterwards: the report goes out and says so, and the note is written later", async () => {
    const one = takeOne();
    const id = await submitted([one]);
    await runLinks(program.system(), { uploadId: id });
    ftrackGate.shut();
    await expect(tellFtrack(program.system(), { uploadId: id })).rejects.toMatchObject({ code: "ftrack-unavailable" });
    await stepFailed(program.system(), { uploadId: id, step: "ftrack", sentence: "ftrack is down.", final: false });
    await sendReport(program.system(), { uploadId: id });
    expect(studio.mail.messages().at(-1)?.text).toContain("ftrack is pending");
    expect((await stateOf(id)).upload).toMatchObject({ finishedAt: null, steps: { report: { state: "done" } } });
    ftrackGate.open();
    await tellFtrack(program.system(), { uploadId: id });
    await sendReport(program.system(), { uploadId: id });
    expect(await notesOn(one)).toHaveLength(1);
    expect((await stateOf(id)).upload.finishedAt).not.toBeNull();
  });

  it("the mail server: one message, with the same id, once it is back", async () => {
    const id = await submitted(take(1));
    await runLinks(program.system(), { uploadId: id });
    await tellFtrack(program.system(), { uploadId: id });
    studio.mail.refuse(true);
    await expect(sendReport(program.system(), { uploadId: id })).rejects.toMatchObject({ code: "mail-failed" });
    studio.mail.refuse(false);
    await sendReport(program.system(), { uploadId: id });
    await sendReport(program.system(), { uploadId: id });
    const { upload } = await stateOf(id);
    expect(studio.mail.messages().filter(({ messageId }) => messageId === upload.messageId)).toHaveLength(1);
  });

  it("one mailbox: the others have the report, and the record says who has not", async () => {
    const id = await submitted(take(1));
    await runLinks(program.system(), { uploadId: id });
    await tellFtrack(program.system(), { uploadId: id });
    studio.mail.refuseRecipients([cast.compositingSupervisor.email]);
    await sendReport(program.system(), { uploadId: id });
    const sent = (await program.store.audit.list({ kinds: ["report-sent"] }, { offset: 0, limit: 1 })).events[0];
    expect(sent).toMatchObject({ subject: { id }, details: { rejected: [cast.compositingSupervisor.email] } });
  });

  it("the storage: nothing fails for good while the volume is away", async () => {
    const id = await submitted(take(1));
    const volume = join(studio.storage.root, "prj");
    renameSync(volume, `${volume}-away`);
    await expect(runLinks(program.system(), { uploadId: id })).rejects.toMatchObject({
      code: "storage-failed",
      message: expect.stringContaining("Is the volume mounted?"),
    });
    renameSync(`${volume}-away`, volume);
    await runLinks(program.system(), { uploadId: id });
    expect((await stateOf(id)).states).toEqual(["linked"]);
  });

  it("any of them for good: the upload goes on without that step and ends, with its problem", async () => {
    const id = await submitted(take(1));
    const context = program.system();
    const sentence = "The storage did not come back.";
    await stepFailed(context, { uploadId: id, step: "links", sentence, final: true });
    expect((await stateOf(id)).items[0]).toMatchObject({ state: "failed", reason: sentence });
    await tellFtrack(context, { uploadId: id });
    await stepFailed(context, { uploadId: id, step: "report", sentence: "No mail server.", final: true });
    expect((await stateOf(id)).upload.finishedAt).not.toBeNull();
    expect(await lastEvent()).toMatchObject({ kind: "upload-finished", details: { outcome: "Failed" } });
  });
});

describe("what the configuration asks for", () => {
  it("says which status a project's schema lacks, instead of an empty table", async () => {
    await program.configure({ statuses: { internal: { version: "Polished", task: "In progress" } } });
    const context = { ...program.system(), actor: artist.actor };
    const remark = expect.stringContaining('The schema of NXP has no version status "Polished"');
    expect((await browseFacets(context, { project: nxp, uploadType: "internal" })).remarks).toEqual([remark]);
    const shown = await showVersions(context, selectionOf(nxp, "internal"));
    expect(shown.remarks).toEqual([remark]);
    expect(await collected(shown.pages)).toEqual([]);
  });

  it("sets the statuses it names, only where those still stand that let the version through", async () => {
    await program.configure({
      ftrack: { setStatus: { internal: { version: "Client review", task: "Client review" } } },
    });
    const [first, second] = [takeOne(), takeOne()];
    const id = await submitted([first, second], { ...program.system(), actor: artist.actor });
    await runLinks(program.system(), { uploadId: id });
    await setVersionStatus(second.versionId, statusId("NXP", "Retake"));
    await tellFtrack(program.system(), { uploadId: id });
    const now = await program.system().ftrack.statusesOf([first.versionId, second.versionId]);
    expect(now.get(first.versionId)).toMatchObject({
      version: { name: "Client review" },
      task: { name: "Client review" },
    });
    expect(now.get(second.versionId)).toMatchObject({ version: { name: "Retake" } });
  });

  it("has the API user write the note of somebody without a ftrack user, and name them", async () => {
    const one = takeOne();
    const id = await submitted([one], await program.contextOf(cast.freelancer));
    await runLinks(program.system(), { uploadId: id });
    await tellFtrack(program.system(), { uploadId: id });
    expect(await notesOn(one)).toMatchObject([
      { author: { username: studio.ftrack.apiUser }, content: expect.stringContaining(cast.freelancer.name) },
    ]);
  });

  it("shows before the upload that no supervisors are found, and records it in the end", async () => {
    await program.configure({ supervisors: [] });
    const context = { ...program.system(), actor: artist.actor };
    const request = requestFor(take(1));
    const { plan, supervisors, remarks } = await previewUpload(context, request);
    expect(supervisors).toEqual([]);
    expect(remarks).toContainEqual(expect.stringContaining("No supervisors were found"));
    const { uploadId } = await submitUpload(context, { ...request, digest: plan.digest });
    await runLinks(program.system(), { uploadId });
    await tellFtrack(program.system(), { uploadId });
    await sendReport(program.system(), { uploadId });
    expect((await stateOf(uploadId)).upload.steps.report).toMatchObject({
      state: "failed",
      error: expect.stringContaining("No supervisors were found"),
    });
  });

  it("takes a source of supervisors that fails for a remark", async () => {
    const context = { ...program.system(), actor: artist.actor };
    const request = requestFor(anyReady());
    ldapGate.shut();
    const { supervisors, remarks } = await previewUpload(context, request);
    expect(supervisors.length).toBeGreaterThan(0);
    expect(remarks).toContainEqual(expect.stringContaining('Supervisors from the directory group "supervisors"'));
  });
});
