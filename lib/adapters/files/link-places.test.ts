import { existsSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { chmod, mkdir, readdir, readlink, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { linkFolder } from "./link-folder.ts";
import {
  askAsNobody,
  createStorage,
  frameName,
  jobFor,
  linksTo,
  linkTo,
  type Storage,
  texts,
  tree,
  writeFrames,
} from "./storage-fixture.ts";

let storage: Storage;
let target: string;

beforeEach(async () => {
  storage = await createStorage();
  target = join(storage.ftp, "20261122_comp/sh0010_v003_left");
});

afterEach(() => storage.remove());

test("links may go right into 00_ftp, and staging never leaves it", async () => {
  const links = await linksTo(storage, await writeFrames(storage, 3), storage.ftp);
  const result = await linkFolder(jobFor(storage, storage.ftp, links));
  expect(result).toEqual({ outcome: "linked", made: 3, createdFolders: [] });
  expect(await tree(storage.ftp)).toEqual(texts(links));
  expect(await readdir(storage.project)).not.toContain(".compout-staging");
});

test("00_ftp itself is never made", async () => {
  const links = await linksTo(storage, await writeFrames(storage, 2), target);
  await rm(storage.ftp, { recursive: true });
  const result = await linkFolder(jobFor(storage, target, links));
  expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining("is not there any more") });
  expect(existsSync(storage.ftp)).toBe(false);
});

test("a 00_ftp that is a link is followed only into a delivery root", async () => {
  const volume = join(storage.root, "volume/ftp");
  await mkdir(volume, { recursive: true });
  await rm(storage.ftp, { recursive: true });
  await symlink(volume, storage.ftp);
  await writeFrames(storage, 2);
  const realTarget = join(volume, "20261122_comp/sh0010_v003_left");
  const links = await linksTo(storage, [frameName(1001), frameName(1002)], realTarget);

  const refused = await linkFolder(jobFor(storage, target, links));
  expect(refused).toMatchObject({ outcome: "undone", reason: expect.stringContaining("in no delivery root") });
  expect(await tree(volume)).toEqual({});

  const roots = [storage.project, join(storage.root, "volume")];
  expect(await linkFolder(jobFor(storage, target, links, { roots }))).toMatchObject({ outcome: "linked", made: 2 });
  expect(await realpath(join(target, frameName(1002)))).toBe(join(storage.frames, frameName(1002)));
});

test("a folder on the way that leads out of 00_ftp is refused, and nothing is made behind it", async () => {
  const outside = join(storage.project, "elsewhere");
  await mkdir(outside);
  await symlink(outside, join(storage.ftp, "20261122_comp"));
  const links = await linksTo(storage, await writeFrames(storage, 2), target);
  const result = await linkFolder(jobFor(storage, target, links));
  expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining("leads out of its 00_ftp") });
  expect(await tree(outside)).toEqual({});
});

test("a folder on the way that is a link inside 00_ftp is followed", async () => {
  await mkdir(join(storage.ftp, "days/22"), { recursive: true });
  await symlink("days/22", join(storage.ftp, "20261122_comp"));
  const real = join(storage.ftp, "days/22/sh0010_v003_left");
  const links = await linksTo(storage, await writeFrames(storage, 2), real);
  expect(await linkFolder(jobFor(storage, target, links))).toMatchObject({
    outcome: "linked",
    createdFolders: [target],
  });
  expect(await tree(real)).toEqual(texts(links));
});

test.each(["a link", "a file"])("%s under the folder's name is refused and stays", async (what) => {
  await mkdir(join(storage.ftp, "20261122_comp"));
  if (what === "a link") await symlink("nowhere", target);
  else await writeFile(target, "a file");
  const links = await linksTo(storage, await writeFrames(storage, 2), target);
  const before = await tree(storage.ftp);
  const result = await linkFolder(jobFor(storage, target, links));
  expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining("is no folder") });
  expect(await tree(storage.ftp)).toEqual(before);
});

test("a link planted under staging's name is neither followed nor removed", async () => {
  const trap = join(storage.root, "trap");
  await mkdir(trap);
  await mkdir(join(storage.ftp, "20261122_comp"));
  await symlink(trap, join(storage.ftp, "20261122_comp/.compout-staging"));
  const links = await linksTo(storage, await writeFrames(storage, 2), target);
  const result = await linkFolder(jobFor(storage, target, links));
  expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining("staging folder") });
  expect(await tree(trap)).toEqual({});
  expect(await readlink(join(storage.ftp, "20261122_comp/.compout-staging"))).toBe(trap);
});

test.each(["the folder", "its parent"])(
  "%s swapped for a link during the run leads nowhere else, and is undone",
  async (what) => {
    const trap = join(storage.root, "trap");
    await mkdir(join(trap, "sh0010_v003_left"), { recursive: true });
    await mkdir(what === "the folder" ? target : join(storage.ftp, "20261122_comp"), { recursive: true });
    const links = await linksTo(storage, await writeFrames(storage, 200), target);
    const victim = what === "the folder" ? target : join(storage.ftp, "20261122_comp");
    const moved = join(storage.ftp, "moved");
    let swaps = 0;
    const result = await linkFolder(jobFor(storage, target, links), {
      onProgress: (made) => {
        if (made === 0 || swaps > 0) return;
        swaps += 1;
        renameSync(victim, moved);
        symlinkSync(trap, victim);
      },
    });
    expect(swaps).toBe(1);
    expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining("was moved") });
    expect(await tree(trap)).toEqual({ sh0010_v003_left: "/" });
    expect(await tree(moved)).toEqual({});
  },
);

