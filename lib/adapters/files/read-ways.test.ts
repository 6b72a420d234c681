import { mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { realOnPaper } from "#lib/domain/mount-view";
import { readWays } from "./read-ways.ts";

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "compout-ways-")));
  await mkdir(join(root, "srv/prj/NXP/seq010"), { recursive: true });
  await mkdir(join(root, "vol2/seq020/left"), { recursive: true });
  await symlink(join(root, "srv/prj"), join(root, "prj"));
  await symlink("../../../vol2/seq020", join(root, "srv/prj/NXP/seq020"));
});

afterEach(() => rm(root, { recursive: true }));

test("links on the way are told by where they really stand, in the order in which one meets them", async () => {
  const path = join(root, "prj/NXP/seq020/left");
  const [links = []] = await readWays([path]);
  expect(links).toEqual([
    [join(root, "prj"), join(root, "srv/prj")],
    [join(root, "srv/prj/NXP/seq020"), "../../../vol2/seq020"],
  ]);
  expect(realOnPaper(path, new Map(links))).toBe(await realpath(path));
});

test("a path without links has none, and neither has what is not there", async () => {
  expect(await readWays([join(root, "srv/prj/NXP/seq010"), join(root, "nothing/at/all"), "/"])).toEqual([[], [], []]);
});

test("each path has its own answer, and a link that stands last counts", async () => {
  await symlink("seq010", join(root, "srv/prj/NXP/newest"));
  const [first, second] = await readWays([join(root, "srv/prj/NXP/newest"), join(root, "prj")]);
  expect(first).toEqual([[join(root, "srv/prj/NXP/newest"), "seq010"]]);
  expect(second).toEqual([[join(root, "prj"), join(root, "srv/prj")]]);
});

test("circles end", async () => {
  await symlink("round", join(root, "round"));
  const [links = []] = await readWays([join(root, "round/a")]);
  expect(links.length).toBeGreaterThan(0);
  expect(new Set(links.map(([place]) => place))).toEqual(new Set([join(root, "round")]));
});
