import { existsSync } from "node:fs";
import { chown, mkdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FolderJob, FolderResult } from "#lib/services/ports/files";
import { type Fault, withFault } from "./failing-disk.ts";
import { linkFolder } from "./link-folder.ts";
import { createStorage, jobFor, linksTo, type Storage, texts, tree, writeFrames } from "./storage-fixture.ts";

let storage: Storage;
let names: string[];
let folder: string;

beforeAll(async () => {
  storage = await createStorage({ inMemory: true });
  names = await writeFrames(storage, 6);
  folder = join(storage.ftp, "day/left");
});

afterAll(() => storage?.remove());

const faults: Fault[] = ["dies", "fails"];
const longName = "x".repeat(300);

interface Scene {
  job: FolderJob;
  before: Record<string, string>;
  after: Record<string, string>;
  outcome: FolderResult["outcome"];
}

const scenes: Record<string, () => Promise<Scene>> = {
  "a folder and its parent that are not there": async () => {
    const links = await linksTo(storage, names, folder);
    const after = { day: "/", "day/left": "/", ...texts(links, "day/left/") };
    return { job: jobFor(storage, folder, links), before: {}, after, outcome: "linked" };
  },
  "a folder that holds links to replace": async () => {
    const { job, before } = await occupied();
    const after = { day: "/", "day/left": "/", "day/left/notes.txt": "4 bytes", ...texts(job.links, "day/left/") };
    return { job, before, after, outcome: "linked" };
  },
  "a job that can't be done": async () => {
    const { job, before } = await occupied();
    const impossible = job.links.map((link, at) => (at === 3 ? { ...link, name: longName } : link));
    return { job: { ...job, links: impossible }, before, after: before, outcome: "undone" };
  },
};

async function occupied(): Promise<{ job: FolderJob; before: Record<string, string> }> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "notes.txt"), "kept");
  const links = (await linksTo(storage, names, folder)).map((link, at) =>
    at % 2 === 0 ? ({ ...link, verdict: "replace", replaces: `/v002/${link.name}` } as const) : link,
  );
  for (const { name, replaces } of links) if (replaces !== null) await symlink(replaces, join(folder, name));
  return { job: jobFor(storage, folder, links), before: await tree(storage.ftp) };
}

async function freshScene(name: string): Promise<Scene> {
  await rm(storage.ftp, { recursive: true, force: true });
  await mkdir(storage.ftp);
  const scene = scenes[name];
  if (scene === undefined) throw new Error(`no scene ${name}`);
  return scene();
}

/** Calls `check` for a fault at every changing call of a run, until a run needs fewer. */
async function atEveryCall(name: string, fault: Fault, check: (scene: Scene, result: unknown) => Promise<void>) {
  let nth = 1;
  for (; ; nth++) {
    const scene = await freshScene(name);
    const { result, calls } = await withFault(nth, fault, () => linkFolder(scene.job));
    if (calls < nth) break;
    await check(scene, result);
  }
  expect(nth).toBeGreaterThan(15);
}

const cases = Object.keys(scenes).flatMap((scene) => faults.map((fault) => [scene, fault] as const));

test.each(cases)("%s: a run that %s at any call is put right by the next", async (name, fault) => {
  await atEveryCall(name, fault, async ({ job, before, after, outcome }, result) => {
    if (existsSync(folder) && Object.keys(before).length === 0) {
      expect(await tree(folder)).toEqual(texts(job.links));
    }
    if (fault === "fails" && result instanceof Error) expect(result).toMatchObject({ code: "storage-failed" });
    expect(await linkFolder(job)).toMatchObject({ outcome });
    expect(await tree(storage.ftp)).toEqual(after);
  });
});

/** Whether a run that went wrong left word of what it was about to do. */
function isJournaled({ jobId }: FolderJob): boolean {
  const staging = join(storage.ftp, "day/.compout-staging", jobId);
  return ["journal", "committed"].some((name) => existsSync(join(staging, name)));
}

test.each(cases)("%s: what a run that %s at any call left can be taken back", async (name, fault) => {
  await atEveryCall(name, fault, async ({ job, before, after }) => {
    const journaled = isJournaled(job);
    await linkFolder({ ...job, links: [] });
    const found = await tree(storage.ftp);
    // A parent that was made before anything could be written down stays, empty. Without a journal, all was over.
    expect([before, { ...before, day: "/" }, ...(journaled ? [] : [after])]).toContainEqual(found);
  });
});

