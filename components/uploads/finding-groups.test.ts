import { describe, expect, it } from "vitest";
import type { LinkFinding } from "#lib/domain/upload";
import { checkWords, findingCount, findingGroups } from "./finding-groups.ts";

const finding = (kind: LinkFinding["kind"], name: string): LinkFinding => ({
  kind,
  position: 0,
  path: `/mnt/prj/NXP/00_ftp/monday/${name}`,
  detail: "The link is not there any more.",
});

describe("what a check found", () => {
  const check = {
    counts: { "source-gone": 1, "link-gone": 1200 },
    findings: [finding("source-gone", "b.mov"), finding("link-gone", "a.1001.exr"), finding("link-gone", "a.1002.exr")],
  };

  it("is shown by kind, lost links first, whatever came first", () => {
    expect(findingGroups(check).map(({ words }) => words)).toEqual(["1,200 links are gone", "1 source is gone"]);
    expect(findingGroups(check)[0]?.findings.map(({ path }) => path)).toEqual([
      "/mnt/prj/NXP/00_ftp/monday/a.1001.exr",
      "/mnt/prj/NXP/00_ftp/monday/a.1002.exr",
    ]);
  });

  it("is counted whole, though only the first are kept", () => {
    expect(findingCount(check)).toBe(1201);
    expect(findingGroups(check)[0]).toMatchObject({ count: 1200 });
  });

  it("is nothing where all stands", () => {
    expect(findingGroups({ counts: { "link-gone": 0 }, findings: [] })).toEqual([]);
    const wordsOf = (links: number) => checkWords({ links, counts: {} });
    expect(wordsOf(240)).toBe("All 240 links stand as they were made");
    expect(wordsOf(1)).toBe("The link stands as it was made");
    expect(wordsOf(0)).toBe("No link is left to look at");
  });

  it("is summed up in a sentence", () => {
    expect(checkWords({ links: 2400, ...check })).toBe("1,201 of 2,400 links are not as they were made");
    expect(checkWords({ links: 20, counts: { "link-gone": 1 } })).toBe("1 of 20 links is not as it was made");
  });
});
