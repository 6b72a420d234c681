import { chmod, link, mkdir, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SourceFile } from "#lib/domain/source";
import { readSources } from "./read-sources.ts";
import { askAsNobody, createStorage, frameName, type Storage, writeFrames } from "./storage-fixture.ts";

let storage: Storage;
let pattern: string;
let roots: string[];

beforeEach(async () => {
  storage = await createStorage();
  pattern = join(storage.frames, "sh0010_v003_left.%04d.exr");
  roots = [storage.project];
});

afterEach(() => storage.remove());

async function filesOf(path = pattern): Promise<readonly SourceFile[]> {
  const [facts] = await readSources([{ path, roots }]);
  if (facts?.state !== "found") throw new Error(`not found but ${JSON.stringify(facts)}`);
  return facts.files;
}

const statesOf = (files: readonly SourceFile[]) => Object.fromEntries(files.map(({ name, state }) => [name, state]));

test("a pattern gives every file between its prefix and suffix, in order, with size and nanoseconds", async () => {
  await writeFrames(storage, 3);
  for (const name of [
    "sh0010_v003_left.10000.exr",
    "sh0010_v003_left.exr",
    "sh0010_v003_left.preview.exr",
    "other.1001.exr",
  ]) {
    await writeFile(join(storage.frames, name), "");
  }
  const [facts] = await readSources([{ path: pattern, roots }]);
  expect(facts).toMatchObject({ state: "found", path: pattern, realFolder: storage.frames });
  const files = await filesOf();
  expect(files.map(({ name }) => name)).toEqual([
    "sh0010_v003_left.10000.exr",
    frameName(1001),
    frameName(1002),
    frameName(1003),
    "sh0010_v003_left.preview.exr",
  ]);
  expect(files[2]).toEqual({ name: frameName(1002), size: 2, mtimeNs: "1700000000000000000", state: "ok" });
});

test("a sequence beside it whose name is nearly the same is told of, unless it is asked for too", async () => {
  await writeFrames(storage, 2);
  for (const frame of [1003, 1004]) await writeFile(join(storage.frames, `SH0010_v003-left.${frame}.exr`), "x");
  const lookalikes = [{ name: "SH0010_v003-left.####.exr", frames: 2, first: 1003, last: 1004 }];
  expect(await readSources([{ path: pattern, roots }])).toMatchObject([{ lookalikes }]);
  const other = join(storage.frames, "SH0010_v003-left.%04d.exr");
  for (const facts of await readSources([pattern, other].map((path) => ({ path, roots })))) {
    expect(facts).not.toHaveProperty("lookalikes");
  }
});

test("answers come in the order of the requests, many of them from one folder", async () => {
  await writeFrames(storage, 2);
  const plain = join(storage.frames, frameName(1002));
  const gone = join(storage.frames, "gone.mov");
  const elsewhere = join(storage.project, "nowhere/a.%04d.exr");
  const facts = await readSources([gone, pattern, plain, elsewhere, pattern].map((path) => ({ path, roots })));
  expect(facts.map(({ state, path }) => [state, path])).toEqual([
    ["absent", gone],
    ["found", pattern],
    ["found", plain],
    ["absent", elsewhere],
    ["found", pattern],
  ]);
  expect(facts[2]).toMatchObject({ files: [{ name: frameName(1002), size: 2 }] });
});

test("no request, no answer", async () => {
  expect(await readSources([])).toEqual([]);
});

test("a folder without a fitting file is found, and empty", async () => {
  expect(await filesOf()).toEqual([]);
});

test("a plain name that looks like a pattern is found as what it is", async () => {
  await writeFile(join(storage.frames, "take #3.mov"), "mov");
  expect(await filesOf(join(storage.frames, "take #3.mov"))).toMatchObject([{ name: "take #3.mov", state: "ok" }]);
});

test("folders, sockets and links that lead nowhere or in circles are no files", async () => {
  await mkdir(join(storage.frames, frameName(1001)));
  await symlink("nowhere", join(storage.frames, frameName(1002)));
  await symlink(frameName(1003), join(storage.frames, frameName(1003)));
  const socket = createServer().listen(join(storage.frames, frameName(1004)));
  await symlink(storage.frames, join(storage.frames, frameName(1005)));
  const files = await filesOf();
  socket.close();
  expect(files.map(({ state }) => state)).toEqual(Array(5).fill("not-a-file"));
});