test("a repeat still knows which folders the run before it made", async () => {
  await atEveryCall("a folder and its parent that are not there", "dies", async ({ job }) => {
    const known = isJournaled(job) ? [join(storage.ftp, "day"), folder] : [];
    const result = await linkFolder(job);
    expect(result).toMatchObject({ createdFolders: expect.arrayContaining(known) });
  });
});

test.each(faults)(
  "every folder that a run that %s at any call made was told before, and is never lost",
  async (fault) => {
    const parent = join(storage.ftp, "day");
    for (const wanted of ["all", "nothing"]) {
      await atEveryCallTelling(fault, async ({ job, before }, told) => {
        const there = [parent, folder].filter((path) => existsSync(path));
        expect(told).toEqual(expect.arrayContaining(there));
        const whole = existsSync(folder);
        const again = { ...job, mayHaveMade: told, links: wanted === "all" ? job.links : [] };
        const result = await linkFolder(again);
        if (wanted === "all" || (whole && existsSync(folder))) {
          expect(result).toMatchObject({ outcome: "linked", createdFolders: [parent, folder] });
          expect((await stat(parent)).mode & 0o7777).toBe(0o2775);
        } else {
          expect(result).toMatchObject({ outcome: "linked", createdFolders: [] });
          expect(await tree(storage.ftp)).toEqual(before);
        }
      });
    }
  },
);

/** Runs that tell which folders they are about to make, with a fault at every changing call. */
async function atEveryCallTelling(fault: Fault, check: (scene: Scene, told: string[]) => Promise<void>) {
  let nth = 1;
  for (; ; nth++) {
    const scene = await freshScene("a folder and its parent that are not there");
    const told = new Set<string>();
    const willMake = async (folders: readonly string[]) => {
      for (const path of folders) told.add(path);
    };
    const { calls } = await withFault(nth, fault, () => linkFolder(scene.job, { willMake }));
    if (calls < nth) break;
    await check(scene, [...told]);
  }
  expect(nth).toBeGreaterThan(15);
}

test("a folder that somebody else made where a run was about to is theirs", async () => {
  const scene = await freshScene("a folder and its parent that are not there");
  await mkdir(join(storage.ftp, "day"));
  const mayHaveMade = [join(storage.ftp, "day"), folder];
  // The rule goes by the owner, whom only root can give away.
  if (process.geteuid?.() === 0) await chown(join(storage.ftp, "day"), 65534, 65534);
  const theirs = process.geteuid?.() === 0 ? [folder] : mayHaveMade;
  expect(await linkFolder({ ...scene.job, mayHaveMade })).toMatchObject({ createdFolders: theirs });
});

test("nothing is made where it can't be told before", async () => {
  const scene = await freshScene("a folder and its parent that are not there");
  const willMake = () => Promise.reject(new Error("The records are away."));
  await expect(linkFolder(scene.job, { willMake })).rejects.toMatchObject({ code: "storage-failed" });
  expect(await tree(storage.ftp)).toEqual({});
});

test.each(["can", "can't"])(
  "a folder that somebody makes after a run that %s be done died is never taken for ours",
  async (can) => {
    const scene = "a folder and its parent that are not there";
    const jobOf = ({ job }: Scene) =>
      can === "can"
        ? job
        : { ...job, links: job.links.map((link, at) => (at === 3 ? { ...link, name: longName } : link)) };
    for (let nth = 1; ; nth++) {
      const fresh = await freshScene(scene);
      const job = jobOf(fresh);
      if ((await withFault(nth, "dies", () => linkFolder(job))).calls < nth) break;
      if (existsSync(folder)) continue;
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "notes.txt"), "kept");
      const result = await linkFolder(job);
      if (can === "can") {
        expect(result).toMatchObject({ outcome: "linked", createdFolders: expect.not.arrayContaining([folder]) });
        expect(await tree(folder)).toEqual({ "notes.txt": "4 bytes", ...texts(job.links) });
      } else {
        expect(result).toMatchObject({ outcome: "undone" });
        expect(await tree(storage.ftp)).toEqual({ day: "/", "day/left": "/", "day/left/notes.txt": "4 bytes" });
      }
    }
  },
);

test.each(Object.keys(scenes))("%s: a run that puts right may die as well", async (name) => {
  await atEveryCall(name, "dies", async ({ job, after, outcome }) => {
    for (const nth of [1, 2, 4, 8]) await withFault(nth, "dies", () => linkFolder(job));
    expect(await linkFolder(job)).toMatchObject({ outcome });
    expect(await tree(storage.ftp)).toEqual(after);
  });
});
