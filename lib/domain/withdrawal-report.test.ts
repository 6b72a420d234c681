import { describe, expect, it } from "vitest";
import { sampleItem, sampleUpload } from "./domain-samples.ts";
import type { UploadItem, Withdrawal } from "./upload.ts";
import { makeWithdrawalReport } from "./withdrawal-report.ts";

const withdrawal: Withdrawal = {
  by: { username: "sup", name: "Sam\nUpton", email: "sup@studio.example" },
  askedAt: "2026-11-22T18:00:00.000Z",
  reason: "Wrong plate",
  state: "running",
  attempts: 1,
  error: null,
  linksRemoved: 1,
  foldersRemoved: [],
  leftAlone: [],
  ftrackTold: false,
  reportSent: false,
  at: "2026-11-22T18:00:01.000Z",
};
const item = (position: number, reason: string | null): UploadItem => ({
  ...sampleItem(),
  position,
  versionId: `version ${position}`,
  state: "withdrawn",
  reason,
});

function report(items: readonly UploadItem[], change: Partial<Withdrawal> = {}, itemsBeforeCsv = 200) {
  const upload = { ...sampleUpload(), withdrawal: { ...withdrawal, ...change } };
  return makeWithdrawalReport({
    upload,
    items,
    link: "http://app/uploads/1",
    timeZone: "UTC",
    itemsBeforeCsv,
    remarks: [],
  });
}

describe("the message about a withdrawal", () => {
  it("says who, why, what and whose upload it was; no line break gets into its subject", () => {
    const { report: notice, csv } = report([item(0, null), item(1, null)]);
    expect(notice.subject).toMatch(/^\[NXP\] Internal upload withdrawn: 2 versions by Sam Upton$/);
    expect(notice.outcome).toBe("1 link was removed.");
    const facts = new Map(notice.facts.map(({ label, value }) => [label, value]));
    expect(facts.get("Because")).toBe("Wrong plate");
    expect(facts.get("Uploaded by")).toContain("Mira Okafor");
    expect(notice.items.map(({ status, tone }) => [status, tone])).toEqual([
      ["Withdrawn", "good"],
      ["Withdrawn", "good"],
    ]);
    expect(csv).toBeNull();
  });

  it("says what was left, and why", () => {
    const left = Array.from({ length: 22 }, (_, at) => ({ path: `/ftp/${at}`, reason: "It was changed since." }));
    const { report: notice } = report([item(0, "1 of 2 links was left.")], { leftAlone: left });
    expect(notice.outcome).toContain("some things were left");
    expect(notice.remarks[0]).toBe("Left: /ftp/0. It was changed since.");
    expect(notice.remarks.at(-1)).toContain("2 more remarks");
    expect(notice.items[0]).toMatchObject({ status: "Withdrawn: 1 of 2 links was left.", tone: "warn" });
  });

  it("lists only what is notable of a great many items, and has all of them in a table", () => {
    const items = Array.from({ length: 5 }, (_, at) => item(at, at === 3 ? "1 of 2 links was left." : null));
    const { report: notice, csv } = report(items, {}, 3);
    expect(notice.items).toHaveLength(1);
    expect(notice.more).toContain("4 more items");
    expect(csv?.content.split("\r\n").filter(Boolean)).toHaveLength(6);
  });
});
