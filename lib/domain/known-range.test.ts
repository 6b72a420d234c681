import { describe, expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { knownRange, parseReviewMeta } from "./known-range.ts";

const rules = sampleConfiguration().frames;
const nothing = { shotFrames: { fstart: null, fend: null, handles: null }, reviewMeta: null, memberFrames: null };
const shot = (fstart: number | null, fend: number | null, handles: number | null = null) => ({
  ...nothing,
  shotFrames: { fstart, fend, handles },
});

describe("from the shot", () => {
  test("fstart to fend, widened by the handles where they are excluded", () => {
    expect(knownRange(shot(1001, 1024), rules)).toEqual({ first: 1001, last: 1024, source: "shot" });
    expect(knownRange(shot(1009, 1016, 8), rules)).toEqual({ first: 1001, last: 1024, source: "shot" });
    expect(knownRange(shot(1001, 1024, 8), { ...rules, handles: "included" })).toEqual({
      first: 1001,
      last: 1024,
      source: "shot",
    });
  });

  test("handles never lead below frame 0", () => {
    expect(knownRange(shot(1, 24, 8), rules)).toEqual({ first: 0, last: 32, source: "shot" });
  });

  test.each([
    [0, 0],
    [null, 1024],
    [1001, null],
    [1024, 1001],
    [Number.NaN, 5],
    [-5, 5],
  ])("%s to %s is not known", (fstart, fend) => {
    expect(knownRange(shot(fstart, fend), rules)).toBeNull();
  });

  test("0 to 24 is a range: only both zero means not set", () => {
    expect(knownRange(shot(0, 24), rules)).toMatchObject({ first: 0, last: 24 });
  });
});

describe("from the review metadata", () => {
  const meta = (reviewMeta: string) => knownRange({ ...nothing, reviewMeta }, rules);

  test("numbers, or texts that are numbers", () => {
    expect(meta('{"frameIn": 1001, "frameOut": 1024, "frameRate": 24}')).toEqual({
      first: 1001,
      last: 1024,
      source: "metadata",
    });
    expect(meta('{"frameIn": "1001", "frameOut": "1024.0"}')).toMatchObject({ first: 1001, last: 1024 });
  });

  test.each([
    "",
    "  ",
    "no json",
    "null",
    "[]",
    "{}",
    '{"frameIn": 1}',
    '{"frameIn": 0, "frameOut": 0}',
    '{"frameIn": "x", "frameOut": 3}',
  ])("%j is as if it were not there", (text) => {
    expect(meta(text)).toBeNull();
  });

  test("the frame rate is read too", () => {
    expect(parseReviewMeta('{"frameIn": 1, "frameOut": 2, "frameRate": "23.976"}')).toEqual({
      frameIn: 1,
      frameOut: 2,
      frameRate: 23.976,
    });
  });
});

test("members give the range from the first to the last, even where that is frame 0 alone", () => {
  expect(knownRange({ ...nothing, memberFrames: [1003, 1001, 1002] }, rules)).toEqual({
    first: 1001,
    last: 1003,
    source: "members",
  });
  expect(knownRange({ ...nothing, memberFrames: [0] }, rules)).toEqual({ first: 0, last: 0, source: "members" });
  expect(knownRange({ ...nothing, memberFrames: [] }, rules)).toBeNull();
});

test("the first configured source that knows a range counts", () => {
  const all = { ...shot(1, 10), reviewMeta: '{"frameIn": 2, "frameOut": 20}', memberFrames: [3, 30] };
  expect(knownRange(all, rules)?.source).toBe("metadata");
  expect(knownRange(all, { ...rules, rangeFrom: ["shot", "members"] })?.source).toBe("shot");
  expect(knownRange({ ...all, reviewMeta: null }, { ...rules, rangeFrom: ["metadata", "members"] })?.source).toBe(
    "members",
  );
  expect(knownRange(all, { ...rules, rangeFrom: [] })).toBeNull();
});
