import { describe, expect, it } from "vitest";
import { sampleUpload } from "./domain-samples.ts";
import type { LinkFinding, UploadCheck } from "./upload.ts";
import { findingsInWords, makeWatchReport, newFindings } from "./watch-report.ts";

const finding = (name: string, kind: LinkFinding["kind"] = "link-gone"): LinkFinding => ({
  kind,
  position: 0,
  path: `/ftp/day/${name}`,
  detail: "The link is not there any more.",
});

function check(findings: readonly LinkFinding[], counts?: UploadCheck["counts"]): UploadCheck {
  const found = { "link-gone": findings.length };
  return { at: "2026-11-22T02:30:00.000Z", by: null, links: 10, counts: counts ?? found, findings };
}

describe("what is new", () => {
  it("is all of it at the first look", () => {
    expect(newFindings(check([finding("a")]), null)).toEqual({ isNew: true, findings: [finding("a")] });
  });

  it("is nothing while the same is found, or less", () => {
    const before = check([finding("a"), finding("b")]);
    expect(newFindings(before, before).isNew).toBe(false);
    expect(newFindings(check([finding("b")]), before).isNew).toBe(false);
  });

  it("is another link, even if as many were found before", () => {
    const { isNew, findings } = newFindings(check([finding("b")]), check([finding("a")]));
    expect([isNew, findings]).toEqual([true, [finding("b")]]);
  });

  it("is decided by the counts where the earlier look kept only the first of many", () => {
    const earlier = check([finding("a")], { "link-gone": 500 });
    expect(newFindings(check([finding("b")], { "link-gone": 500 }), earlier).isNew).toBe(false);
    expect(newFindings(check([finding("b")], { "link-gone": 501 }), earlier).isNew).toBe(true);
    expect(newFindings(check([finding("b")], { "link-gone": 400, unreadable: 1 }), earlier).isNew).toBe(true);
  });
});

describe("the message", () => {
  it("names each upload with what was found, and a few of the findings with their paths", () => {
    const findings = ["a", "b", "c", "d", "e", "f", "g"].map((name) => finding(name));
    const upload = sampleUpload();
    const counts = { "link-gone": 7, "source-changed": 1 };
    const news = [{ upload, check: check(findings, counts), findings, link: "http://app/uploads/1" }];
    const report = makeWatchReport(news, {
      at: new Date("2026-11-22T02:31:00Z"),
      timeZone: "UTC",
      appUrl: "http://app",
    });
    expect(report.subject).toBe("[NXP] 1 upload changed since it was linked");
    expect(report.outcome).toBe("1 upload is not as it was when its links were made.");
    expect(report.items[0]).toMatchObject({ status: "7 links gone and 1 source changed" });
    const values = report.items[0]?.facts.map(({ value }) => value) ?? [];
    expect(values.filter((value) => value.startsWith("/ftp/day/"))).toHaveLength(5);
    expect(values).toContain("and 2 more");
    expect(values).toContain("http://app/uploads/1");
  });

  it("says nothing of what was not found", () => {
    expect(findingsInWords({})).toBe("");
  });
});
