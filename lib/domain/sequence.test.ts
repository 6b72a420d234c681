import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleFrames } from "./domain-samples.ts";
import {
  completeness,
  formatRanges,
  frameOf,
  framesIn,
  isJunk,
  isPatternPath,
  parsePattern,
  rangesOf,
  writeRanges,
} from "./sequence.ts";

describe("parsePattern", () => {
  test.each([
    ["/p/a.%04d.exr", { folder: "/p", prefix: "a.", padding: 4, suffix: ".exr" }],
    ["/p/a.%d.exr", { folder: "/p", prefix: "a.", padding: 1, suffix: ".exr" }],
    ["/p/a_%06d.dpx", { folder: "/p", prefix: "a_", padding: 6, suffix: ".dpx" }],
    ["/p/a.####.exr", { folder: "/p", prefix: "a.", padding: 4, suffix: ".exr" }],
    ["/p/a.#.exr", { folder: "/p", prefix: "a.", padding: 1, suffix: ".exr" }],
    ["/p/a.@@@@@.exr", { folder: "/p", prefix: "a.", padding: 5, suffix: ".exr" }],
    ["/p/a.$F4.exr", { folder: "/p", prefix: "a.", padding: 4, suffix: ".exr" }],
    ["/p/a.$F.exr", { folder: "/p", prefix: "a.", padding: 1, suffix: ".exr" }],
    ["/p/shot#2.%04d.exr", { folder: "/p", prefix: "shot#2.", padding: 4, suffix: ".exr" }],
    ["/p/a.%04d.left.exr", { folder: "/p", prefix: "a.", padding: 4, suffix: ".left.exr" }],
    ["%04d.exr", { folder: "", prefix: "", padding: 4, suffix: ".exr" }],
  ])("reads %s", (path, pattern) => {
    expect(parsePattern(path)).toEqual(pattern);
  });

  test.each(["/p/a.mov", "/p/%04d/a.mov", "/p/mira@lumen.mov"])("%s is one plain file", (path) => {
    expect(parsePattern(path)).toBeNull();
  });

  test("one # or @ may be part of a plain file's name", () => {
    expect(isPatternPath("/p/take#2.mov")).toBe(false);
    expect(isPatternPath("/p/mira@lumen.mov")).toBe(false);
    expect(isPatternPath("/p/a.####.exr")).toBe(true);
    expect(isPatternPath("/p/a.%04d.exr")).toBe(true);
  });
});

describe("frameOf", () => {
  const pattern = { prefix: "a.", padding: 4, suffix: ".exr" };

  test.each([
    ["a.1001.exr", 1001],
    ["a.0001.exr", 1],
    ["a.10000.exr", 10000],
  ])("%s is frame %i", (name, frame) => {
    expect(frameOf(name, pattern)).toBe(frame);
  });

  test.each([
    "a.001.exr",
    "a.01001.exr",
    "a.1001.jpg",
    "b.1001.exr",
    "a.exr",
    "a..exr",
    "a.10o1.exr",
    "a.-001.exr",
    "a.1001.exr.tmp",
    "a.1001_v2.exr",
    "A.1001.exr",
    "a.9999999999999.exr",
  ])("%s is no frame", (name) => {
    expect(frameOf(name, pattern)).toBeNull();
  });

  test("without padding, frames have no leading zeros", () => {
    const loose = { prefix: "a.", padding: 1, suffix: ".exr" };
    expect(frameOf("a.7.exr", loose)).toBe(7);
    expect(frameOf("a.1001.exr", loose)).toBe(1001);
    expect(frameOf("a.007.exr", loose)).toBeNull();
  });

  test("a prefix and a suffix that overlap in a short name do not make a frame", () => {
    expect(frameOf("aa", { prefix: "aa", padding: 1, suffix: "a" })).toBeNull();
  });

  test("every number is found again in the name that printf gives it", () => {
    fc.assert(
      fc.property(
        fc.nat(99_999_999),
        fc.integer({ min: 1, max: 8 }),
        fc.string(),
        fc.string(),
        (frame, padding, prefix, suffix) => {
          const name = `${prefix}${String(frame).padStart(padding, "0")}${suffix}`;
          expect(frameOf(name, { prefix, padding, suffix })).toBe(frame);
        },
      ),
    );
  });
});

test.each([".nfs0000001", ".DS_Store", "Thumbs.db", "thumbs.DB", "._a.1001.exr"])("%s is junk", (name) => {
  expect(isJunk(name)).toBe(true);
});

test.each(["a.1001.exr", "nfs", "Thumbs.db.exr", "_a.exr", ".hidden.exr"])("%s is no junk", (name) => {
  expect(isJunk(name)).toBe(false);
});

