import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { componentIdSchema, projectIdSchema } from "#lib/domain/ids";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/publish";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import type { Context } from "./context.ts";
import { previewUpload } from "./preview-upload.ts";
import { submitUpload } from "./submit-upload.ts";
import { versionDetail } from "./version-detail.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const home = mkdtempSync(join(tmpdir(), "compout-detail-"));
let studio: Studio;
let program: TestContainer;
let artist: Context;

beforeAll(async () => {
  studio = await startStudio({ directory: join(home, "studio"), ftrack: "inside", ftrackAdminPort: 0 });
  program = await createTestContainer(studio.environment);
  artist = await program.contextOf(cast.artist);
});
afterAll(async () => {
  await program.stop();
  await studio.stop();
  rmSync(home, { recursive: true, force: true });
});

function one(fits: (deliverable: Deliverable) => boolean): Deliverable {
  const found = studio.content.deliverables.find(
    (each) => each.project === "NXP" && each.eligibleFor === "internal" && fits(each),
  );
  if (found === undefined) throw new Error("The studio has nothing of that kind.");
  return found;
}

const sound = ({ damage, path }: Deliverable) => damage.length === 0 && path.includes("%04d");
const detailOf = ({ componentId }: Deliverable) =>
  versionDetail(artist, { project: nxp, component: componentIdSchema.parse(componentId) });

it("says what stands on disk of a sound sequence, in ranges, and how its path is written elsewhere", async () => {
  const deliverable = one(sound);
  const { row, frames, paths } = await detailOf(deliverable);
  expect(row.componentId).toBe(deliverable.componentId);
  if (!frames.ok) throw new Error(frames.sentence);
  const { state, count, bytes, missing } = frames.value;
  expect({ state, missing }).toEqual({ state: "ready", missing: "" });
  expect(frames.value.frames).toMatch(/^\d+-\d+$/);
  expect(count).toBeGreaterThan(1);
  expect(bytes).toBeGreaterThan(0);
  expect(paths[0]).toEqual({ as: "server", path: row.sourcePath });
  expect(paths.find(({ as }) => as === "windows")?.path).toMatch(/^P:\\.*\.%04d\.exr$/);
});

it("says of damaged frames what the preview says", async () => {
  const deliverable = one(({ damage }) => damage.some(({ kind }) => kind === "missing"));
  const { frames } = await detailOf(deliverable);
  if (!frames.ok) throw new Error(frames.sentence);
  const { plan } = await previewUpload(artist, requestFor(deliverable));
  expect(frames.value.state).toBe("incomplete");
  expect(frames.value).toMatchObject({ missing: "1003-1004, 1007", missingCount: 3 });
  expect(plan.items[0]).toMatchObject({ verdict: "incomplete", frames: frames.value.frames });
  expect(frames.value.reasons).toEqual(plan.items[0]?.reasons);
});

it("has the notes of the version, the newest first, and the uploads that held the deliverable", async () => {
  const deliverable = one((each) => sound(each) && each !== one(sound));
  const before = await detailOf(deliverable);
  expect(before.notes).toEqual({ ok: true, value: [] });
  expect(before.uploads).toEqual({ ok: true, value: [] });

  const userId = await artist.ftrack.userId(cast.artist.username);
  for (const content of ["Edges are soft", "Fixed in the next one"]) {
    const note = { noteId: artist.newId(), versionId: deliverable.versionId, content, metadata: {}, setStatus: null };
    await artist.ftrack.deliver([note], userId);
  }
  const request = requestFor(deliverable);
  const { plan } = await previewUpload(artist, request);
  const { uploadId } = await submitUpload(artist, { ...request, digest: plan.digest });

  const { notes, uploads } = await detailOf(deliverable);
  if (!notes.ok || !uploads.ok) throw new Error("Both parts can be had.");
  expect(notes.value.map(({ content }) => content).sort()).toEqual(["Edges are soft", "Fixed in the next one"]);
  expect(notes.value[0]).toMatchObject({ author: cast.artist.name, replyTo: null });
  expect(notes.value.map(({ date }) => date)).toEqual(
    notes.value
      .map(({ date }) => date)
      .sort()
      .reverse(),
  );
  expect(uploads.value).toMatchObject([
    { id: uploadId, actor: cast.artist.name, uploadType: "internal", item: "waiting", state: { label: "Queued" } },
  ]);
  expect(uploads.value[0]?.path).toContain(request.destination);
});

it("loses no more than the notes where ftrack refuses those", async () => {
  const order = { kind: "ServerError", content: "no notes today", match: { entityType: "Note" } };
  const placed = await fetch(`${studio.ftrackAdmin}/faults`, { method: "POST", body: JSON.stringify(order) });
  expect(placed.status).toBe(201);
  try {
    const { notes, frames, uploads } = await detailOf(one(sound));
    expect([notes.ok, frames.ok, uploads.ok]).toEqual([false, true, true]);
    if (!notes.ok) expect(notes.sentence).toMatch(/ftrack/);
  } finally {
    await fetch(`${studio.ftrackAdmin}/faults`, { method: "DELETE" });
  }
});

it("refuses a component of another project, and one that there is not", async () => {
  const other = studio.content.deliverables.find(({ project }) => project !== "NXP");
  const ids = [other?.componentId ?? "", "99999999-9999-4999-8999-999999999999"];
  for (const id of ids) {
    const asked = versionDetail(artist, { project: nxp, component: componentIdSchema.parse(id) });
    await expect(asked).rejects.toMatchObject({ code: "not-found" });
  }
});

let places = 0;
function requestFor({ componentId }: Deliverable) {
  places += 1;
  return {
    project: nxp,
    uploadType: "internal" as const,
    components: [componentIdSchema.parse(componentId)],
    destination: `${studio.content.ftpFolders.NXP}/detail/${places}`,
    comment: "",
    consents: { replace: false, warnings: false },
    digest: "0".repeat(64),
  };
}