test.each(["empty", "filled"])(
  "a folder that appears while it is staged, %s, gets the links name by name, and is not taken for ours",
  async (what) => {
    await mkdir(join(storage.ftp, "20261122_comp"));
    const links = await linksTo(storage, await writeFrames(storage, 200), target);
    const theirs = join(storage.project, "theirs");
    await mkdir(theirs);
    if (what === "filled") await writeFile(join(theirs, "notes.txt"), "kept");
    const { ino } = await stat(theirs);
    let appeared = false;
    const result = await linkFolder(jobFor(storage, target, links), {
      onProgress: () => {
        if (appeared) return;
        appeared = true;
        renameSync(theirs, target);
      },
    });
    expect(appeared).toBe(true);
    expect(result).toEqual({ outcome: "linked", made: 200, createdFolders: [] });
    expect((await stat(target)).ino).toBe(ino);
    expect(await tree(target)).toEqual({ ...(what === "filled" && { "notes.txt": "4 bytes" }), ...texts(links) });
    expect(await readdir(join(storage.ftp, "20261122_comp"))).toEqual(["sh0010_v003_left"]);
  },
);

test("folders that are removed while they are linked are made anew", async () => {
  const links = await linksTo(storage, await writeFrames(storage, 200), target);
  const parent = join(storage.ftp, "20261122_comp");
  let removed = false;
  const result = await linkFolder(jobFor(storage, target, links), {
    onProgress: () => {
      if (removed) return;
      removed = true;
      renameSync(parent, join(storage.root, "trash"));
      rmSync(join(storage.root, "trash"), { recursive: true });
    },
  });
  expect(removed).toBe(true);
  expect(result).toEqual({ outcome: "linked", made: 200, createdFolders: [parent, target] });
  expect(await tree(target)).toEqual(texts(links));
});

test("a file that takes the place of a link to replace at the last moment is put back where it was", async () => {
  await mkdir(target, { recursive: true });
  const links = [];
  for (const name of await writeFrames(storage, 200)) {
    links.push(await linkTo(storage, name, target, { verdict: "replace", replaces: `/v002/${name}` }));
    await symlink(`/v002/${name}`, join(target, name));
  }
  const before = await tree(target);
  const victim = frameName(1200);
  let swapped = false;
  const result = await linkFolder(jobFor(storage, target, links), {
    onProgress: () => {
      if (swapped) return;
      swapped = true;
      rmSync(join(target, victim));
      writeFileSync(join(target, victim), "somebody's render");
    },
  });
  expect(result).toMatchObject({ outcome: "undone", failures: [{ name: victim }] });
  expect(await tree(target)).toEqual({ ...before, [victim]: "17 bytes" });
  expect(await readdir(join(storage.ftp, "20261122_comp"))).toEqual(["sh0010_v003_left"]);
});

test("without write access the sentence names the account and the folder, and nothing is left", async () => {
  await chmod(storage.ftp, 0o755);
  const links = await linksTo(storage, await writeFrames(storage, 2), target);
  if (process.geteuid?.() !== 0) await chmod(storage.ftp, 0o555);
  const answer = await askAsNobody({ link: jobFor(storage, target, links) });
  await chmod(storage.ftp, 0o755);
  expect(answer).toMatchObject({
    link: { outcome: "undone", reason: expect.stringMatching(/^The account `.+` has no write access to `.*\/00_ftp`/) },
  });
  expect(await tree(storage.ftp)).toEqual({});
});

test("staging may lie elsewhere on the same volume, and must be there", async () => {
  const staging = join(storage.root, "staging");
  const links = await linksTo(storage, await writeFrames(storage, 3), target);
  expect(await linkFolder(jobFor(storage, target, links, { staging }))).toMatchObject({
    outcome: "undone",
    reason: expect.stringContaining(staging),
  });
  expect(await tree(storage.ftp)).toEqual({});
  await mkdir(staging);
  expect(await linkFolder(jobFor(storage, target, links, { staging }))).toMatchObject({ outcome: "linked", made: 3 });
  expect(await tree(staging)).toEqual({});
  expect(await tree(target)).toEqual(texts(links));
});

test("many jobs may make folders in one new parent at once, and each parent is one job's", async () => {
  const names = await writeFrames(storage, 12);
  const parent = join(storage.ftp, "day/comp");
  const results = await Promise.all(
    Array.from({ length: 12 }, async (_, at) => {
      const folder = join(parent, `sh${at}`);
      const links = await linksTo(storage, names, folder);
      // Every third fails, and must not take the parents of the others with it.
      const broken = at % 3 === 0 ? links.map((link) => ({ ...link, size: -1 })) : links;
      return linkFolder(jobFor(storage, folder, broken, { jobId: `job-${at}` }));
    }),
  );
  const outcomes = results.map(({ outcome }) => outcome);
  expect(outcomes).toEqual(outcomes.map((_, at) => (at % 3 === 0 ? "undone" : "linked")));
  const created = results.flatMap(({ createdFolders = [] }) => createdFolders);
  expect(created.filter((folder) => folder === parent)).toHaveLength(1);
  expect(new Set(created).size).toBe(created.length);
  expect((await readdir(parent)).sort()).toEqual(["sh1", "sh10", "sh11", "sh2", "sh4", "sh5", "sh7", "sh8"]);
});
