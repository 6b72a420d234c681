import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ComponentId, componentIdSchema, projectIdSchema, type UploadId } from "#lib/domain/ids";
import type { PreviewRequest } from "#lib/domain/requests";
import type { Withdrawal } from "#lib/domain/upload";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { startWorker } from "#lib/server/worker";
import { cast } from "#sandbox/studio/cast";
import { apiUser } from "#sandbox/studio/people";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import { claimKey } from "./claim-places.ts";
import type { Context, SystemContext } from "./context.ts";
import { previewUpload } from "./preview-upload.ts";
import { runLinks } from "./run-links.ts";
import { runWithdrawal, withdrawalFailed } from "./run-withdrawal.ts";
import { sendReport } from "./send-report.ts";
import { submitUpload } from "./submit-upload.ts";
import { tellFtrack } from "./tell-ftrack.ts";
import { withdrawUpload } from "./withdraw-upload.ts";

const nxp = projectIdSchema.parse(projectId("NXP"));
const home = mkdtempSync(join(tmpdir(), "compout-withdraw-"));
let studio: Studio;
let program: TestContainer;
let artist: Context;
let supervisor: Context;
let ftp: string;

beforeAll(async () => {
  studio = await startStudio({ directory: join(home, "studio"), ftrack: "inside" });
  program = await createTestContainer(studio.environment);
  [artist, supervisor] = [await program.contextOf(cast.artist), await program.contextOf(cast.compositingSupervisor)];
  ftp = join(studio.storage.root, "prj", "NXP", "00_ftp");
});
afterAll(async () => {
  await program?.stop();
  await studio?.stop();
  rmSync(home, { recursive: true, force: true });
});

const idsOf = (scene: "internal" | "client"): ComponentId[] =>
  studio.content.scenes[scene].map(({ componentId }) => componentIdSchema.parse(componentId));
const versionId = (scene: "internal" | "client") => studio.content.scenes[scene][0]?.versionId ?? "";

/** An upload that has run to its end. */
async function uploaded(destination: string, wish: Partial<PreviewRequest> = {}): Promise<UploadId> {
  const uploadId = await submitted(destination, wish);
  const system = program.system();
  for (const step of [runLinks, tellFtrack, sendReport]) expect(await step(system, { uploadId })).toBe("over");
  return uploadId;
}

async function submitted(destination: string, wish: Partial<PreviewRequest>): Promise<UploadId> {
  const request: PreviewRequest = {
    project: nxp,
    uploadType: "internal",
    components: idsOf("internal"),
    destination,
    comment: "",
    consents: { replace: false, warnings: false },
    ...wish,
  };
  const { plan } = await previewUpload(artist, request);
  return (await submitUpload(artist, { ...request, digest: plan.digest })).uploadId;
}

async function withdrawalOf(id: UploadId): Promise<Withdrawal> {
  const withdrawal = (await program.store.uploads.get(id))?.withdrawal;
  if (!withdrawal) throw new Error("There is no withdrawal.");
  return withdrawal;
}

async function withdrawn(id: UploadId, reason = "Wrong plate", system = program.system()): Promise<Withdrawal> {
  await withdrawUpload(supervisor, { id, reason });
  expect(await runWithdrawal(system, { uploadId: id })).toBe("over");
  return withdrawalOf(id);
}

async function audit(kind: string, id: UploadId) {
  const { events } = await program.store.audit.list({ subjectId: id }, { offset: 0, limit: 200 });
  return events.filter((event) => event.kind === kind);
}

