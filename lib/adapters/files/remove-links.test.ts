import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { UploadLink } from "#lib/domain/upload";
import type { RemovalJob } from "#lib/services/ports/files";
import { linkFolder } from "./link-folder.ts";
import { removeFolders } from "./remove-folders.ts";
import { removeLinks } from "./remove-links.ts";
import {
  createStorage,
  frameName,
  jobFor,
  linksTo,
  type Storage,
  texts,
  tree,
  writeFrames,
} from "./storage-fixture.ts";

let storage: Storage;
let target: string;
let links: UploadLink[];

beforeEach(async () => {
  storage = await createStorage();
  target = join(storage.ftp, "day/left");
  links = await linksTo(storage, await writeFrames(storage, 5), target);
  await linkFolder(jobFor(storage, target, links));
});
afterEach(() => storage.remove());

function removal(change: Partial<RemovalJob> = {}): RemovalJob {
  const { ftp: ftpFolder, project } = storage;
  const jobId = "5f0c7b0e-0000-4000-8000-000000000001-w-0123456789ab";
  return { jobId, folder: target, ftpFolder, roots: [project], staging: ".compout-staging", links, ...change };
}

const names = () => links.map(({ name }) => name);

test("removes every link that is still as it was made, and leaves nothing of its own", async () => {
  expect(await removeLinks(removal())).toEqual({ removed: names(), gone: [], left: [], refused: false });
  expect(await tree(storage.ftp)).toEqual({ day: "/", "day/left": "/" });
});

test("a second time there is nothing to do", async () => {
  await removeLinks(removal());
  expect(await removeLinks(removal())).toEqual({ removed: [], gone: names(), left: [], refused: false });
});

test("what was changed since stays as it is, with the reason", async () => {
  const [one = "", two = "", three = "", four = "", five = ""] = names();
  for (const name of [one, two, three, four]) await rm(join(target, name));
  await symlink("elsewhere.exr", join(target, one));
  await writeFile(join(target, two), "a real file");
  await mkdir(join(target, three));
  const { removed, gone, left } = await removeLinks(removal());
  expect([removed, gone]).toEqual([[five], [four]]);
  expect(left).toEqual([
    { name: one, reason: expect.stringContaining("`elsewhere.exr`") },
    { name: two, reason: expect.stringContaining("no link") },
    { name: three, reason: expect.stringContaining("no link") },
  ]);
  expect(await tree(target)).toEqual({ [one]: "elsewhere.exr", [two]: "11 bytes", [three]: "/" });
});

test("names of others in the same folder are not looked at", async () => {
  await writeFile(join(target, "notes.txt"), "kept");
  await symlink(links[0]?.text ?? "", join(target, "my own link.exr"));
  await removeLinks(removal());
  expect(await tree(target)).toEqual({ "notes.txt": "4 bytes", "my own link.exr": links[0]?.text });
});

test("a folder that is gone has nothing to remove", async () => {
  await rm(join(storage.ftp, "day"), { recursive: true });
  expect(await removeLinks(removal())).toMatchObject({ gone: names(), left: [] });
  expect(await tree(storage.ftp)).toEqual({});
});

test("a folder that was swapped for a link out of 00_ftp is not followed", async () => {
  const outside = join(storage.project, "elsewhere");
  await rename(target, outside);
  await symlink(outside, target);
  const { removed, left, refused } = await removeLinks(removal());
  expect([removed, left.length, refused]).toEqual([[], 5, true]);
  expect(left[0]?.reason).toContain("leads out of its 00_ftp folder");
  expect(await readdir(outside)).toEqual(names());
});

test("another project's root, and a 00_ftp that is gone, are refused", async () => {
  const other = await removeLinks(removal({ roots: [join(storage.root, "prj/EPI")] }));
  expect(other).toMatchObject({ removed: [], refused: true });
  expect(await tree(target)).toEqual(texts(links));
});

test("a worker that has lost the upload touches nothing more", async () => {
  const lost = new Error("another worker has taken over");
  const mayCommit = () => Promise.reject(lost);
  await expect(removeLinks(removal(), { mayCommit })).rejects.toThrow("another worker");
  expect(await tree(target)).toEqual(texts(links));
});

test("without write access nothing is removed, and the sentence says whose access is missing", async () => {
  if (process.geteuid?.() === 0) return expect(await readlink(join(target, frameName(1001)))).toBe(links[0]?.text);
  await chmod(target, 0o555);
  const { removed, left, refused } = await removeLinks(removal());
  await chmod(target, 0o755);
  expect([removed, left.length, refused]).toEqual([[], 5, true]);
  expect(left[0]?.reason).toContain("no write access");
});

test("removes folders that are empty, innermost first, and names what keeps the others", async () => {
  const { ftp: ftpFolder, project } = storage;
  const roots = [project];
  const day = join(storage.ftp, "day");
  await removeLinks(removal());
  expect(await removeFolders({ folders: [day, target], ftpFolder, roots })).toEqual({
    removed: [target, day],
    left: [],
  });
  await mkdir(target, { recursive: true });
  await writeFile(join(day, "notes.txt"), "kept");
  expect(await removeFolders({ folders: [day, target], ftpFolder, roots })).toEqual({
    removed: [target],
    left: [{ path: day, reason: "It is not empty: `notes.txt`." }],
  });
});

test("00_ftp itself, links and whatever lies outside are never removed as folders", async () => {
  const { ftp: ftpFolder, project } = storage;
  const real = join(storage.ftp, "real");
  const alias = join(storage.ftp, "alias");
  const outside = join(project, "empty");
  for (const path of [real, outside]) await mkdir(path);
  await symlink(real, alias);
  await symlink(outside, join(storage.ftp, "way"));
  await mkdir(join(outside, "below"));
  const folders = [storage.ftp, alias, outside, join(storage.ftp, "way/below"), join(storage.ftp, "absent")];
  const { removed, left } = await removeFolders({ folders, ftpFolder, roots: [project] });
  expect(removed).toEqual([]);
  expect(left.map(({ path }) => path).sort()).toEqual(folders.slice(0, 4).sort());
  for (const path of [real, alias, outside, join(outside, "below")]) expect(existsSync(path)).toBe(true);
});
