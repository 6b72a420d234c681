import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { collected } from "#lib/domain/collected";
import { selectionOf } from "#lib/domain/facets";
import { componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { SubmitRequest } from "#lib/domain/requests";
import type { Upload } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { startWorker } from "#lib/server/worker";
import type { FaultWish } from "#sandbox/ftrack/faults/fault-order";
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
const folder = mkdtempSync(join(tmpdir(), "compout-ftrack-troubles-"));
let studio: Studio;
let program: TestContainer;
let artist: Context;
let healthy: Deliverable[];

beforeAll(async () => {
  studio = await startStudio({ directory: join(folder, "studio"), ftrack: "inside", ftrackAdminPort: 0 });
  program = await createTestContainer(studio.environment);
  artist = await program.contextOf(cast.artist);
  healthy = studio.content.deliverables.filter(
    (one) => one.project === "NXP" && one.eligibleFor === "internal" && one.damage.length === 0 && /%0/.test(one.path),
  );
});
afterAll(async () => {
  await program.stop();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(clearFaults);

async function order(wish: FaultWish): Promise<void> {
  const response = await fetch(`${studio.ftrackAdmin}/faults`, { method: "POST", body: JSON.stringify(wish) });
  if (response.status !== 201) throw new Error(await response.text());
}

async function clearFaults(): Promise<void> {
  await fetch(`${studio.ftrackAdmin}/faults`, { method: "DELETE" });
}

/** Ready sequences that no other test has taken, each of another version. */
function take(count: number): Deliverable[] {
  const versions = [...Map.groupBy(healthy, ({ versionId }) => versionId).values()].slice(0, count);
  const taken = versions.flatMap(([first]) => first ?? []);
  if (taken.length < count) throw new Error("The studio has no more ready sequences.");
  healthy = healthy.filter(({ versionId }) => !taken.some((one) => one.versionId === versionId));
  return taken;
}

let destinations = 0;
function requestFor(deliverables: readonly Deliverable[]): Omit<SubmitRequest, "digest"> {
  destinations += 1;
  return {
    project: nxp,
    uploadType: "internal",
    components: deliverables.map(({ componentId }) => componentIdSchema.parse(componentId)),
    destination: `${studio.content.ftpFolders.NXP}/internal/ftrack-trouble-${destinations}`,
    comment: "",
    consents: { replace: false, warnings: true },
  };
}

async function previewed(deliverables: readonly Deliverable[]): Promise<SubmitRequest> {
  const request = requestFor(deliverables);
  return { ...request, digest: (await previewUpload(artist, request)).plan.digest };
}

async function submitted(deliverables: readonly Deliverable[]): Promise<UploadId> {
  return (await submitUpload(artist, await previewed(deliverables))).uploadId;
}

async function linked(deliverables: readonly Deliverable[]): Promise<UploadId> {
  const uploadId = await submitted(deliverables);
  await runLinks(program.system(), { uploadId });
  return uploadId;
}

async function uploadOf(id: UploadId) {
  return getUpload(program.system(), { id });
}

async function ask(operation: object): Promise<{ data: Record<string, unknown>[] }> {
  const { server, apiUser, apiKey } = studio.ftrack;
  const headers = { "ftrack-user": apiUser, "ftrack-api-key": apiKey };
  const response = await fetch(`${server}/api`, { method: "POST", headers, body: JSON.stringify([operation]) });
  const [answer]: { data: Record<string, unknown>[] }[] = await response.json();
  if (answer === undefined) throw new Error("ftrack gave no answer.");
  return answer;
}

async function notesOn({ versionId }: Deliverable): Promise<number> {
  const expression = `select id from Note where parent_id is "${versionId}"`;
  return (await ask({ action: "query", expression })).data.length;
}

function lastMail(): string {
  return studio.mail.messages().at(-1)?.text ?? "";
}

describe("the screens, while ftrack can't be asked", () => {
  it.each<[wish: FaultWish, code: string, sentence: RegExp]>([
    [{ kind: "html-502" }, "ftrack-unavailable", /answered with a page instead of data.*Try again/],
    [{ kind: "cut" }, "ftrack-unavailable", /cannot be reached.*Try again/],
    [{ kind: "never-answers" }, "ftrack-unavailable", /did not answer within 0\.6 s.*Try again/],
    [{ kind: "http-429", retryAfterSeconds: 60 }, "ftrack-unavailable", /too many calls and asks to wait 60 s/],
    [{ kind: "bad-key" }, "ftrack-refused", /does not accept the key of its API user.*Ask an administrator/],
    [{ kind: "PermissionError" }, "ftrack-refused", /does not allow this to its API user.*Ask a ftrack administrator/],
    [{ kind: "ServerError" }, "ftrack-refused", /refused: Something went wrong.*Tell your pipeline team/],
    [
      { kind: "answer", body: [{ data: [{}] }], match: { entityType: "Project" } },
      "ftrack-refused",
      /not as expected.*Tell your pipeline team/,
    ],
  ])("%j: each says so, and goes on when that is over", async (wish, code, sentence) => {
    const request = await previewed(healthy.slice(0, 1));
    if (wish.kind === "never-answers") await program.configure({ ftrack: { timeoutMs: 600 } });
    const context = { ...program.system(), actor: artist.actor };
    const screens = {
      facets: () => browseFacets(context, { project: nxp, uploadType: "internal" }),
      show: async () => collected((await showVersions(context, selectionOf(nxp, "internal"))).pages),
      preview: () => previewUpload(context, request),
      submit: () => submitUpload(context, request),
    };
    await order(wish);
    const ends = await Promise.allSettled(Object.values(screens).map((screen) => screen()));
    for (const end of ends) {
      expect(end).toMatchObject({ status: "rejected", reason: { code, message: expect.stringMatching(sentence) } });
      expect(end).toMatchObject({ reason: { message: expect.stringContaining(studio.ftrack.server) } });
    }
    const { events } = await program.store.audit.list({ kinds: ["upload-refused"] }, { offset: 0, limit: 1 });
    expect(events[0]?.details).toMatchObject({ code, sentence: expect.stringMatching(sentence) });
    await clearFaults();
    await program.configure({});
    expect((await previewUpload(artist, request)).plan.digest).toBe(request.digest);
  });

  it("a source of supervisors in ftrack that fails is a remark, and stops nothing", async () => {
    await order({ kind: "PermissionError", match: { entityType: "CustomAttributeLink" } });
    const { supervisors, remarks } = await previewUpload(artist, requestFor(healthy.slice(0, 1)));
    expect(supervisors.length).toBeGreaterThan(0);
    expect(remarks).toContainEqual(
      expect.stringMatching(/^Supervisors from the ftrack attribute "supervisor" could not be read: .*permission/),
    );
  });

  it("a status that changes between preview and submit is caught, and named", async () => {
    const [one, other] = take(2);
    if (!one || !other) throw new Error("Two were taken.");
    const request = await previewed([one, other]);
    const entity_data = { status_id: statusId("NXP", "Retake") };
    await ask({ action: "update", entity_type: "AssetVersion", entity_key: [one.versionId], entity_data });
    await expect(submitUpload(artist, request)).rejects.toMatchObject({
      code: "plan-changed",
      message: expect.stringMatching(/was \*new\* and is now \*ineligible\*/),
    });
  });
});

describe("an upload on its way", () => {
  it("whose key is revoked before the links are made waits, and then makes them", async () => {
    const uploadId = await submitted(take(1));
    await order({ kind: "bad-key", status: 401 });
    await expect(runLinks(program.system(), { uploadId })).rejects.toMatchObject({
      message: expect.stringContaining("does not accept the key"),
    });
    expect((await uploadOf(uploadId)).items.map(({ state }) => state)).toEqual(["waiting"]);
    await clearFaults();
    await runLinks(program.system(), { uploadId });
    expect((await uploadOf(uploadId)).items.map(({ state }) => state)).toEqual(["linked"]);
  });

  it("whose key is revoked before ftrack is told waits for ftrack, and tells it once", async () => {
    const [one] = take(1);
    if (!one) throw new Error("One was taken.");
    const uploadId = await linked([one]);
    await order({ kind: "bad-key" });
    const failing = tellFtrack(program.system(), { uploadId });
    await expect(failing).rejects.toMatchObject({ message: expect.stringContaining("does not accept the key") });
    const sentence = await failing.catch(String);
    await stepFailed(program.system(), { uploadId, step: "ftrack", sentence: String(sentence), final: false });
    expect(uploadState((await uploadOf(uploadId)).upload).label).toBe("Linked, waiting for ftrack");
    await sendReport(program.system(), { uploadId });
    expect(lastMail()).toContain("ftrack is pending");
    await clearFaults();
    await tellFtrack(program.system(), { uploadId });
    await sendReport(program.system(), { uploadId });
    expect(await notesOn(one)).toBe(1);
    expect(uploadState((await uploadOf(uploadId)).upload).label).toBe("Done");
  });

  it.each<FaultWish>([
    { kind: "cut-after", match: { action: "create" }, times: 1 },
    { kind: "truncated", match: { action: "create" }, times: 1 },
    { kind: "html-504", match: { action: "create" }, times: 2 },
    { kind: "http-429", retryAfterSeconds: 0, match: { action: "create" }, times: 1 },
  ])("tells ftrack once, whatever becomes of the answer: %j", async (wish) => {
    const taken = take(1);
    const uploadId = await linked(taken);
    await order(wish);
    await tellFtrack(program.system(), { uploadId });
    expect(await Promise.all(taken.map(notesOn))).toEqual([1]);
    expect((await uploadOf(uploadId)).upload.steps.ftrack).toMatchObject({ state: "done", error: null });
  });

  it("that may not write notes ends, says so on its page, in the report and in the audit, and is not tried again", async () => {
    const taken = take(1);
    const uploadId = await linked(taken);
    await order({ kind: "PermissionError", content: "Notes are locked.", match: { action: "create" } });
    await tellFtrack(program.system(), { uploadId });
    const words =
      /^ftrack was not told of \S+\. ftrack at .* does not allow this .*: Notes are locked\. Ask a ftrack adm/;
    expect((await uploadOf(uploadId)).upload.steps.ftrack).toMatchObject({
      state: "failed",
      error: expect.stringMatching(words),
    });
    await clearFaults();
    await tellFtrack(program.system(), { uploadId });
    await sendReport(program.system(), { uploadId });
    expect(await Promise.all(taken.map(notesOn))).toEqual([0]);
    expect(lastMail()).toMatch(/ftrack could not be told: .*Notes are locked/);
    const { upload } = await uploadOf(uploadId);
    expect(uploadState(upload)).toMatchObject({ label: "Done, with problems", finished: true });
    const { events } = await program.store.audit.list({ subjectId: uploadId }, { offset: 0, limit: 20 });
    expect(events.find(({ kind }) => kind === "ftrack-failed")?.details).toMatchObject({
      reason: expect.stringMatching(words),
    });
  });

  it("with one version that ftrack refuses tells it of the others, and says which it is", async () => {
    const taken = take(3);
    const uploadId = await linked(taken);
    // The batch, and then the first of its notes.
    await order({ kind: "ValidationError", match: { action: "create" }, times: 2 });
    await tellFtrack(program.system(), { uploadId });
    const { upload, items } = await uploadOf(uploadId);
    expect((await Promise.all(taken.map(notesOn))).sort()).toEqual([0, 1, 1]);
    expect(items.filter(({ noteId }) => noteId === null)).toHaveLength(1);
    const name = items.find(({ noteId }) => noteId === null)?.versionName;
    expect(upload.steps.ftrack.error).toMatch(
      new RegExp(`^ftrack was not told of ${name}\\. .*not valid\\. .* The other 2 versions were told\\.$`),
    );
  });

  it("is tried again after an error of ftrack's own", async () => {
    const taken = take(1);
    const uploadId = await linked(taken);
    await order({ kind: "ServerError", match: { action: "create" } });
    await expect(tellFtrack(program.system(), { uploadId })).rejects.toMatchObject({ code: "ftrack-refused" });
    await clearFaults();
    await tellFtrack(program.system(), { uploadId });
    expect(await Promise.all(taken.map(notesOn))).toEqual([1]);
  });
});

describe("the worker", () => {
  it("leaves an upload linked and waiting while ftrack is down, and completes it by itself", async () => {
    await startWorker(program);
    const taken = take(1);
    const request = await previewed(taken);
    await order({ kind: "html-503", match: { action: "create" } });
    const { uploadId } = await submitUpload(artist, request);
    const waiting = await whenUpload(uploadId, ({ steps }) => steps.ftrack.error !== null);
    expect(uploadState(waiting).label).toBe("Linked, waiting for ftrack");
    expect(waiting.steps.ftrack.error).toContain("page instead of data (HTTP 503)");
    await clearFaults();
    const finished = await whenUpload(uploadId, ({ finishedAt }) => finishedAt !== null);
    expect(uploadState(finished).label).toBe("Done");
    expect(await Promise.all(taken.map(notesOn))).toEqual([1]);
    expect(studio.mail.messages().filter(({ messageId }) => messageId === finished.messageId)).toHaveLength(1);
    // The queue's own first delay is a few seconds.
  }, 60_000);
});

/** The upload as soon as it is so, as those see it who follow it. */
function whenUpload(id: UploadId, isSo: (upload: Upload) => boolean): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const onNews = ({ upload }: { upload: Upload }) => {
      if (isSo(upload)) resolve(upload);
    };
    program.live.uploads.follow(id, { onNews, onEnd: () => reject(new Error("The stream ended.")) }).catch(reject);
  });
}
