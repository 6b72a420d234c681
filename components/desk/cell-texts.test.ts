import { describe, expect, it } from "vitest";
import { bytesText } from "./bytes-text.ts";
import { frameCount, framesText } from "./frames-text.ts";
import { splitPath } from "./split-path.ts";

it("writes bytes in steps of a thousand", () => {
  expect(bytesText(0, "en")).toBe("0 bytes");
  expect(bytesText(1, "en")).toBe("1 byte");
  expect(bytesText(1500, "en")).toBe("1.5 kB");
  expect(bytesText(38_200_000_000, "en")).toBe("38.2 GB");
});

describe("frames", () => {
  it("are the range that ftrack knows", () => {
    const row = { kind: "sequence", knownRange: { first: 1001, last: 1100, source: "shot" } } as const;
    expect(framesText(row)).toBe("1001–1100");
    expect(frameCount(row)).toBe(100);
  });

  it("are said to be unknown, or a single file", () => {
    expect(framesText({ kind: "sequence", knownRange: null })).toBe("unknown");
    expect(framesText({ kind: "file", knownRange: null })).toBe("single file");
    expect(frameCount({ kind: "file", knownRange: null })).toBe(1);
  });
});

describe("a path in a narrow cell", () => {
  it("keeps the file's name whole", () => {
    expect(splitPath("/mnt/prj/a.%04d.exr")).toEqual({ head: "/mnt/prj", tail: "/a.%04d.exr" });
  });

  it("is one part where there is no folder to shorten", () => {
    expect(splitPath("/a.mov")).toEqual({ head: "", tail: "/a.mov" });
    expect(splitPath("a.mov")).toEqual({ head: "", tail: "a.mov" });
  });
});
