import { describe, expect, test } from "vitest";
import {
  folderOf,
  isPathSegment,
  isWithin,
  joinPath,
  nameOf,
  normalPath,
  pathBelow,
  relativePath,
  splitExtension,
} from "./posix-path.ts";

describe("normalPath", () => {
  test.each([
    ["/a//b/./c/", "/a/b/c"],
    ["/", "/"],
    ["//", "/"],
    ["a/./b/", "a/b"],
  ])("writes %s as %s", (path, normal) => {
    expect(normalPath(path)).toBe(normal);
  });

  test("keeps .. since behind a link it does not mean what it seems to", () => {
    expect(normalPath("/a/b/../c")).toBe("/a/b/../c");
  });
});

describe("parts of a path", () => {
  test.each([
    ["/a/b", "/a", "b"],
    ["/a", "/", "a"],
    ["a", "", "a"],
  ])("%s lies in %s and is named %s", (path, folder, name) => {
    expect(folderOf(path)).toBe(folder);
    expect(nameOf(path)).toBe(name);
  });

  test("joins with one slash each and leaves empty parts out", () => {
    expect(joinPath("/a/", "", "b/c", "d")).toBe("/a/b/c/d");
    expect(joinPath("/", "a")).toBe("/a");
  });

  test.each([
    ["a.b.EXR", "a.b", "exr"],
    ["README", "README", ""],
    [".hidden", ".hidden", ""],
    ["odd.", "odd.", ""],
  ])("%s is %s with the extension '%s'", (name, stem, extension) => {
    expect(splitExtension(name)).toEqual([stem, extension]);
  });
});

describe("isWithin", () => {
  test("a folder is within itself, and what lies below it is too", () => {
    expect(isWithin("/a/b", "/a/b")).toBe(true);
    expect(isWithin("/a/b/c", "/a/b")).toBe(true);
    expect(isWithin("/a/b", "/")).toBe(true);
  });

  test("a folder whose name only begins alike is elsewhere", () => {
    expect(isWithin("/a/bc", "/a/b")).toBe(false);
    expect(isWithin("/a", "/a/b")).toBe(false);
  });

  test("pathBelow gives the rest", () => {
    expect(pathBelow("/a/b/c", "/a")).toBe("b/c");
    expect(pathBelow("/a", "/a")).toBe("");
    expect(pathBelow("/b", "/a")).toBeNull();
  });
});

describe("relativePath", () => {
  test.each([
    ["/a/b/c", "/a/d", "../../d"],
    ["/a", "/a/b/c", "b/c"],
    ["/", "/a", "a"],
    ["/a/b", "/a", ".."],
    ["/a", "/a", "."],
    ["/a/bc", "/a/b", "../b"],
  ])("from %s to %s is %s", (from, to, way) => {
    expect(relativePath(from, to)).toBe(way);
  });
});

test.each(["", ".", "..", "a/b", "a\\b", "a\0", "a\nb"])("%j is no name of one folder", (name) => {
  expect(isPathSegment(name)).toBe(false);
});
