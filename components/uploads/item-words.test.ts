import { describe, expect, it } from "vitest";
import { countsOf } from "#lib/domain/upload";
import { countWords } from "./count-words.ts";
import { belowDestination } from "./item-words.tsx";

describe("a target", () => {
  it("is shown from its destination on", () => {
    expect(belowDestination("/mnt/prj/NXP/00_ftp/monday/a/a.%04d.exr", "/mnt/prj/NXP/00_ftp/monday")).toBe(
      "a/a.%04d.exr",
    );
    expect(belowDestination("/mnt/x/a.mov", "/mnt/x/")).toBe("a.mov");
  });

  it("is shown whole where it lies elsewhere, also beside a folder with a longer name", () => {
    expect(belowDestination("/mnt/prj/NXP/00_ftp/monday2/a.mov", "/mnt/prj/NXP/00_ftp/monday")).toBe(
      "/mnt/prj/NXP/00_ftp/monday2/a.mov",
    );
  });
});

describe("the counts of an upload", () => {
  it("name the states that occur", () => {
    expect(countWords(countsOf({ linked: 12, unchanged: 1, failed: 2, "left-out": 3 }))).toBe(
      "12 linked · 1 unchanged · 2 failed · 3 left out",
    );
    expect(countWords(countsOf({}))).toBe("none");
  });
});
