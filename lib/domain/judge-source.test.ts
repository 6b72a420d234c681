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
      reasons: [
        "3 of 24 frames are missing: 1005, 1010-1011. ftrack knows 1001-1024 (shot). Render what is missing, or correct the range.",
      ],
    });
    expect(judge(frames.slice(0, -1))).toMatchObject({
      reasons: [
        "1 of 24 frames is missing: 1024. ftrack knows 1001-1024 (shot). Render what is missing, or correct the range.",
      ],
    });
  });

  test("with empty frames stops", () => {
    expect(judge(at(1007, { size: 0 }))).toMatchObject({
      stopped: "incomplete",
      reasons: ["1 frame is empty (0 bytes): 1007. Render or copy again."],
    });
  });

  test("where incomplete only warns, runs with what is there", () => {
    const holed = at(1007, { size: 0 }).slice(1);
    expect(judge(holed, { incomplete: "warn" })).toMatchObject({
      stopped: null,
      files: holed,
      warnings: [
        "1 of 24 frames is missing: 1001. ftrack knows 1001-1024 (shot). Render what is missing, or correct the range.",
        "1 frame is empty (0 bytes): 1007. Render or copy again.",
      ],
    });
  });

  test.each([
    ["unreadable", "1 frame can't be read by this server: 1007. Ask for read access."],
    ["not-a-file", "1 frame is no regular file: 1007. Publish real files."],
    ["outside", "1 frame is a link that leaves the source folders: 1007. Publish the files themselves."],
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
      reasons: ["1 of 24 frames is missing: 1004. Render what is missing."],
    });
  });
});

describe("frames that were looked into", () => {
  test.each([
    ["cut-off", "1 frame ends too early: it was cut off while it was written or copied: 1007. Render or copy again."],
    ["unfinished", "1 frame was never written to its end: 1007. Render or copy again."],
    ["damaged", "1 frame has a header that makes no sense: 1007. Render or copy again."],
    ["wrong-format", "1 frame does not begin as a file of its extension does: 1007. Render or copy again."],
  ] as const)("one that is %s warns, stops, or is nobody's business, as configured", (head, sentence) => {
    const broken = at(1007, { head });
    expect(judge(broken)).toMatchObject({ stopped: null, files: broken, warnings: [sentence] });
    expect(judge(broken, { headers: "stop" })).toMatchObject({ stopped: "incomplete", reasons: [sentence] });
    expect(judge(broken, { headers: "off" })).toMatchObject({ stopped: null, warnings: [] });
  });

  test("one that could not be read after all stops, whatever is configured", () => {
    expect(judge(at(1007, { head: "unreadable" }), { headers: "off" })).toMatchObject({
      stopped: "incomplete",
      reasons: ["1 frame can't be read by this server: 1007. Ask for read access."],
    });
  });

  test("a small one warns, unless it is broken, which says more", () => {
    const sentence =
      "1 frame has less than 40 % of its neighbours' size: 1007. Look at the picture: it may be black or half rendered.";
    expect(judge(at(1007, { size: 399 }))).toMatchObject({ stopped: null, warnings: [sentence] });
    expect(judge(at(1007, { size: 399 }), { outliers: "stop" })).toMatchObject({ reasons: [sentence] });
    expect(judge(at(1007, { size: 399 }), { outliers: "off" })).toMatchObject({ warnings: [] });
    expect(judge(at(1007, { size: 399 }), { outlierPercent: 39 })).toMatchObject({ warnings: [] });
    const both = judge(at(1007, { size: 399, head: "cut-off" }));
    expect(both.warnings).toEqual([expect.stringContaining("ends too early")]);
  });
});

