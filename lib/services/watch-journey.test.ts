import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "#lib/domain/errors";
import { type ComponentId, componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { PreviewRequest } from "#lib/domain/requests";
import type { UploadCheck } from "#lib/domain/upload";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { startWorker } from "#lib/server/worker";
import { cast } from "#sandbox/studio/cast";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import type { Context, SystemContext } from "./context.ts";
import { previewUpload } from "./preview-upload.ts";
import { runLinks } from "./run-links.ts";
import { runVerification } from "./run-verification.ts";
import { sendReport } from "./send-report.ts";
import { submitUpload } from "./submit-upload.ts";
import { sweepStaging } from "./sweep-staging.ts";
import { tellFtrack } from "./tell-ftrack.ts";
import { verifyUpload } from "./verify-upload.ts";
import { watchUploads } from "./watch-uploads.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const home = mkdtempSync(join(tmpdir(), "compout-watch-"));
const hourMs = 60 * 60 * 1000;
let studio: Studio;
let program: TestContainer;
let artist: Context;
let ftp: string;
let turn = 0;
let destination: string;
let uploadId: UploadId;

beforeAll(async () => {
  studio = await startStudio({ directory: join(home, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  artist = await program.contextOf(cast.artist);
  ftp = join(studio.storage.root, "prj", "NXP", "00_ftp");
});
afterAll(async () => {
  await program?.stop();
  await studio?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** An upload that has run to its end, to a place of its own. */
beforeEach(async () => {
  turn += 1;
  destination = `${ftp}/watch/${turn}`;
  const request: PreviewRequest = {
    project: nxp,
    uploadType: "internal",
    components: studio.content.scenes.internal.map(
      ({ componentId }): ComponentId => componentIdSchema.parse(componentId),
    ),
    destination,
    comment: "",
    consents: { replace: false, warnings: false },
  };
  const { plan } = await previewUpload(artist, request);
  ({ uploadId } = await submitUpload(artist, { ...request, digest: plan.digest }));
  for (const step of [runLinks, tellFtrack, sendReport]) await step(program.system(), { uploadId });
});

const by = () => ({ username: cast.paintArtist.username, name: cast.paintArtist.name, email: cast.paintArtist.email });

async function verified(system: SystemContext = program.system()): Promise<UploadCheck> {
  await runVerification(system, { uploadId, by: by() });
  const check = (await program.store.uploads.get(uploadId))?.check;
  if (!check) throw new Error("There is no check.");
  return check;
}

/** Links of the upload's first sequence, and the folder of its frames. */
async function sequence(): Promise<{ links: string[]; frames: string }> {
  const item = (await program.store.uploads.items(uploadId)).find(({ sourcePath }) => sourcePath?.includes("%04d"));
  const folder = item?.folder ?? "";
  return {
    links: readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
    frames: dirname(item?.sourcePath ?? ""),
  };
}

describe("verifying", () => {
  it("finds all as it was, and says who asked", async () => {
    const { links } = await sequence();
    const check = await verified();
    expect(check).toMatchObject({ by: by(), counts: {}, findings: [] });
    expect(check.links).toBeGreaterThan(links.length);
    const { events } = await program.store.audit.list({ subjectId: uploadId }, { offset: 0, limit: 1 });
    expect(events[0]).toMatchObject({ kind: "upload-checked", actor: { username: cast.paintArtist.username } });
  });

  it("names links that are gone or changed, and leaves everything as it is", async () => {
    const { links } = await sequence();
    const [gone = "", changed = ""] = links;
    rmSync(gone);
    rmSync(changed);
    writeFileSync(changed, "a real file");
    const { counts, findings } = await verified();
    expect(counts).toEqual({ "link-gone": 1, "link-changed": 1 });
    expect(findings.map(({ kind, path }) => [kind, path])).toEqual([
      ["link-gone", gone],
      ["link-changed", changed],
    ]);
    expect(readdirSync(dirname(changed))).toHaveLength(links.length - 1);
  });

  it("names sources that are gone, written again, archived by a link, or known to ftrack elsewhere", async () => {
    const { frames } = await sequence();
    const [gone = "", written = "", archived = ""] = readdirSync(frames)
      .filter((name) => name.startsWith("NXP"))
      .sort();
    const archive = join(studio.storage.root, "archive");
    mkdirSync(archive, { recursive: true });
    const kept = join(archive, "kept");
    renameSync(join(frames, gone), kept);
    utimesSync(join(frames, written), 1_700_000_000, 1_700_000_000);
    renameSync(join(frames, archived), join(archive, archived));
    symlinkSync(join(archive, archived), join(frames, archived));
    const { storage } = program.system().configuration;
    await program.configure({ storage: { ...storage, archived: [realpathSync(archive)] } });
    expect((await verified()).counts).toEqual({ "source-gone": 1, "source-changed": 1, "source-archived": 1 });

    const { ftrack } = program.system();
    const moved: SystemContext["ftrack"] = {
      ...ftrack,
      publishedById: async (...asked) =>
        (await ftrack.publishedById(...asked)).map((component) => ({
          ...component,
          places: [{ location: "studio.archive", resourceIdentifier: "LTO0042/sh0010" }],
        })),
    };
    const { counts, findings } = await verified({ ...program.system(), ftrack: moved });
    expect(counts).toEqual({ "source-changed": 1, "source-archived": 2 });
    expect(findings.find(({ detail }) => detail.includes("LTO0042"))?.detail).toContain("studio.archive");
    const down = { ...ftrack, projects: () => Promise.reject(new AppError("ftrack-unavailable", "It is down.")) };
    expect((await verified({ ...program.system(), ftrack: down })).counts["source-gone"]).toBe(1);

    renameSync(kept, join(frames, gone));
    rmSync(join(frames, archived));
    renameSync(join(archive, archived), join(frames, archived));
    await program.configure({});
  });

  it("is told at once when storage does not answer", async () => {
    const { files } = program.system();
    const silent = {
      ...files,
      targets: () => Promise.reject(new AppError("storage-failed", "Storage does not answer.")),
    };
    const { findings } = await verified({ ...program.system(), files: silent });
    expect(findings).toMatchObject([{ kind: "unreadable", detail: "Storage does not answer." }]);
  });

  it("is refused while the upload links", async () => {
    const { steps } = (await program.store.uploads.get(uploadId)) ?? {};
    await program.store.uploads.setStep(uploadId, "links", { state: "running" });
    await expect(verifyUpload(artist, { id: uploadId })).rejects.toMatchObject({ code: "conflict" });
    await program.store.uploads.setStep(uploadId, "links", { state: steps?.links.state ?? "done" });
  });
});

describe("the nightly watch", () => {
  const night = (days: number) => new Date(Date.now() + days * 24 * hourMs).toISOString().slice(0, 10);
  const mails = () => studio.mail.messages().filter(({ subject }) => subject.includes("changed since"));
  const at = (days: number): SystemContext => ({
    ...program.system(),
    // In the middle of that day: a watch never runs before its night's moment, whatever the time is now.
    now: () => new Date(`${night(days)}T12:00:00.000Z`),
  });
  const watch = (days: number, system = at(days)) => watchUploads(system, { night: night(days) });

  it("tells supervisors and owners once of what is new, and of nothing that they know", async () => {
    // What other tests left is looked at first, and known from then on.
    await watch(2);
    const known = mails().length;
    const { links } = await sequence();
    rmSync(links[0] ?? "");
    await watch(3);
    expect(mails()).toHaveLength(known + 1);
    const message = mails().at(-1);
    expect(message?.to).toEqual(expect.arrayContaining([cast.artist.email, cast.compositingSupervisor.email]));
    expect(message?.replyTo).toBeFalsy();
    for (const text of [message?.text, message?.html]) {
      expect(text).toContain(links[0]);
      expect(text).toContain(destination);
      expect(text).toContain(`/uploads/${uploadId}`);
    }
    expect((await program.store.uploads.get(uploadId))?.check).toMatchObject({ by: null, counts: { "link-gone": 1 } });
    // The same night once more, and the next one.
    await watch(3);
    await watch(4);
    expect(mails()).toHaveLength(known + 1);
    rmSync(links[1] ?? "");
    await watch(5);
    expect(mails()).toHaveLength(known + 2);
    expect(mails().at(-1)?.text).not.toContain(`${links[0]}\n`);
  });

  it("goes on where it stopped, and tells when mail is back", async () => {
    await watch(7);
    const known = mails().length;
    rmSync((await sequence()).links[0] ?? "");
    const { mail, files } = program.system();
    const noMail = { ...mail, send: () => Promise.reject(new AppError("mail-failed", "No mail today.")) };
    await expect(watch(8, { ...at(8), mail: noMail })).rejects.toThrow("No mail today.");
    const asked: string[] = [];
    const counting: SystemContext["files"] = {
      ...files,
      targets: (requests) => {
        asked.push(...requests.map(({ folder }) => folder));
        return files.targets(requests);
      },
    };
    await watch(8, { ...at(8), files: counting });
    expect(asked).toEqual([]);
    expect(mails()).toHaveLength(known + 1);
  });

  it("looks at nothing that is older than configured, nor at what was linked after the night began", async () => {
    await watch(40);
    const { check } = (await program.store.uploads.get(uploadId)) ?? {};
    expect(check).toBeNull();
    await watch(-1);
    expect((await program.store.uploads.get(uploadId))?.check).toBeNull();
  });

  it("leaves an upload whose storage does not answer for the next night", async () => {
    await watch(10);
    const { files } = program.system();
    const silent = {
      ...files,
      targets: () => Promise.reject(new AppError("storage-failed", "Storage does not answer.")),
    };
    const before = (await program.store.uploads.get(uploadId))?.check;
    await watch(11, { ...at(11), files: silent });
    expect((await program.store.uploads.get(uploadId))?.check).toEqual(before);
  });
});

describe("the sweep of staging", () => {
  const name = (id: string) => `${id}-0123456789ab`;
  const unknown = "5f0c7b0e-0000-4000-8000-00000000000f";

  function leftover(id: string, ageHours: number, file?: string): string {
    const path = join(destination, ".compout-staging", name(id));
    mkdirSync(join(path, "new-1"), { recursive: true });
    symlinkSync("frame.exr", join(path, "new-1/frame.exr"));
    if (file !== undefined)
      writeFileSync(join(path, file), JSON.stringify({ staged: "new-1", created: [], links: [] }));
    const then = new Date(Date.now() - ageHours * hourMs);
    for (const part of [join(path, "new-1"), ...(file === undefined ? [] : [join(path, file)]), path]) {
      utimesSync(part, then, then);
    }
    return path;
  }

  it("removes what is over or unknown and a day old, and records it", async () => {
    const over = leftover(uploadId, 30);
    const nobodys = leftover(unknown, 30, "committed");
    await sweepStaging(program.system());
    expect([existsSync(over), existsSync(nobodys), existsSync(dirname(over))]).toEqual([false, false, false]);
    const { events } = await program.store.audit.list(
      { kinds: ["staging-cleared"], subjectId: uploadId },
      { offset: 0, limit: 9 },
    );
    expect(events).toMatchObject([{ actor: null, details: { path: over } }]);
    expect(existsSync(destination)).toBe(true);
  });

  it("leaves what is young, unfinished, or not the program's", async () => {
    const kept = [
      leftover(uploadId, 2),
      leftover(unknown, 30, "journal"),
      leftover(unknown.replace("f", "e"), 30, "notes.txt"),
    ];
    await sweepStaging(program.system());
    expect(kept.map((path) => readdirSync(join(path, "new-1")).length === 1)).toEqual([true, true, true]);
  });
});

describe("the worker", () => {
  it("verifies what anybody has asked for", async () => {
    await startWorker(program);
    await verifyUpload(await program.contextOf(cast.freelancer), { id: uploadId });
    const check = async () => (await program.store.uploads.get(uploadId))?.check?.by?.username;
    await expect.poll(check, { timeout: 15_000, interval: 50 }).toBe(cast.freelancer.username);
  });
});
