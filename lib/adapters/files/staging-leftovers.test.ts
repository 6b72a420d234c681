import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StagingPlace } from "#lib/services/ports/files";
import { withFault } from "./failing-disk.ts";
import { linkFolder } from "./link-folder.ts";
import { clearLeftover, stagingLeftovers } from "./staging-leftovers.ts";
import { createStorage, jobFor, linksTo, type Storage, startProcess, tree, writeFrames } from "./storage-fixture.ts";

const jobId = "5f0c7b0e-0000-4000-8000-000000000001-0123456789ab";
let storage: Storage;
let folder: string;
let shelf: string;
let place: StagingPlace;

beforeEach(async () => {
  storage = await createStorage();
  folder = join(storage.ftp, "day/left");
  shelf = join(storage.ftp, "day/.compout-staging");
  place = { folder, ftpFolder: storage.ftp, roots: [storage.project], staging: ".compout-staging" };
});
afterEach(() => storage.remove());

test("where no staging is, there is nothing to find", async () => {
  expect(await stagingLeftovers([place])).toEqual([]);
  await rm(storage.ftp, { recursive: true });
  expect(await stagingLeftovers([place])).toEqual([]);
});

test("what runs leave that die at any call is found; it goes, unless a journal says that its job is unfinished", async () => {
  const links = await linksTo(storage, await writeFrames(storage, 4), folder);
  const job = jobFor(storage, folder, links, { jobId });
  const seen = new Set<string>();
  for (let nth = 1; ; nth++) {
    await rm(join(storage.ftp, "day"), { recursive: true, force: true });
    if ((await withFault(nth, "dies", () => linkFolder(job))).calls < nth) break;
    const before = existsSync(folder) ? await tree(folder) : null;
    for (const { jobId: found, unfinished } of await stagingLeftovers([place])) {
      expect(found).toBe(jobId);
      expect(await clearLeftover(place, jobId)).toBe(!unfinished);
      expect(existsSync(join(shelf, jobId))).toBe(unfinished);
      seen.add(unfinished ? "unfinished" : "cleared");
    }
    expect(existsSync(folder) ? await tree(folder) : null).toEqual(before);
    expect(await linkFolder(job)).toMatchObject({ outcome: "linked" });
  }
  expect([...seen].sort()).toEqual(["cleared", "unfinished"]);
});

test("leftovers of a process that was killed are told with the time of the last change in them", async () => {
  const links = await linksTo(storage, await writeFrames(storage, 300), folder);
  const { child } = await startProcess({ asNobody: false, link: jobFor(storage, folder, links, { jobId }) });
  for (let turn = 0; turn < 400 && !existsSync(join(shelf, jobId)); turn++) await wait(1);
  child.kill("SIGKILL");
  await once(child, "close");
  const found = await stagingLeftovers([place]);
  if (existsSync(join(shelf, jobId))) {
    expect(found).toMatchObject([{ jobId, path: join(shelf, jobId) }]);
    expect(Date.now() - Date.parse(found[0]?.changedAt ?? "")).toBeLessThan(60_000);
  } else expect(found).toEqual([]);
});

test("what is not the program's stays, and keeps everything around it", async () => {
  await mkdir(join(shelf, "somebody's folder"), { recursive: true });
  await mkdir(join(shelf, jobId, "old"), { recursive: true });
  await symlink("anything", join(shelf, jobId, "old/frame.1001.exr"));
  await writeFile(join(shelf, jobId, "notes.txt"), "kept");
  expect(await stagingLeftovers([place])).toMatchObject([{ jobId, unfinished: false }]);
  expect(await clearLeftover(place, jobId)).toBe(false);
  await rm(join(shelf, jobId, "notes.txt"));
  await writeFile(join(shelf, jobId, "old/real.exr"), "kept");
  expect(await clearLeftover(place, jobId)).toBe(false);
  await rm(join(shelf, jobId, "old/real.exr"));
  // A link that no journal knows was somebody's: it was moved aside from a place that everybody reaches.
  expect(await clearLeftover(place, jobId)).toBe(false);
  const known = ["frame.1001.exr", "../v003.exr", "anything"];
  await writeFile(join(shelf, jobId, "committed"), JSON.stringify({ staged: null, created: [], links: [known] }));
  expect(await clearLeftover(place, jobId)).toBe(true);
  expect(await readdir(shelf)).toEqual(["somebody's folder"]);
});

test("an absolute staging folder is looked through, and stays itself", async () => {
  const staging = join(storage.project, "staging");
  await mkdir(join(staging, jobId, "new-1"), { recursive: true });
  await utimes(join(staging, jobId), 1_700_000_000, 1_700_000_000);
  const there = { ...place, staging };
  expect(await stagingLeftovers([there])).toMatchObject([{ jobId, unfinished: false }]);
  expect(await clearLeftover(there, jobId)).toBe(true);
  expect(await readdir(staging)).toEqual([]);
});

test("staging that is a link is not followed", async () => {
  const elsewhere = join(storage.project, "elsewhere");
  await mkdir(join(elsewhere, jobId), { recursive: true });
  await mkdir(join(storage.ftp, "day"));
  await symlink(elsewhere, shelf);
  expect(await stagingLeftovers([place])).toEqual([]);
  expect(await clearLeftover(place, jobId)).toBe(false);
  expect(existsSync(join(elsewhere, jobId))).toBe(true);
});
