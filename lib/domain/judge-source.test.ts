import { describe, expect, test } from "vitest";
import { sampleConfiguration, sampleDeliverable, sampleFrames } from "./domain-samples.ts";
import { judgeSource } from "./judge-source.ts";
import type { SourceFacts, SourceFile } from "./source.ts";

const rules = sampleConfiguration().frames;
const path = "/mnt/prj/NXP/left/a.%04d.exr";
const frames = sampleFrames("a.", ".exr", 1001, 1024);
const found = (files: readonly SourceFile[], at = path): SourceFacts => ({
  state: "found",
  path: at,
  realFolder: "/srv/prj/NXP/left",
  files,
});
const sequence = sampleDeliverable({ sourcePath: path });
const judge = (files: readonly SourceFile[], changes: Partial<typeof rules> = {}, deliverable = sequence) =>
  judgeSource(deliverable, found(files), { ...rules, ...changes });
const at = (number: number, change: Partial<SourceFile>) =>
  frames.map((file) => (file.name.includes(String(number)) ? { ...file, ...change } : file));

describe("missing", () => {
  test("no place that this server can reach, with the places that ftrack names", () => {
    const places = [{ location: "ftrack.server", resourceIdentifier: "1c2d" }];
    expect(judgeSource({ ...sequence, places }, null, rules)).toMatchObject({
      stopped: "missing",
      reasons: ["No place that ftrack names can be reached from this server: `1c2d` (ftrack.server)."],
    });
    expect(judgeSource({ ...sequence, places: [] }, null, rules)).toMatchObject({
      reasons: ["ftrack names no place for these files."],
    });
  });

  test.each<[SourceFacts, string]>([
    [{ state: "absent", path }, `\`${path}\` is not on disk.`],
    [
      { state: "outside", path, realPath: "/home/x" },
      `\`${path}\` really lies in \`/home/x\`, outside of the folders that sources may come from.`,
    ],
    [{ state: "unreadable", path, reason: "permission denied" }, `\`${path}\` can't be read: permission denied.`],
    [found([]), "No frame of `a.%04d.exr` is in `/mnt/prj/NXP/left`. ftrack knows 1001-1024 (shot)."],
    [
      found(sampleFrames("b.", ".exr", 1001, 1003)),
      "No frame of `a.%04d.exr` is in `/mnt/prj/NXP/left`. ftrack knows 1001-1024 (shot).",
    ],
  ])("%j", (facts, reason) => {
    expect(judgeSource(sequence, facts, rules)).toMatchObject({ stopped: "missing", reasons: [reason] });
  });
});