test("a frame that is a link counts by where it leads, and says so", async () => {
  await writeFrames(storage, 1);
  const archive = join(storage.project, "archive");
  await mkdir(archive);
  await writeFile(join(archive, "kept.exr"), "12345");
  await writeFile(join(storage.root, "secret.exr"), "x");
  await symlink(join(archive, "kept.exr"), join(storage.frames, frameName(1002)));
  await symlink(join(storage.root, "secret.exr"), join(storage.frames, frameName(1003)));
  await link(join(storage.root, "secret.exr"), join(storage.frames, frameName(1004)));
  const files = await filesOf();
  expect(files).toMatchObject([
    { state: "ok" },
    { state: "ok", size: 5, realPath: join(archive, "kept.exr") },
    { state: "outside", realPath: join(storage.root, "secret.exr") },
    { state: "ok" },
  ]);
  expect(files[0]).not.toHaveProperty("realPath");
});

test("a folder that really lies outside of the roots is refused, whatever its path looks like", async () => {
  await writeFrames(storage, 1);
  const outside = join(storage.root, "outside");
  await rename(storage.frames, outside);
  await symlink(outside, storage.frames);
  const plain = join(storage.frames, frameName(1001));
  const facts = await readSources([pattern, plain].map((path) => ({ path, roots })));
  expect(facts).toEqual([
    { state: "outside", path: pattern, realPath: outside },
    { state: "outside", path: plain, realPath: join(outside, frameName(1001)) },
  ]);
  const allowed = await readSources([{ path: plain, roots: [...roots, outside] }]);
  expect(allowed).toMatchObject([{ state: "found", realFolder: outside }]);
});

test("a root that is itself a link is followed, and one that is absent holds nothing", async () => {
  await writeFrames(storage, 1);
  await symlink(storage.project, join(storage.root, "mount"));
  const path = join(storage.root, "mount/seq010/sh0010/comp/v003/left/sh0010_v003_left.%04d.exr");
  expect(await readSources([{ path, roots: [join(storage.root, "mount")] }])).toMatchObject([{ state: "found" }]);
  expect(await readSources([{ path, roots: [join(storage.root, "absent")] }])).toMatchObject([{ state: "outside" }]);
});

test("a name that begins like a root is not in that root", async () => {
  await mkdir(join(storage.root, "prj/NXP2"));
  await writeFile(join(storage.root, "prj/NXP2/a.mov"), "x");
  const path = join(storage.root, "prj/NXP2/a.mov");
  expect(await readSources([{ path, roots }])).toMatchObject([{ state: "outside" }]);
});

test("files and folders that the account may not read are told apart from those that are gone", async () => {
  await writeFrames(storage, 3);
  await chmod(join(storage.frames, frameName(1002)), 0o000);
  await unlink(join(storage.frames, frameName(1003)));
  const closed = join(storage.project, "closed");
  await mkdir(closed);
  await writeFile(join(closed, "a.0001.exr"), "x");
  await chmod(closed, 0o000);
  const paths = [
    pattern,
    join(storage.frames, frameName(1003)),
    join(closed, "a.%04d.exr"),
    join(closed, "a.0001.exr"),
  ];
  const answer = await askAsNobody({ sources: paths.map((path) => ({ path, roots })) });
  await chmod(closed, 0o755);
  expect(answer).toMatchObject({
    sources: [
      { state: "found", files: [{ state: "ok" }, { state: "unreadable" }] },
      { state: "absent" },
      { state: "unreadable", reason: expect.stringContaining(closed) },
      { state: "found", files: [{ name: "a.0001.exr", state: "unreadable" }] },
    ],
  });
});

test("a folder below a file is absent", async () => {
  await rm(storage.frames, { recursive: true });
  await writeFile(storage.frames, "a file");
  expect(await readSources([{ path: pattern, roots }])).toEqual([{ state: "absent", path: pattern }]);
});

test("a big folder is read whole", async () => {
  await writeFrames(storage, 400);
  const files = await filesOf();
  expect(files).toHaveLength(400);
  expect(new Set(Object.values(statesOf(files)))).toEqual(new Set(["ok"]));
});
