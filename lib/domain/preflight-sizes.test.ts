import { describe, expect, test } from "vitest";
import { sizeOutliers } from "./preflight-sizes.ts";

const framesOf = (sizes: readonly number[]) =>
  sizes.map((size, at) => ({
    frame: 1001 + at,
    file: { name: `a.${1001 + at}.exr`, size, mtimeNs: "1", state: "ok" as const },
  }));
const outliers = (sizes: readonly number[], percent = 40) =>
  sizeOutliers(framesOf(sizes), percent).map(({ frame }) => frame);
const of = (count: number, size: number) => Array<number>(count).fill(size);

describe("a frame far smaller than its neighbours", () => {
  test("is one below the share of their median", () => {
    expect(outliers([...of(5, 1000), 399, ...of(5, 1000)])).toEqual([1006]);
    expect(outliers([...of(5, 1000), 400, ...of(5, 1000)])).toEqual([]);
    expect(outliers([...of(5, 1000), 799, ...of(5, 1000)], 80)).toEqual([1006]);
  });

  test("is found several times, and beside one another", () => {
    expect(outliers([...of(5, 1000), 10, 20, ...of(6, 1000), 10, ...of(3, 1000)])).toEqual([1006, 1007, 1014]);
  });

  test("is held against what is around it, not against the whole sequence", () => {
    expect(outliers([...of(20, 100), 30, ...of(20, 100), ...of(20, 10_000)])).toEqual([1021]);
  });
});

describe("is none", () => {
  test("where the sequence begins or ends with it: fades from and to black", () => {
    expect(outliers([5, 5, ...of(10, 1000), 5, 5, 5])).toEqual([]);
  });

  test("where a cut changes light pictures into heavy ones, or back", () => {
    expect(outliers([...of(12, 1000), ...of(12, 100), ...of(12, 1000)])).toEqual([]);
  });

  test("where the pictures grow from frame to frame", () => {
    expect(outliers([1, 2, 4, 8, 16, 32, 64, 128, 256, 512])).toEqual([]);
  });

  test("where there are too few neighbours to tell", () => {
    expect(outliers([1000, 10, 1000, 1000])).toEqual([]);
  });

  test("where it is empty, or no file that can be read: that is told of by itself", () => {
    const frames = framesOf(of(11, 1000));
    const broken = frames.map((frame, at) =>
      at === 5 ? { ...frame, file: { ...frame.file, size: 1, state: "unreadable" as const } } : frame,
    );
    expect(sizeOutliers(broken, 40)).toEqual([]);
    expect(outliers([...of(5, 1000), 0, ...of(5, 1000)])).toEqual([]);
  });
});
