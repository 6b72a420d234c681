import { describe, expect, it } from "vitest";
import { sampleUpload } from "./domain-samples.ts";
import type { Withdrawal } from "./upload.ts";
import { countsOf } from "./upload.ts";
import { type LinkFate, leftAloneIn, withdrawalNote, withdrawalProblem, withdrawnItem } from "./withdrawal.ts";

const link = (name: string, replaces: string | null = null) =>
  ({ name, verdict: replaces === null ? "new" : "replace", replaces }) as const;
const fates = (given: Record<string, LinkFate>) => new Map(Object.entries(given));
const removed = { fate: "removed" } as const;
const gone = { fate: "gone" } as const;
const left = (reason: string) => ({ fate: "left", reason }) as const;

const withdrawal: Withdrawal = {
  by: { username: "sup", name: "Sam Upton", email: "sup@studio.example" },
  askedAt: "2026-11-22T18:00:00.000Z",
  reason: "Wrong plate",
  state: "done",
  attempts: 1,
  error: null,
  linksRemoved: 3,
  foldersRemoved: [],
  leftAlone: [],
  ftrackTold: true,
  reportSent: true,
  at: "2026-11-22T18:00:01.000Z",
};

describe("what becomes of an item", () => {
  it("is withdrawn when all of its links were removed", () => {
    expect(withdrawnItem([link("a"), link("b")], fates({ a: removed, b: removed }))).toEqual({
      state: "withdrawn",
      reason: null,
    });
  });

  it("is withdrawn in part when some were left, and says which and why", () => {
    const { state, reason } = withdrawnItem(
      [link("a"), link("b"), link("c")],
      fates({ a: removed, b: left("It was changed since."), c: left("It was changed since.") }),
    );
    expect([state, reason]).toEqual(["withdrawn", "2 of 3 links were left (`b` and `c`): It was changed since."]);
  });

  it("stays linked when all were left", () => {
    expect(withdrawnItem([link("a")], fates({ a: left("No write access.") }))).toEqual({
      state: "linked",
      reason: "The link was left (`a`): No write access.",
    });
  });

  it("says which were gone already, and what the older link said that was not brought back", () => {
    const { reason } = withdrawnItem([link("a", "../v001/a"), link("b")], fates({ a: removed, b: gone }));
    expect(reason).toBe(
      "1 link was gone already. 1 link that this upload had replaced was not brought back: the older upload led to `../v001/a`.",
    );
  });
});

describe("what was left in a folder", () => {
  it("is named one by one while it is little, and summed up by reason where it is much", () => {
    const many = Array.from({ length: 25 }, (_, at) => ({ name: `f.${at}`, reason: "Changed." }));
    const summed = leftAloneIn("/ftp/day", [...many, { name: "other", reason: "A file." }]);
    expect(summed).toHaveLength(22);
    expect(summed).toContainEqual({ path: "/ftp/day", reason: "5 more links: Changed." });
    expect(summed).toContainEqual({ path: "/ftp/day/other", reason: "A file." });
  });
});

describe("whether an upload can be withdrawn", () => {
  const done = { ...sampleUpload(), counts: countsOf({ linked: 2 }), withdrawal: null };
  const over = { state: "done", attempts: 1, error: null, at: null } as const;
  const steps = { links: over, ftrack: over, report: over };

  it("can, once its links are made", () => {
    expect(withdrawalProblem({ ...done, steps }, "UTC")).toBeNull();
  });

  it("can't while it links, nor without links, nor twice; but again after a failure", () => {
    const linking = { ...steps, links: { ...over, state: "running" as const } };
    expect(withdrawalProblem({ ...done, steps: linking }, "UTC")).toContain("Cancel it first");
    const by = { by: withdrawal.by, at: withdrawal.at };
    expect(withdrawalProblem({ ...done, steps: linking, cancelled: by }, "UTC")).toContain("has been cancelled");
    expect(withdrawalProblem({ ...done, steps, counts: countsOf({ failed: 2 }) }, "UTC")).toContain("no links");
    expect(withdrawalProblem({ ...done, steps, withdrawal }, "UTC")).toContain("Sam Upton has withdrawn");
    const running = { ...withdrawal, state: "running" as const };
    expect(withdrawalProblem({ ...done, steps, withdrawal: running }, "UTC")).toContain("already");
    const failed = { ...withdrawal, state: "failed" as const };
    expect(withdrawalProblem({ ...done, steps, withdrawal: failed, counts: countsOf({}) }, "UTC")).toBeNull();
  });
});

describe("the note", () => {
  it("says who withdrew it and why; the API user's note names the person's account", () => {
    const input = {
      upload: { ...sampleUpload(), withdrawal },
      items: [{ targetPath: "/ftp/day/a.exr", state: "withdrawn" as const, reason: null }],
      link: "http://app/uploads/1",
      timeZone: "UTC",
    };
    expect(withdrawalNote({ ...input, author: "person" })).toMatch(/^Withdrawn by Sam Upton because: Wrong plate\n/);
    expect(withdrawalNote({ ...input, author: "api-user" })).toContain("Sam Upton (sup)");
    expect(withdrawalNote({ ...input, author: "person" })).toMatch(/\/ftp\/day\/a\.exr\nhttp:\/\/app\/uploads\/1$/);
  });
});