describe("a sequence", () => {
  test("that is whole is linked frame by frame, without a warning", () => {
    expect(judge(frames)).toMatchObject({
      stopped: null,
      frames: "1001-1024",
      warnings: [],
      folder: "/mnt/prj/NXP/left",
      realFolder: "/srv/prj/NXP/left",
      files: frames,
    });
  });

  test("leaves other files of the folder alone", () => {
    const strangers = [...sampleFrames("b.", ".exr", 1001, 1003), ...sampleFrames("a.", ".jpg", 1001, 1003)];
    expect(judge([...strangers, ...frames])).toMatchObject({ stopped: null, files: frames });
  });

  test("with missing frames stops, and says which and by whose account", () => {
    const holed = frames.filter(({ name }) => !/1005|1010|1011/.test(name));
    expect(judge(holed)).toMatchObject({
      stopped: "incomplete",
      frames: "1001-1004, 1006-1009, 1012-1024",
      reasons: ["3 of 24 frames are missing: 1005, 1010-1011. ftrack knows 1001-1024 (shot)."],
    });
    expect(judge(frames.slice(0, -1))).toMatchObject({
      reasons: ["1 of 24 frames is missing: 1024. ftrack knows 1001-1024 (shot)."],
    });
  });

  test("with empty frames stops", () => {
    expect(judge(at(1007, { size: 0 }))).toMatchObject({
      stopped: "incomplete",
      reasons: ["1 frame is empty (0 bytes): 1007."],
    });
  });

  test("where incomplete only warns, runs with what is there", () => {
    const holed = at(1007, { size: 0 }).slice(1);
    expect(judge(holed, { incomplete: "warn" })).toMatchObject({
      stopped: null,
      files: holed,
      warnings: [
        "1 of 24 frames is missing: 1001. ftrack knows 1001-1024 (shot).",
        "1 frame is empty (0 bytes): 1007.",
      ],
    });
  });

  test.each([
    ["unreadable", "1 frame can't be read by this server: 1007."],
    ["not-a-file", "1 frame is no regular file: 1007."],
    ["outside", "1 frame is a link that leaves the source folders: 1007."],
  ] as const)("with a frame that is %s stops, even where incomplete only warns", (state, reason) => {
    expect(judge(at(1007, { state }), { incomplete: "warn" })).toMatchObject({
      stopped: "incomplete",
      reasons: [reason],
    });
  });

  test("with extra frames is linked with a warning, or stops where that is configured", () => {
    const more = [...frames, ...sampleFrames("a.", ".exr", 1025, 1026)];
    const sentence = "2 frames are beyond the known range: 1025-1026. ftrack knows 1001-1024 (shot).";
    expect(judge(more)).toMatchObject({ stopped: null, files: more, warnings: [`${sentence} They are linked too.`] });
    expect(judge(more, { extra: "stop" })).toMatchObject({ stopped: "incomplete", reasons: [sentence] });
  });

  test("without a known range is held against its own gaps, and says so", () => {
    const unknown = { ...sequence, knownRange: null };
    expect(judge(frames, {}, unknown)).toMatchObject({
      stopped: null,
      warnings: [
        "ftrack knows no frame range, so frames missing at the start or the end can't be seen; only gaps were looked for.",
      ],
    });
    expect(judge(frames.toSpliced(3, 1), {}, unknown)).toMatchObject({
      stopped: "incomplete",
      reasons: ["1 of 24 frames is missing: 1004."],
    });
  });
});

describe("a single file", () => {
  const file = sampleDeliverable({ kind: "file", knownRange: null });
  const plain = (change: Partial<SourceFile>) =>
    judgeSource(
      file,
      found([{ name: "a.mov", size: 9, mtimeNs: "1", state: "ok", ...change }], "/mnt/prj/NXP/out/a.mov"),
      { ...rules, incomplete: "warn" },
    );

  test("is linked, and has no frames", () => {
    expect(plain({})).toMatchObject({ stopped: null, frames: "", folder: "/mnt/prj/NXP/out", warnings: [] });
  });

  test("of no bytes stops, whatever incomplete frames do", () => {
    expect(plain({ size: 0 })).toMatchObject({
      stopped: "incomplete",
      reasons: ["`/mnt/prj/NXP/out/a.mov` is empty (0 bytes)."],
    });
  });

  test.each([
    [{ state: "unreadable" }, "can't be read by this server"],
    [{ state: "not-a-file" }, "is no regular file"],
    [{ state: "outside" }, "is a link that leaves the folders"],
    [{ name: "b.mov" }, "is not on disk"],
  ] as const)("%j is missing", (change, reason) => {
    const judged = plain(change);
    expect(judged.stopped).toBe("missing");
    expect(judged.stopped === null ? "" : judged.reasons.join(" ")).toContain(reason);
  });

  test("is picked by its name where the whole folder was read", () => {
    const files = [...frames, { name: "a.mov", size: 9, mtimeNs: "1", state: "ok" as const }];
    const judged = judgeSource(file, found(files, "/mnt/prj/NXP/left/a.mov"), rules);
    expect(judged).toMatchObject({ stopped: null, files: [{ name: "a.mov" }] });
  });
});