describe("ranges", () => {
  test.each([
    [[], ""],
    [[1001], "1001"],
    [[1001, 1002], "1001-1002"],
    [[1001, 1002, 1003, 1004, 1010], "1001-1004, 1010"],
    [[1010, 1001, 1002, 1001], "1001-1002, 1010"],
  ])("%j reads %j", (frames, text) => {
    expect(formatRanges(frames)).toBe(text);
  });

  test("hold exactly the frames that they were made of, apart and in order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 })), (frames) => {
        const ranges = rangesOf(frames);
        const spread = ranges.flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, at) => first + at),
        );
        expect(spread).toEqual([...new Set(frames)].sort((a, b) => a - b));
        expect(framesIn(ranges)).toBe(spread.length);
        ranges.slice(1).forEach((range, at) => {
          expect(range.first).toBeGreaterThan((ranges[at]?.last ?? 0) + 1);
        });
      }),
      { numRuns: 5000 },
    );
  });

  test("written ranges read back as the same frames", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 200 })), (frames) => {
        const read = formatRanges(frames)
          .split(", ")
          .filter(Boolean)
          .flatMap((part) => {
            const [first = 0, last = first] = part.split("-").map(Number);
            return Array.from({ length: last - first + 1 }, (_, at) => first + at);
          });
        expect(read).toEqual([...frames].sort((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("completeness", () => {
  const pattern = { folder: "/p", prefix: "a.", padding: 4, suffix: ".exr" };
  const files = sampleFrames("a.", ".exr", 1001, 1010);
  const without = (...frames: readonly number[]) =>
    files.filter(({ name }) => !frames.includes(frameOf(name, pattern) ?? 0));
  const check = (found: readonly (typeof files)[number][], known: { first: number; last: number } | null) =>
    completeness({ known, files: found, pattern });

  test("a whole sequence lacks nothing", () => {
    const found = check(files, { first: 1001, last: 1010 });
    expect(found).toMatchObject({ missing: [], extra: [], zeroByte: [], unreadable: [], gapsOnly: false });
    expect(found.frames.map(({ frame }) => frame)).toEqual(Array.from({ length: 10 }, (_, at) => 1001 + at));
  });

  test("names what is missing at the start, in the middle and at the end", () => {
    expect(writeRanges(check(without(1001, 1005, 1006, 1010), { first: 1001, last: 1010 }).missing)).toBe(
      "1001, 1005-1006, 1010",
    );
    expect(writeRanges(check([], { first: 1001, last: 1010 }).missing)).toBe("1001-1010");
  });

  test("names what is there beyond the known range", () => {
    expect(writeRanges(check(files, { first: 1003, last: 1008 }).extra)).toBe("1001-1002, 1009-1010");
  });

  test("sees only gaps where no range is known", () => {
    const found = check(without(1001, 1005), null);
    expect(found).toMatchObject({ missing: [{ first: 1005, last: 1005 }], extra: [], gapsOnly: true });
  });

  test("names empty and unreadable frames, folders and links that lead outside", () => {
    const states = ["ok", "unreadable", "not-a-file", "outside"] as const;
    const damaged = files.map((file, at) => ({ ...file, size: at === 0 ? 0 : file.size, state: states[at] ?? "ok" }));
    expect(check(damaged, null)).toMatchObject({
      zeroByte: [{ first: 1001, last: 1001 }],
      unreadable: [{ first: 1002, last: 1002 }],
      notFiles: [{ first: 1003, last: 1003 }],
      outside: [{ first: 1004, last: 1004 }],
      missing: [],
    });
  });

  test("other files of the folder and junk are no frames", () => {
    const strangers = ["b.1001.exr", "a.1001.jpg", "._a.1011.exr", ".nfs01", "Thumbs.db", "a.1012.exr.tmp"].map(
      (name) => ({
        name,
        size: 1,
        mtimeNs: "0",
        state: "ok" as const,
      }),
    );
    expect(check([...strangers, ...files], { first: 1001, last: 1010 })).toEqual(
      check(files, { first: 1001, last: 1010 }),
    );
  });

  test("junk is no frame even of a pattern that fits it", () => {
    const junk = sampleFrames("._a.", ".exr", 1001, 1003);
    expect(completeness({ known: null, files: junk, pattern: { ...pattern, prefix: "._a." } }).frames).toEqual([]);
  });

  test("one stray name with twelve digits costs nothing", () => {
    const stray = { name: "a.999999999999.exr", size: 1, mtimeNs: "0", state: "ok" as const };
    expect(writeRanges(check([...files, stray], null).missing)).toBe("1011-999999999998");
  });

  test("frames on disk and missing ones make up the known range, and none is both", () => {
    const number = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.uniqueArray(number), fc.option(fc.tuple(number, number)), (frames, ends) => {
        const known = ends === null ? null : { first: Math.min(...ends), last: Math.max(...ends) };
        const found = completeness({
          known,
          pattern,
          files: frames.flatMap((frame) => sampleFrames("a.", ".exr", frame, frame)),
        });
        const missing = new Set(found.missing.flatMap(({ first, last }) => range(first, last)));
        const present = new Set(found.frames.map(({ frame }) => frame));
        const span = known ?? { first: Math.min(...frames), last: Math.max(...frames) };
        const expected = frames.length === 0 && known === null ? [] : range(span.first, span.last);
        expect([...missing].sort((a, b) => a - b)).toEqual(expected.filter((frame) => !present.has(frame)));
        const extra = found.extra.flatMap(({ first, last }) => range(first, last));
        expect(extra).toEqual(
          known === null ? [] : [...present].filter((frame) => frame < known.first || frame > known.last),
        );
      }),
      { numRuns: 5000 },
    );
  });
});

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
