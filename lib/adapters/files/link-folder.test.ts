import { chmod, lstat, mkdir, readdir, readlink, realpath, stat, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { linkFolder } from "./link-folder.ts";
import {
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

/** Fails in the middle of a run: the name is free, and longer than any file system takes. */
const impossible = "x".repeat(300);

test("a folder that is not there is made whole, with its parents and the configured mode, whatever the umask", async () => {
  const links = await linksTo(storage, await writeFrames(storage, 40), target);
  const umask = process.umask(0o077);
  const told: number[] = [];
  const result = await linkFolder(jobFor(storage, target, links), { onProgress: (made) => told.push(made) }).finally(
    () => process.umask(umask),
  );

  const parent = join(storage.ftp, "20261122_comp");
  expect(result).toEqual({ outcome: "linked", made: 40, createdFolders: [parent, target] });
  expect(await tree(storage.ftp)).toEqual({
    "20261122_comp": "/",
    "20261122_comp/sh0010_v003_left": "/",
    ...texts(links, "20261122_comp/sh0010_v003_left/"),
  });
  expect(await realpath(join(target, frameName(1007)))).toBe(await realpath(join(storage.frames, frameName(1007))));
  for (const folder of [parent, target]) expect((await stat(folder)).mode & 0o7777).toBe(0o2775);
  expect(told.at(-1)).toBe(40);
  expect(told).toEqual([...told].sort((a, b) => a - b));
});

test("links go into a folder that is there beside what is in it, and its mode stays", async () => {
  await mkdir(target, { recursive: true });
  await chmod(target, 0o755);
  await writeFile(join(target, "notes.txt"), "kept");
  const links = await linksTo(storage, await writeFrames(storage, 20), target);
  const result = await linkFolder(jobFor(storage, target, links));
  expect(result).toEqual({ outcome: "linked", made: 20, createdFolders: [] });
  expect(await tree(target)).toEqual({ "notes.txt": "4 bytes", ...texts(links) });
  expect((await stat(target)).mode & 0o7777).toBe(0o755);
});

test("doing it again changes nothing and says the same", async () => {
  const links = await linksTo(storage, await writeFrames(storage, 5), target);
  await linkFolder(jobFor(storage, target, links));
  const before = await lstat(join(target, frameName(1003)), { bigint: true });
  const result = await linkFolder(jobFor(storage, target, links));
  expect(result).toMatchObject({ outcome: "linked", made: 5 });
  expect((await lstat(join(target, frameName(1003)), { bigint: true })).ino).toBe(before.ino);
});

test("a foreign file at the 37th name: nothing is linked, the file stays, and it is named", async () => {
  await mkdir(target, { recursive: true });
  const links = await linksTo(storage, await writeFrames(storage, 60), target);
  await writeFile(join(target, frameName(1037)), "somebody's render");
  const result = await linkFolder(jobFor(storage, target, links));
  expect(result).toMatchObject({
    outcome: "undone",
    reason: expect.stringContaining(frameName(1037)),
    failures: [{ name: frameName(1037), reason: expect.stringContaining("never touched") }],
  });
  expect(await tree(storage.ftp)).toEqual({
    "20261122_comp": "/",
    "20261122_comp/sh0010_v003_left": "/",
    [`20261122_comp/sh0010_v003_left/${frameName(1037)}`]: "17 bytes",
  });
});

test("a failure in the middle undoes what was made, in a folder that was there and in one that was not", async () => {
  const links = await linksTo(storage, await writeFrames(storage, 60), target);
  const broken = links.map((link, at) => (at === 36 ? { ...link, name: impossible } : link));
  expect(await linkFolder(jobFor(storage, target, broken))).toMatchObject({ outcome: "undone" });
  expect(await tree(storage.ftp)).toEqual({});

  await mkdir(target, { recursive: true });
  const [own, ...rest] = broken;
  if (own === undefined) throw new Error("no link");
  await symlink(own.text, join(target, own.name));
  const result = await linkFolder(jobFor(storage, target, [own, ...rest]));
  expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining("too long") });
  expect(await tree(target)).toEqual({ [own.name]: own.text });
});

test("a link that was there with our very text before counts as made, and stays if the rest is undone", async () => {
  await mkdir(target, { recursive: true });
  const links = await linksTo(storage, await writeFrames(storage, 4), target);
  await symlink(links[1]?.text ?? "", join(target, frameName(1002)));
  expect(await linkFolder(jobFor(storage, target, links))).toMatchObject({ outcome: "linked", made: 4 });
});