describe("names beside the pattern", () => {
  const odd = ["a.999.exr", "a.01001.exr"].map((name) => ({ name, size: 1000, mtimeNs: "1", state: "ok" as const }));

  test("frame numbers of another width are told of and not linked", () => {
    const sentence =
      "2 files have a frame number of another width than 4 digits: `a.999.exr` and `a.01001.exr`. They are not linked. Rename or remove them.";
    expect(judge([...frames, ...odd])).toMatchObject({ stopped: null, files: frames, warnings: [sentence] });
    expect(judge([...frames, ...odd], { padding: "stop" })).toMatchObject({ reasons: [sentence] });
    expect(judge([...frames, ...odd], { padding: "off" })).toMatchObject({ warnings: [] });
  });

  test("where no frame fits, the width is the likely reason, and said", () => {
    const judged = judge(sampleFrames("a.0", ".exr", 1001, 1003));
    expect(judged).toMatchObject({ stopped: "missing" });
    expect(judged.stopped === null ? [] : judged.reasons).toEqual([
      "No frame of `a.%04d.exr` is in `/mnt/prj/NXP/left`. ftrack knows 1001-1024 (shot).",
      "3 files have a frame number of another width than 4 digits: `a.01001.exr`, `a.01002.exr` and `a.01003.exr`. They are not linked. Rename or remove them.",
    ]);
  });

  test("a second sequence of nearly the same name is told of", () => {
    const lookalikes = [{ name: "a_.####.exr", frames: 8, first: 1001, last: 1008 }];
    const facts = { ...found(frames), lookalikes };
    expect(judgeSource(sequence, facts, rules)).toMatchObject({
      stopped: null,
      warnings: [
        "`a_.####.exr` stands in the same folder with 8 frames (1001-1008), and its name is nearly the same. It is not linked. If it belongs to this sequence, rename it; else it may stay.",
      ],
    });
  });

  test("a thousand gaps are counted, not listed", () => {
    const everySecond = sampleFrames("a.", ".exr", 1001, 3000).filter((_, at) => at % 2 === 0);
    const judged = judge(everySecond, {}, { ...sequence, knownRange: { first: 1001, last: 3000, source: "shot" } });
    expect(judged.stopped === null ? "" : judged.reasons[0]).toMatch(
      /^1000 of 2,000 frames are missing: 1002, 1004, .*1040 and 980 more ranges\. ftrack knows/,
    );
  });
});

describe("a single file", () => {
  const file = sampleDeliverable({ kind: "file", knownRange: null });
  const plain = (change: Partial<SourceFile>, changes: Partial<typeof rules> = {}) =>
    judgeSource(
      file,
      found([{ name: "a.mov", size: 9, mtimeNs: "1", state: "ok", ...change }], "/mnt/prj/NXP/out/a.mov"),
      { ...rules, incomplete: "warn", ...changes },
    );

  test("is linked, and has no frames", () => {
    expect(plain({})).toMatchObject({ stopped: null, frames: "", folder: "/mnt/prj/NXP/out", warnings: [] });
  });

  test("of no bytes stops, whatever incomplete frames do", () => {
    expect(plain({ size: 0 })).toMatchObject({
      stopped: "incomplete",
      reasons: ["`/mnt/prj/NXP/out/a.mov` is empty (0 bytes). Render or copy again."],
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

  test("that was cut off warns or stops, as configured", () => {
    const sentence =
      "`/mnt/prj/NXP/out/a.mov` ends too early: it was cut off while it was written or copied. Render or copy again.";
    expect(plain({ head: "cut-off" })).toMatchObject({ stopped: null, warnings: [sentence] });
    expect(plain({ head: "cut-off" }, { headers: "stop" })).toMatchObject({
      stopped: "incomplete",
      reasons: [sentence],
    });
    expect(plain({ head: "unreadable" }, { headers: "off" }).stopped).toBe("missing");
  });

  test("is picked by its name where the whole folder was read", () => {
    const files = [...frames, { name: "a.mov", size: 9, mtimeNs: "1", state: "ok" as const }];
    const judged = judgeSource(file, found(files, "/mnt/prj/NXP/left/a.mov"), rules);
    expect(judged).toMatchObject({ stopped: null, files: [{ name: "a.mov" }] });
  });
});
