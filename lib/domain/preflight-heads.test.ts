import { describe, expect, test } from "vitest";
import { sampleConfiguration, sampleFrames } from "./domain-samples.ts";
import { headsToRead } from "./preflight-heads.ts";
import type { SourceFacts, SourceFile } from "./source.ts";

const rules = sampleConfiguration().frames;
const frames = sampleFrames("a.", ".exr", 1001, 1020);
const found = (files: readonly SourceFile[], name = "a.%04d.exr"): SourceFacts => ({
  state: "found",
  path: `/mnt/prj/NXP/left/${name}`,
  realFolder: "/srv/prj/NXP/left",
  files,
});
const at = (frame: number, change: Partial<SourceFile>) =>
  frames.map((file) => (file.name === `a.${frame}.exr` ? { ...file, ...change } : file));
const read = (files: readonly SourceFile[], changes: Partial<typeof rules> = {}) =>
  headsToRead("sequence", found(files), { ...rules, ...changes }).map(({ name }) => Number(name.slice(2, 6)));

describe("of a sequence are opened", () => {
  test("the first, the middle and the last frame", () => {
    expect(read(frames)).toEqual([1001, 1010, 1020]);
    expect(read(frames.slice(0, 2))).toEqual([1001, 1002]);
    expect(read(frames.slice(0, 1))).toEqual([1001]);
  });

  test("frames far smaller than their neighbours too, each once", () => {
    expect(read(at(1005, { size: 10 }))).toEqual([1001, 1010, 1020, 1005]);
    expect(read(at(1010, { size: 10 }))).toEqual([1001, 1010, 1020]);
  });

  test("all, where that is configured", () => {
    expect(read(frames, { readHeaders: "all" })).toHaveLength(20);
  });

  test("none, where headers don't matter", () => {
    expect(read(frames, { headers: "off", readHeaders: "all" })).toEqual([]);
  });

  test("no other once the sample is sound, and all others once one of it is broken", () => {
    const sampled = (head: SourceFile["head"]) =>
      frames.map((file) => (/1001|1010|1020/.test(file.name) ? { ...file, head: head ?? "sound" } : file));
    expect(read(sampled("sound"))).toEqual([]);
    expect(read(sampled("cut-off"))).toHaveLength(17);
  });

  test("never what is empty, no file, or no frame of it", () => {
    expect(read(at(1001, { size: 0 }))).toEqual([1010, 1020]);
    expect(read(at(1020, { state: "unreadable" }))).toEqual([1001, 1010]);
    const stranger = { name: "b.0001.exr", size: 1, mtimeNs: "1", state: "ok" as const };
    expect(read([stranger, ...frames], { readHeaders: "all" })).toHaveLength(20);
  });
});

test("a single file is opened, and nothing else of its folder", () => {
  const movie = { name: "a.mov", size: 9, mtimeNs: "1", state: "ok" as const };
  const wanted = (files: readonly SourceFile[]) => headsToRead("file", found(files, "a.mov"), rules);
  expect(wanted([...frames, movie])).toEqual([movie]);
  expect(wanted([{ ...movie, head: "sound" }])).toEqual([]);
});

test("where nothing was found, nothing is opened", () => {
  expect(headsToRead("sequence", null, rules)).toEqual([]);
  expect(headsToRead("sequence", { state: "absent", path: "/mnt/prj/NXP/a.%04d.exr" }, rules)).toEqual([]);
});