test("a link is replaced only if it still reads as planned", async () => {
  await mkdir(target, { recursive: true });
  await writeFrames(storage, 3);
  const replaces = "/old/frame.exr";
  const link = await linkTo(storage, frameName(1001), target, { verdict: "replace", replaces });
  await symlink("/elsewhere", join(target, link.name));
  expect(await linkFolder(jobFor(storage, target, [link]))).toMatchObject({
    outcome: "undone",
    failures: [{ name: link.name, reason: expect.stringContaining("/elsewhere") }],
  });
  expect(await readlink(join(target, link.name))).toBe("/elsewhere");

  await unlink(join(target, link.name));
  expect(await linkFolder(jobFor(storage, target, [link]))).toMatchObject({ outcome: "undone" });
  await symlink(replaces, join(target, link.name));
  expect(await linkFolder(jobFor(storage, target, [link]))).toMatchObject({ outcome: "linked", made: 1 });
  expect(await tree(target)).toEqual({ [link.name]: link.text });
  expect(await linkFolder(jobFor(storage, target, [link]))).toMatchObject({ outcome: "linked", made: 1 });
});

test("what was replaced comes back if the rest fails", async () => {
  await mkdir(target, { recursive: true });
  const names = await writeFrames(storage, 30);
  const before: Record<string, string> = {};
  const links = [];
  for (const [at, name] of names.entries()) {
    if (at % 3 === 0) before[name] = `/v002/${name}`;
    const change = at % 3 === 0 ? ({ verdict: "replace", replaces: `/v002/${name}` } as const) : {};
    links.push(await linkTo(storage, name, target, change));
  }
  for (const [name, text] of Object.entries(before)) await symlink(text, join(target, name));
  const broken = [...links.slice(0, 25), await linkTo(storage, frameName(1026), target, { name: impossible })];
  expect(await linkFolder(jobFor(storage, target, broken))).toMatchObject({ outcome: "undone" });
  expect(await tree(target)).toEqual(before);
  expect(await readdir(join(storage.ftp, "20261122_comp"))).toEqual(["sh0010_v003_left"]);

  expect(await linkFolder(jobFor(storage, target, links))).toMatchObject({ outcome: "linked", made: 30 });
  expect(await tree(target)).toEqual(texts(links));
});

test("a link that was to stay as it is must still reach its source", async () => {
  await mkdir(target, { recursive: true });
  await writeFrames(storage, 2);
  const stays = await linkTo(storage, frameName(1001), target, { verdict: "unchanged" });
  const fresh = await linkTo(storage, frameName(1002), target);
  const gone = { outcome: "undone", failures: [{ name: stays.name }] };
  expect(await linkFolder(jobFor(storage, target, [stays, fresh]))).toMatchObject(gone);
  expect(await tree(target)).toEqual({});
  await symlink(stays.source, join(target, stays.name));
  expect(await linkFolder(jobFor(storage, target, [stays, fresh]))).toMatchObject({ outcome: "linked", made: 1 });
  expect(await tree(target)).toEqual({ [stays.name]: stays.source, [fresh.name]: fresh.text });
});

test.each(["new", "there"])(
  "a source that is not the file of the plan any more stops a folder that is %s, and is named",
  async (what) => {
    if (what === "there") await mkdir(target, { recursive: true });
    const before = await tree(storage.ftp);
    const links = await linksTo(storage, await writeFrames(storage, 5), target);
    await writeFile(join(storage.frames, frameName(1002)), "xx");
    await writeFile(join(storage.frames, frameName(1003)), "longer than it was");
    await unlink(join(storage.frames, frameName(1005)));
    const result = await linkFolder(jobFor(storage, target, links));
    expect(result).toMatchObject({
      outcome: "undone",
      reason: expect.stringContaining("3 sources changed"),
      failures: [
        { name: frameName(1002), reason: expect.stringContaining("written again") },
        { name: frameName(1003), reason: expect.stringContaining("18 bytes now, not 3") },
        { name: frameName(1005), reason: expect.stringContaining("is gone") },
      ],
    });
    expect(await tree(storage.ftp)).toEqual(before);
  },
);

test("a text that would not lead to its source from where the folder really lies is refused", async () => {
  await writeFrames(storage, 1);
  const astray = await linkTo(storage, frameName(1001), target, { text: `../${frameName(1001)}` });
  const result = await linkFolder(jobFor(storage, target, [astray]));
  expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining("does not lead to") });
});

test.each([
  ["../escape", "can't be the name"],
  ["..", "can't be the name"],
  ["", "can't be the name"],
])("a link named %j is refused", async (name, sentence) => {
  await writeFrames(storage, 1);
  const link = await linkTo(storage, frameName(1001), target, { name });
  const result = await linkFolder(jobFor(storage, target, [link]));
  expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining(sentence) });
  expect(await tree(storage.ftp)).toEqual({});
});
