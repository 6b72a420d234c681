import { chmod, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serviceAccount } from "./account.ts";
import { createFiles } from "./files.ts";
import { readDestination, readTargets } from "./read-targets.ts";
import { askAsNobody, createStorage, frameName, type Storage, writeFrames } from "./storage-fixture.ts";

let storage: Storage;

beforeEach(async () => {
  storage = await createStorage();
});

afterEach(() => storage.remove());

test("each wanted name is told as what it is", async () => {
  await writeFrames(storage, 1);
  const source = join(storage.frames, frameName(1001));
  await symlink(`../seq010/sh0010/comp/v003/left/${frameName(1001)}`, join(storage.ftp, "good"));
  await symlink("nowhere", join(storage.ftp, "dead"));
  await symlink("circle", join(storage.ftp, "circle"));
  await writeFile(join(storage.ftp, "file"), "");
  await mkdir(join(storage.ftp, "folder"));
  const names = ["good", "dead", "circle", "file", "folder", "free"];
  const expected = {
    good: { kind: "link", text: `../seq010/sh0010/comp/v003/left/${frameName(1001)}`, reaches: source },
    dead: { kind: "link", text: "nowhere", reaches: null },
    circle: { kind: "link", text: "circle", reaches: null },
    file: { kind: "file" },
    folder: { kind: "folder" },
  };
  const many = [...names, ...Array.from({ length: 50 }, (_, at) => `free-${at}`)];
  for (const wanted of [names, many]) {
    expect(await readTargets([{ folder: storage.ftp, names: wanted }])).toEqual([
      { folder: storage.ftp, state: "folder", realFolder: storage.ftp, entries: expected },
    ]);
  }
});

test("a folder that is not there has the place that it would have, and answers keep their order", async () => {
  await mkdir(join(storage.ftp, "days/22"), { recursive: true });
  await symlink("days/22", join(storage.ftp, "today"));
  await writeFile(join(storage.ftp, "file"), "");
  await symlink("nowhere", join(storage.ftp, "dead"));
  const folders = ["today/left", "today", "file", "file/left", "dead", "dead/left", "a/b/c"].map((path) =>
    join(storage.ftp, path),
  );
  const facts = await readTargets(folders.map((folder) => ({ folder, names: ["x"] })));
  expect(facts.map(({ folder }) => folder)).toEqual(folders);
  expect(facts.map(({ state }) => state)).toEqual(["absent", "folder", "other", "other", "other", "other", "absent"]);
  expect(facts[0]?.realFolder).toBe(join(storage.ftp, "days/22/left"));
  expect(facts[1]?.realFolder).toBe(join(storage.ftp, "days/22"));
  expect(facts[6]?.realFolder).toBe(join(storage.ftp, "a/b/c"));
});

test("a destination says what exists of it, where that really is, and whether it can be written to", async () => {
  const path = join(storage.ftp, "20261122_comp/left");
  const roots = [storage.project, join(storage.root, "absent")];
  expect(await readDestination(path, roots)).toEqual({
    path,
    ftpFolder: { path: storage.ftp, realPath: storage.ftp },
    deepest: { path: storage.ftp, realPath: storage.ftp, isFolder: true, writable: true },
    roots: { [storage.project]: storage.project, [join(storage.root, "absent")]: null },
    account: serviceAccount(),
  });
});

test("the first 00_ftp folder counts, links are resolved, and a file is told", async () => {
  const volume = join(storage.root, "volume");
  await mkdir(join(volume, "00_ftp"), { recursive: true });
  await rm(storage.ftp, { recursive: true });
  await symlink(volume, storage.ftp);
  await writeFile(join(volume, "file"), "");
  const nested = await readDestination(join(storage.ftp, "00_ftp/x"), []);
  expect(nested.ftpFolder).toEqual({ path: storage.ftp, realPath: volume });
  expect(nested.deepest).toMatchObject({ path: join(storage.ftp, "00_ftp"), realPath: join(volume, "00_ftp") });
  const file = await readDestination(join(storage.ftp, "file/left"), []);
  expect(file.deepest).toMatchObject({ path: join(storage.ftp, "file"), isFolder: false, writable: false });
});

test.each(["absent", "a file", "a dead link"])("a 00_ftp that is %s has no real path", async (what) => {
  await rm(storage.ftp, { recursive: true });
  if (what === "a file") await writeFile(storage.ftp, "");
  if (what === "a dead link") await symlink("nowhere", storage.ftp);
  const { ftpFolder } = await readDestination(join(storage.ftp, "left"), []);
  expect(ftpFolder).toEqual({ path: storage.ftp, realPath: null });
});

test("what the account may not look into or write to is said", async () => {
  const closed = join(storage.ftp, "closed");
  await mkdir(join(closed, "left"), { recursive: true });
  await chmod(closed, 0o000);
  const readOnly = join(storage.ftp, "read-only");
  await mkdir(readOnly);
  await chmod(readOnly, 0o555);
  const answer = await askAsNobody({
    targets: [{ folder: join(closed, "left"), names: ["x"] }],
    destination: { path: join(readOnly, "left"), roots: [storage.project] },
  });
  const hidden = await askAsNobody({ destination: { path: join(closed, "left"), roots: [] } });
  await chmod(closed, 0o755);
  expect(answer).toMatchObject({
    targets: [{ state: "unreadable" }],
    destination: { deepest: { path: readOnly, isFolder: true, writable: false } },
  });
  expect(hidden).toMatchObject({ destination: { deepest: { path: closed, writable: false } } });
});

test("real places of storage roots, null where one is absent", async () => {
  await symlink(storage.project, join(storage.root, "mount"));
  const roots = [join(storage.root, "mount"), join(storage.root, "absent")].map((path) => ({
    path,
    aliases: [],
    links: "relative" as const,
  }));
  expect(await createFiles().realRoots(roots)).toEqual(
    new Map([
      [join(storage.root, "mount"), storage.project],
      [join(storage.root, "absent"), null],
    ]),
  );
});
