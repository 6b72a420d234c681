import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "#lib/domain/answer";
import { collected } from "#lib/domain/collected";
import { AppError } from "#lib/domain/errors";
import { selectionOf } from "#lib/domain/facets";
import { projectIdSchema, uploadIdSchema, type WorkId, workIdSchema } from "#lib/domain/ids";
import type { Lasting, WorkProgress, WorkWatch } from "#lib/domain/long-work";
import { type PreviewRequest, previewRequestSchema, submitRequestSchema } from "#lib/domain/requests";
import { runLong } from "#lib/server/long-answer";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { workAnswer } from "#lib/server/work-answer";
import { cast } from "#sandbox/studio/cast";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { contextId, projectId } from "#sandbox/studio/tree";
import type { Context } from "./context.ts";
import { previewUpload } from "./preview-upload.ts";
import { showVersions } from "./show-versions.ts";
import { submitUpload } from "./submit-upload.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const folder = mkdtempSync(join(tmpdir(), "compout-long-"));
let studio: Studio;
let program: TestContainer;
let artist: Context;
let request: PreviewRequest;

beforeAll(async () => {
  studio = await startStudio({ directory: join(folder, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  artist = await program.contextOf(cast.artist);
  const chosen = { ...selectionOf(nxp, "internal"), shot: [contextId("NXP/seq010/sh0010")], asset: ["compout"] };
  const rows = await collected((await showVersions(artist, chosen)).pages);
  request = {
    project: nxp,
    uploadType: "internal",
    components: rows.map(({ componentId }) => componentId),
    destination: join(studio.storage.root, "prj/NXP/00_ftp/internal/long"),
    comment: "",
    consents: { replace: false, warnings: false },
  };
});

afterAll(async () => {
  await program.stop();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});

function watching() {
  const told: WorkProgress[] = [];
  const abort = new AbortController();
  const id = workIdSchema.parse(randomUUID());
  const watch: WorkWatch = { id, signal: abort.signal, onProgress: (progress) => told.push(progress) };
  return { told, abort, context: { ...artist, watch } };
}

/** What came of work that goes on, once something has. */
async function outcomeOf(answer: Answer<Lasting<unknown>>): Promise<{ id: WorkId; outcome: Answer<unknown> }> {
  if (!answer.ok || answer.value.status !== "running") throw new Error("It should go on.");
  const { id } = answer.value;
  const { username } = cast.artist;
  const ask = (known: string | null) =>
    workAnswer(program, { id, username, known, signal: AbortSignal.timeout(20_000) });
  const first = await ask(null);
  const body = await first.json();
  if ("answer" in body) return { id, outcome: body.answer };
  return { id, outcome: (await (await ask(first.headers.get("etag"))).json()).answer };
}

describe("who waits for a plan", () => {
  it("is told how far it is, from ftrack to the last link", async () => {
    const { told, context } = watching();
    await previewUpload(context, request);
    const phases = told.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1]);
    expect(phases).toEqual(["ftrack", "files", "heads", "targets", "plan"]);
    expect(told[0]).toEqual({ phase: "ftrack", done: 0, of: request.components.length });
    const files = told.filter(({ phase }) => phase === "files");
    expect(files.every(({ done, of }) => done >= 1 && done <= of)).toBe(true);
  });

  it("can stop it: a preview at once, a submission before anything is recorded", async () => {
    const { plan } = await previewUpload(artist, request);
    for (const attempt of [previewUpload, submitUpload]) {
      const { abort, context } = watching();
      abort.abort(new AppError("cancelled", "Nobody waits."));
      await expect(attempt(context, { ...request, digest: plan.digest })).rejects.toMatchObject({ code: "cancelled" });
      expect(await program.store.uploads.get(uploadIdSchema.parse(context.watch.id))).toBeNull();
    }
    expect(existsSync(request.destination)).toBe(false);
  });
});

describe("a server that answers at once, whatever it takes", () => {
  it("gives a preview and a submission later, and the upload has the id under which it was waited for", async () => {
    await program.configure({ desk: { answerWithinSeconds: 0.05 } });
    const preview = await runLong(program, artist.actor, "preview", {
      name: "preview-upload",
      schema: previewRequestSchema,
      input: request,
      service: slowed(previewUpload),
    });
    const { outcome } = await outcomeOf(preview);
    const previewed = await previewUpload(artist, request);
    expect(outcome).toMatchObject({ ok: true, value: { plan: { digest: previewed.plan.digest } } });
    const submission = await runLong(program, artist.actor, "submit", {
      name: "submit-upload",
      schema: submitRequestSchema,
      input: { ...request, digest: previewed.plan.digest },
      service: slowed(submitUpload),
    });
    const { id, outcome: submitted } = await outcomeOf(submission);
    expect(submitted).toMatchObject({ ok: true, value: { uploadId: id } });
    expect(await program.store.uploads.get(uploadIdSchema.parse(id))).toMatchObject({
      destination: request.destination,
    });
  });

  it("still refuses at once what can be refused at once", async () => {
    const wish = { name: "preview-upload", schema: previewRequestSchema, input: {}, service: previewUpload };
    expect(await runLong(program, artist.actor, "preview", wish)).toMatchObject({ ok: false, code: "bad-input" });
    expect(await runLong(program, null, "preview", wish)).toMatchObject({ ok: false, code: "not-signed-in" });
  });
});

/** The same service, at a studio whose storage takes its time. */
function slowed<Input, Result>(service: (context: Context, input: Input) => Promise<Result>) {
  return (context: Context, input: Input) => {
    const { files } = context;
    const targets: typeof files.targets = async (requests) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return files.targets(requests);
    };
    return service({ ...context, files: { ...files, targets } }, input);
  };
}