async function ask(expression: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${studio.ftrack.server}/api`, {
    method: "POST",
    headers: { "content-type": "application/json", "ftrack-user": apiUser.username, "ftrack-api-key": apiUser.apiKey },
    body: JSON.stringify([{ action: "query", expression }]),
  });
  const [answer]: { data: Record<string, unknown>[] }[] = await response.json();
  return answer?.data ?? [];
}

/** All links below a folder, by path. */
function linksBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("a supervisor withdraws an artist's upload", () => {
  let uploadId: UploadId;
  let destination: string;
  let made: number;

  beforeAll(async () => {
    destination = `${ftp}/withdraw/monday`;
    uploadId = await uploaded(destination);
    made = linksBelow(destination).length;
  });

  it("is refused for who neither owns it nor supervises, and without a reason; the refusal is recorded", async () => {
    const other = await program.contextOf(cast.paintArtist);
    await expect(withdrawUpload(other, { id: uploadId, reason: "Mine now" })).rejects.toMatchObject({
      code: "not-allowed",
    });
    await expect(withdrawUpload(supervisor, { id: uploadId, reason: "  " })).rejects.toMatchObject({
      code: "bad-input",
    });
    expect(await audit("withdrawal-refused", uploadId)).toHaveLength(2);
    expect(linksBelow(destination)).toHaveLength(made);
  });

  it("removes every link and the folders that the upload made, and nothing else", async () => {
    const withdrawal = await withdrawn(uploadId, "Wrong plate: the grain is missing");
    expect(withdrawal).toMatchObject({ state: "done", error: null, linksRemoved: made, leftAlone: [] });
    expect(existsSync(`${ftp}/withdraw`)).toBe(false);
    expect(existsSync(ftp)).toBe(true);
    expect(withdrawal.foldersRemoved).toContain(destination);
    const items = await program.store.uploads.items(uploadId);
    expect(items.map(({ state, reason }) => [state, reason])).toEqual(items.map(() => ["withdrawn", null]));
    expect(await audit("links-withdrawn", uploadId)).toMatchObject([
      { actor: { username: cast.compositingSupervisor.username }, details: { links: made, left: [] } },
    ]);
  });

  it("tells ftrack once, by the supervisor's own user, with the reason", async () => {
    const notes = await ask(`select content, author.username from Note where parent_id is "${versionId("internal")}"`);
    const told = notes.filter(({ content }) => String(content).startsWith("Withdrawn by"));
    expect(told).toMatchObject([{ author: { username: cast.compositingSupervisor.username } }]);
    expect(told[0]?.content).toContain("because: Wrong plate: the grain is missing");
    const metadata = await ask(`select key, value from Metadata where parent_id is "${versionId("internal")}"`);
    expect(metadata).toContainEqual(expect.objectContaining({ key: "compout_withdrawn_upload_id", value: uploadId }));
  });

  it("tells supervisors and the owner in one message of its own", async () => {
    const messages = studio.mail.messages().filter(({ subject }) => subject.includes("withdrawn"));
    expect(messages).toHaveLength(1);
    const [message] = messages;
    expect(message?.to).toEqual(expect.arrayContaining([cast.artist.email, cast.compositingSupervisor.email]));
    expect(message?.replyTo).toBe(cast.compositingSupervisor.email);
    for (const text of [message?.text, message?.html]) {
      expect(text).toContain("the grain is missing");
      expect(text).toContain(destination);
      expect(text).toContain("sh0010_compout_v003");
    }
  });

  it("does nothing when it is run again, and is refused when it is asked for again", async () => {
    const before = await program.store.audit.list({}, { offset: 0, limit: 1 });
    const messages = studio.mail.messages().length;
    await runWithdrawal(program.system(), { uploadId });
    expect((await program.store.audit.list({}, { offset: 0, limit: 1 })).total).toBe(before.total);
    expect(studio.mail.messages()).toHaveLength(messages);
    await expect(withdrawUpload(artist, { id: uploadId, reason: "Again" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(cast.compositingSupervisor.name),
    });
  });

  it("leaves the place free: the same can be uploaded there again, and withdrawn again", async () => {
    const again = await uploaded(destination);
    expect(linksBelow(destination)).toHaveLength(made);
    expect(await withdrawn(again)).toMatchObject({ state: "done", linksRemoved: made });
  });
});

describe("what somebody has changed", () => {
  it("stays, and with it its folder; the item says how many links were left and why", async () => {
    const destination = `${ftp}/withdraw/changed`;
    const uploadId = await uploaded(destination);
    const all = linksBelow(destination);
    const [changed = "", replaced = "", deleted = ""] = all.filter((path) => path.endsWith(".exr"));
    for (const path of [changed, replaced, deleted]) rmSync(path);
    symlinkSync("somewhere-else.exr", changed);
    writeFileSync(replaced, "a real file");
    const { linksRemoved, leftAlone, state } = await withdrawn(uploadId);
    expect([state, linksRemoved]).toEqual(["done", all.length - 3]);
    expect(leftAlone).toContainEqual({ path: changed, reason: expect.stringContaining("somewhere-else.exr") });
    expect(leftAlone).toContainEqual({ path: replaced, reason: expect.stringContaining("no link") });
    expect(leftAlone).toContainEqual({ path: dirname(changed), reason: expect.stringContaining("not empty") });
    expect(readlinkSync(changed)).toBe("somewhere-else.exr");
    expect(lstatSync(replaced).isFile()).toBe(true);
    const items = await program.store.uploads.items(uploadId);
    const partly = items.find(({ folder }) => folder === dirname(changed));
    expect(partly).toMatchObject({ state: "withdrawn", reason: expect.stringMatching(/^2 of .* links were left/) });
  });
});

describe("a later upload into the same folder", () => {
  it("keeps the links that it has made anew, even where they read the same; the item and the message name it", async () => {
    const destination = `${ftp}/withdraw/later`;
    const uploadId = await uploaded(destination);
    const later = await submitted(`${ftp}/withdraw/later-elsewhere`, {});
    const [item] = await program.store.uploads.items(uploadId);
    const folder = item?.folder ?? "";
    const made = (await program.store.uploads.links(uploadId, [0])).get(0) ?? [];
    const anew = made.slice(0, 2);
    const all = linksBelow(destination).length;
    await program.store.uploads.recordLinks(later, folder, anew);
    const { linksRemoved, leftAlone } = await withdrawn(uploadId);
    expect(linksBelow(destination).sort()).toEqual(anew.map(({ name }) => join(folder, name)).sort());
    expect(leftAlone).toContainEqual({
      path: join(folder, anew[0]?.name ?? ""),
      reason: expect.stringContaining(later),
    });
    expect(linksRemoved).toBe(all - 2);
    const ours = (await program.store.uploads.ours([folder])).get(folder);
    expect([...(ours?.keys() ?? [])].sort()).toEqual(anew.map(({ name }) => name).sort());
    await runLinks(program.system(), { uploadId: later });
  });
});

describe("troubles on the way", () => {
  it("an upload that still links is to be cancelled first", async () => {
    const uploadId = await submitted(`${ftp}/withdraw/early`, {});
    await expect(withdrawUpload(supervisor, { id: uploadId, reason: "Too early" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Cancel it first"),
    });
    await runLinks(program.system(), { uploadId });
  });

  it("with ftrack down the links go, people hear of it after a while, and ftrack is told when it is back", async () => {
    const destination = `${ftp}/withdraw/down`;
    const uploadId = await uploaded(destination);
    const down: SystemContext = {
      ...program.system(),
      ftrack: { ...program.system().ftrack, userId: () => Promise.reject(ftrackDown) },
    };
    const mails = () => studio.mail.messages().filter(({ messageId }) => messageId?.includes(`${uploadId}.withdrawn`));
    await withdrawUpload(artist, { id: uploadId, reason: "Wrong cut" });
    await expect(runWithdrawal(down, { uploadId })).rejects.toThrow("does not answer");
    await withdrawalFailed(down, { uploadId, sentence: "ftrack does not answer.", final: false });
    expect(linksBelow(destination)).toEqual([]);
    expect(mails()).toEqual([]);
    expect(await withdrawalOf(uploadId)).toMatchObject({ state: "waiting", error: "ftrack does not answer." });
    const later = { ...down, now: () => new Date(Date.now() + 11 * 60_000) };
    for (let turn = 0; turn < 2; turn++) await expect(runWithdrawal(later, { uploadId })).rejects.toThrow();
    expect(mails()).toHaveLength(1);
    expect(mails()[0]?.text).toContain("ftrack is pending");
    await runWithdrawal(program.system(), { uploadId });
    expect(await withdrawalOf(uploadId)).toMatchObject({ state: "done", ftrackTold: true, reportSent: true });
    expect(mails()).toHaveLength(1);
    expect(await audit("links-withdrawn", uploadId)).toHaveLength(1);
  });

  it("a run that died after some folders goes on with the others, and counts none twice", async () => {
    const destination = `${ftp}/withdraw/died`;
    const uploadId = await uploaded(destination);
    const made = linksBelow(destination).length;
    await withdrawUpload(artist, { id: uploadId, reason: "Wrong cut" });
    const { files } = program.system();
    let calls = 0;
    const dying: SystemContext = {
      ...program.system(),
      files: {
        ...files,
        removeLinks: async (job, watch) => {
          const result = await files.removeLinks(job, watch);
          calls += 1;
          // The links of this folder are gone, and nobody has written it down.
          if (calls === 2) throw new Error("the worker is gone");
          return result;
        },
      },
    };
    await expect(runWithdrawal(dying, { uploadId })).rejects.toThrow("the worker is gone");
    expect(linksBelow(destination).length).toBeLessThan(made);
    await runWithdrawal(program.system(), { uploadId });
    expect(existsSync(destination)).toBe(false);
    const { state, leftAlone, linksRemoved } = await withdrawalOf(uploadId);
    expect([state, leftAlone]).toEqual(["done", []]);
    expect(linksRemoved).toBeLessThan(made);
    expect((await program.store.uploads.get(uploadId))?.counts).toMatchObject({ withdrawn: 3, linked: 0 });
  });

  it("while another upload works on the folder it waits; a destination that is not allowed any more is not touched", async () => {
    const destination = `${ftp}/withdraw/claimed`;
    const uploadId = await uploaded(destination);
    const other = await submitted(`${ftp}/withdraw/other`, {});
    const folder = (await program.store.uploads.items(uploadId))[0]?.folder ?? "";
    await program.store.transaction(({ claims }) => claims.take(other, [claimKey("folder", folder)]));
    await withdrawUpload(artist, { id: uploadId, reason: "Wrong cut" });
    expect(await runWithdrawal(program.system(), { uploadId })).toMatchObject({ againInSeconds: expect.any(Number) });
    expect(linksBelow(destination)).not.toEqual([]);
    await runLinks(program.system(), { uploadId: other });
    const elsewhere = {
      ...program.system().configuration.storage,
      deliveries: [{ path: `${studio.storage.root}/prj/EPI`, projects: ["NXP"] }],
    };
    await program.configure({ storage: elsewhere });
    await expect(runWithdrawal(program.system(), { uploadId })).rejects.toMatchObject({ code: "bad-destination" });
    await withdrawalFailed(program.system(), { uploadId, sentence: "not allowed", final: true });
    expect(linksBelow(destination)).not.toEqual([]);
    await program.configure({});
    expect(await withdrawn(uploadId, "Asked for once more")).toMatchObject({ state: "done" });
    expect(linksBelow(destination)).toEqual([]);
  });
});

describe("the worker", () => {
  it("does all of it by itself", async () => {
    const uploadId = await uploaded(`${ftp}/withdraw/worker`);
    await startWorker(program);
    await withdrawUpload(artist, { id: uploadId, reason: "Wrong cut" });
    await expect.poll(async () => (await withdrawalOf(uploadId)).state, { timeout: 15_000, interval: 50 }).toBe("done");
    expect(linksBelow(`${ftp}/withdraw/worker`)).toEqual([]);
  });
});

const ftrackDown = Object.assign(new Error("ftrack does not answer."), {
  name: "AppError",
  code: "ftrack-unavailable",
});
