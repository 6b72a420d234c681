import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { componentIdSchema, projectIdSchema } from "#lib/domain/ids";
import type { SubmitRequest } from "#lib/domain/requests";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { cast } from "#sandbox/studio/cast";
import type { Deliverable } from "#sandbox/studio/publish";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import type { Context } from "./context.ts";
import { getUpload } from "./get-upload.ts";
import { previewUpload } from "./preview-upload.ts";
import { submitUpload } from "./submit-upload.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const home = mkdtempSync(join(tmpdir(), "compout-preflight-"));
let studio: Studio;
let program: TestContainer;
let artist: Context;
let healthy: Deliverable[];
let places = 0;

beforeAll(async () => {
  studio = await startStudio({ directory: join(home, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  artist = await program.contextOf(cast.artist);
  healthy = studio.content.deliverables.filter(
    ({ project, eligibleFor, damage }) => project === "NXP" && eligibleFor === "internal" && damage.length === 0,
  );
});
afterAll(async () => {
  await program.stop();
  await studio.stop();
  rmSync(home, { recursive: true, force: true });
});
afterEach(() => program.configure({}));

const isSequence = ({ path }: Deliverable) => path.includes("%04d");

function takeOne(fits: (one: Deliverable) => boolean = isSequence): Deliverable {
  const one = healthy.find(fits);
  if (one === undefined) throw new Error("The studio has no more of that kind.");
  healthy = healthy.filter(({ versionId }) => versionId !== one.versionId);
  return one;
}

const frame = ({ path }: Deliverable, number: number) => path.replace("%04d", String(number));

function requestFor(deliverables: readonly Deliverable[]): SubmitRequest {
  places += 1;
  return {
    project: nxp,
    uploadType: "internal",
    components: deliverables.map(({ componentId }) => componentIdSchema.parse(componentId)),
    destination: `${studio.content.ftpFolders.NXP}/preflight/${places}`,
    comment: "",
    consents: { replace: false, warnings: false },
    digest: "0".repeat(64),
  };
}

/** The person as she is now: the configuration that was put into force counts from then on. */
async function previewOf(...deliverables: readonly Deliverable[]) {
  const { plan } = await previewUpload({ ...artist, ...program.system() }, requestFor(deliverables));
  return plan;
}

it("finds nothing in files that are sound: pictures, sequences and movies as a studio has them", async () => {
  for (const uploadType of ["internal", "client"] as const) {
    const sound = studio.content.deliverables.filter(
      ({ project, eligibleFor, damage }) => project === "NXP" && eligibleFor === uploadType && damage.length === 0,
    );
    const { plan } = await previewUpload(artist, { ...requestFor(sound), uploadType });
    expect(plan.items.length).toBeGreaterThan(10);
    const said = plan.items.flatMap(({ warnings, reasons }) => [...warnings, ...reasons]);
    expect(said.filter((sentence) => !sentence.startsWith("ftrack knows no frame range"))).toEqual([]);
  }
});

describe("a frame that was cut off", () => {
  const sentence = /^1 frame ends too early: it was cut off while it was written or copied: 1001\. /;

  it("warns, is left out without consent, and is recorded with its warning where it was acknowledged", async () => {
    const [broken, sound] = [takeOne(), takeOne()];
    truncateSync(frame(broken, 1001), Math.floor(statSync(frame(broken, 1001)).size * 0.9));
    const request = requestFor([broken, sound]);
    const { plan } = await previewUpload(artist, request);
    expect(plan.items).toMatchObject([
      { verdict: "new", warnings: [expect.stringMatching(sentence)] },
      { warnings: [] },
    ]);
    expect(plan.totals).toMatchObject({ runs: 1, awaitingConsent: 1 });

    const agreed = { ...request, consents: { replace: false, warnings: true } };
    const { plan: again } = await previewUpload(artist, agreed);
    const { uploadId } = await submitUpload(artist, { ...agreed, digest: again.digest });
    const { items } = await getUpload(artist, { id: uploadId });
    expect(items[0]).toMatchObject({ state: "waiting", warnings: [expect.stringMatching(sentence)] });
  });

  it("stops the item where that is configured", async () => {
    const broken = takeOne();
    truncateSync(frame(broken, 1001), 100);
    await program.configure({ frames: { headers: "stop" } });
    const { items } = await previewOf(broken);
    expect(items).toMatchObject([{ verdict: "incomplete", reasons: [expect.stringMatching(sentence)] }]);
  });

  it("makes the others be opened too, so that each has its name", async () => {
    const broken = takeOne();
    for (const number of [1001, 1002, 1003]) truncateSync(frame(broken, number), 500);
    const { items } = await previewOf(broken);
    expect(items[0]?.warnings).toEqual([expect.stringMatching(/^3 frames end too early: .* 1001-1003\. /)]);
  });

  it("is told of where it happened after the preview", async () => {
    const one = takeOne();
    const request = requestFor([one]);
    const { plan } = await previewUpload(artist, request);
    truncateSync(frame(one, 1001), 100);
    await expect(submitUpload(artist, { ...request, digest: plan.digest })).rejects.toMatchObject({
      code: "plan-changed",
      message: expect.stringMatching(/its files or links and its warnings changed\. 1 frame ends too early: .* 1001\./),
    });
  });
});

it("warns of a movie that was never finished", async () => {
  const movie = takeOne(({ path }) => path.endsWith(".mov"));
  const bytes = readFileSync(movie.path);
  writeFileSync(movie.path, bytes.subarray(0, bytes.lastIndexOf("moov") - 4));
  const { items } = await previewOf(movie);
  expect(items[0]).toMatchObject({
    verdict: "new",
    warnings: [expect.stringContaining("was never written to its end")],
  });
});

it("warns of names that nearly fit, and links none of them", async () => {
  const one = takeOne();
  const folder = dirname(one.path);
  const [stem = ""] = basename(one.path).split("%04d");
  const extension = one.path.slice(one.path.lastIndexOf("."));
  const content = readFileSync(frame(one, 1001));
  writeFileSync(join(folder, `${stem}999${extension}`), content);
  writeFileSync(join(folder, `${stem.replace(/\.$/, "_.")}1001${extension}`), content);
  const { items } = await previewOf(one);
  expect(items[0]?.warnings).toEqual([
    expect.stringContaining("1 file has a frame number of another width than 4 digits"),
    expect.stringContaining("stands in the same folder with 1 frame (1001)"),
  ]);
  expect(items[0]?.links.map(({ source }) => basename(source))).not.toContain(`${stem}999${extension}`);
});

describe("for a client who sees only a part of storage", () => {
  const withViews = async (mounts: readonly { ours: string; theirs: string }[]) => {
    const { storage } = program.configuration.current().configuration;
    await program.configure({ storage: { ...storage, views: [{ name: "client FTP", mounts }] } });
  };

  it("links that lead out of it stop their items, with the reason", async () => {
    const one = takeOne();
    await withViews([{ ours: studio.content.ftpFolders.NXP, theirs: "/" }]);
    const { items } = await previewOf(one);
    expect(items).toMatchObject([{ verdict: "blocked", reasons: [expect.stringMatching(/above all that it sees/)] }]);
  });

  it("links that lead to the same files there are planned", async () => {
    const one = takeOne();
    await withViews([{ ours: dirname(studio.content.ftpFolders.NXP), theirs: "/jobs/northern" }]);
    const { items } = await previewOf(one);
    expect(items).toMatchObject([{ verdict: "new", reasons: [] }]);
  });
});
