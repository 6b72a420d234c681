import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFiles } from "./files.ts";
import { createStorageFiles } from "./storage-files.ts";
import { createStorage, type Storage } from "./storage-fixture.ts";

let storage: Storage;

beforeEach(async () => {
  storage = await createStorage({ inMemory: true });
});

afterEach(() => storage.remove());

const { folderNames, holdings } = createFiles();

function ask(changed: Partial<Parameters<typeof folderNames>[0]> = {}) {
  return folderNames({
    folder: storage.ftp,
    roots: [storage.project],
    begin: "",
    hidden: [".compout-staging", "staging"],
    most: 200,
    ...changed,
  });
}

const make = (...names: string[]) =>
  Promise.all(names.map((name) => mkdir(join(storage.ftp, name), { recursive: true })));

describe("sub-folders", () => {
  test("come in natural order, without files, junk and staging", async () => {
    await make("day10", "day9", "Day1", ".snapshot", "@eaDir", "staging", "day9/inner");
    await writeFile(join(storage.ftp, "day0"), "");
    expect(await ask()).toEqual({ names: ["Day1", "day9", "day10"], more: false });
    expect(await ask({ folder: join(storage.ftp, "day9") })).toEqual({ names: ["inner"], more: false });
  });

  test("begin as asked, whatever their case", async () => {
    await make("Dailies", "dailies_2", "client");
    expect(await ask({ begin: "dAI" })).toEqual({ names: ["Dailies", "dailies_2"], more: false });
  });

  test("are bounded, and say when there are more", async () => {
    await make("a", "b", "c");
    expect(await ask({ most: 2 })).toEqual({ names: ["a", "b"], more: true });
    expect(await ask({ most: 3 })).toEqual({ names: ["a", "b", "c"], more: false });
  });

  test("links count only where they lead to a folder in the same 00_ftp", async () => {
    await make("real");
    await symlink("real", join(storage.ftp, "inside"));
    await symlink(storage.frames, join(storage.ftp, "outside"));
    await symlink("nowhere", join(storage.ftp, "dead"));
    expect(await ask()).toEqual({ names: ["inside", "real"], more: false });
  });

  test("of what really lies elsewhere are never told", async () => {
    await symlink(storage.frames, join(storage.ftp, "outside"));
    await mkdir(join(storage.frames, "secret"));
    expect(await ask({ folder: join(storage.ftp, "outside") })).toEqual({ names: [], more: false });
    expect(await ask({ folder: storage.project })).toEqual({ names: [], more: false });
    expect(await ask({ folder: storage.ftp, roots: [join(storage.root, "prj/EPI")] })).toEqual({
      names: [],
      more: false,
    });
    expect(await ask({ folder: join(storage.ftp, "absent") })).toEqual({ names: [], more: false });
  });
});

test("holdings count what is in a folder, junk left out, and tell absent from unreadable", async () => {
  await make("a/sub", "a/.compout-staging", "empty");
  await writeFile(join(storage.ftp, "a/file"), "");
  await symlink("nowhere", join(storage.ftp, "a/link"));
  const folder = (name: string) => join(storage.ftp, name);
  expect(await holdings(["a", "empty", "none", "a/file"].map(folder))).toEqual([
    { folder: folder("a"), state: "counted", entries: 3, cut: false },
    { folder: folder("empty"), state: "counted", entries: 0, cut: false },
    { folder: folder("none"), state: "absent", entries: 0, cut: false },
    { folder: folder("a/file"), state: "uncounted", entries: 0, cut: false },
  ]);
});

test("a process of its own says the same", async () => {
  await make("a", "b");
  const files = createStorageFiles({
    main: join(import.meta.dirname, "storage-main.ts"),
    environment: process.env,
    silenceMs: () => 60_000,
    callsAtOnce: 8,
    volumes: () => [storage.root],
  });
  const request = { folder: storage.ftp, roots: [storage.project], begin: "", hidden: [], most: 1 };
  expect(await files.folderNames(request)).toEqual({ names: ["a"], more: true });
  expect(await files.holdings([storage.ftp])).toEqual([
    { folder: storage.ftp, state: "counted", entries: 2, cut: false },
  ]);
}, 60_000);
