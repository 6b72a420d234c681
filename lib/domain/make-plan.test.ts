import { describe, expect, test } from "vitest";
import { sampleProject } from "./domain-samples.ts";
import { fateOf, runs } from "./make-plan.ts";
import { destination, fileRequest, planOf, sequenceRequest } from "./plan-samples.ts";
import type { PlanRequest } from "./plan-sketch.ts";
import { writtenLinks } from "./planned-link.ts";

const folder = `${destination}/a`;
const target = (frame: number) => `${folder}/a.${frame}.exr`;
const onlyItem = (...parameters: Parameters<typeof planOf>) => {
  const [item] = planOf(...parameters).items;
  if (item === undefined) throw new Error("the plan has no item");
  return item;
};
const a = sequenceRequest(1, "a");

describe("a link", () => {
  test("where nothing stands is new, relative, with the source in the studio's form", () => {
    const item = onlyItem([a]);
    expect(item).toMatchObject({ verdict: "new", reasons: [], warnings: [], frames: "1001-1003", folder });
    expect(item.sourcePath).toBe("/mnt/prj/NXP/a/a.%04d.exr");
    expect(item.targetPath).toBe(`${folder}/a.%04d.exr`);
    expect(item.links).toHaveLength(3);
    expect(writtenLinks(item)[0]).toEqual({
      name: "a.1001.exr",
      file: "a.1001.exr",
      source: "/mnt/prj/NXP/a/a.1001.exr",
      target: target(1001),
      text: "../../../a/a.1001.exr",
      verdict: "new",
      replaces: null,
      size: 1000,
      mtimeNs: "1763800000000000001",
    });
  });

  test("that resolves to the very file is unchanged, whatever its text says", () => {
    const standing = Object.fromEntries(
      [1001, 1002, 1003].map((frame) => [
        target(frame),
        { kind: "link" as const, text: "P:/odd", reaches: `/srv/prj/NXP/a/a.${frame}.exr` },
      ]),
    );
    expect(onlyItem([a], { standing })).toMatchObject({ verdict: "unchanged", reasons: [] });
  });

  test("whose source is itself a link is unchanged where both resolve to one file", () => {
    const { deliverable, source } = fileRequest(1, "out", "a.mov");
    if (source?.state !== "found") throw new Error("found by construction");
    const linked: PlanRequest = {
      deliverable,
      eligibility: { eligible: true },
      source: { ...source, files: source.files.map((file) => ({ ...file, realPath: "/srv/prj/pool/17.mov" })) },
    };
    const standing = {
      [`${destination}/a.mov`]: { kind: "link" as const, text: "x", reaches: "/srv/prj/pool/17.mov" },
    };
    expect(onlyItem([linked], { standing }).verdict).toBe("unchanged");
  });

  test("of ours that leads elsewhere would be replaced", () => {
    const standing = {
      [target(1002)]: { kind: "link" as const, text: "../old/a.1002.exr", reaches: "/srv/prj/NXP/old/a.1002.exr" },
    };
    const ours = new Map([[folder, new Map([["a.1002.exr", "../old/a.1002.exr"]])]]);
    const item = onlyItem([a], { standing, ours });
    expect(item.verdict).toBe("replace");
    expect(item.links.map(({ verdict }) => verdict)).toEqual(["new", "replace", "new"]);
    expect(item.links[1]?.replaces).toBe("../old/a.1002.exr");
    expect(item.reasons).toEqual([
      `1 link of an earlier upload leads elsewhere and would be replaced: \`${target(1002)}\` says \`../old/a.1002.exr\`.`,
    ]);
  });

  test("of ours that leads nowhere now would be replaced", () => {
    const standing = { [target(1002)]: { kind: "link" as const, text: "../old", reaches: null } };
    const ours = new Map([[folder, new Map([["a.1002.exr", "../old"]])]]);
    expect(onlyItem([a], { standing, ours }).verdict).toBe("replace");
  });

  test("of ours that somebody changed since is foreign: blocked", () => {
    const standing = { [target(1002)]: { kind: "link" as const, text: "../else", reaches: "/srv/else" } };
    const ours = new Map([[folder, new Map([["a.1002.exr", "../old"]])]]);
    const item = onlyItem([a], { standing, ours });
    expect(item.verdict).toBe("blocked");
    expect(item.reasons).toEqual([
      `1 name in \`${folder}\` is taken by links that no upload made, or that were changed since: \`a.1002.exr\`. That is never touched: move it away, or pick another destination.`,
    ]);
  });

  test.each([
    ["a real file", { kind: "file" }, "real files"],
    ["a folder", { kind: "folder" }, "folders"],
    ["anything else", { kind: "other" }, "things that are neither files, folders nor links"],
    ["a foreign link", { kind: "link", text: "/etc/passwd", reaches: "/etc/passwd" }, "links that no upload made"],
  ] as const)("is blocked by %s", (_, entry, words) => {
    const item = onlyItem([a], { standing: { [target(1002)]: entry } });
    expect(item.verdict).toBe("blocked");
    expect(item.reasons.join()).toContain(words);
    expect(item.links.map(({ verdict }) => verdict)).toEqual(["new", "blocked", "new"]);
  });

  test("the item's verdict is the worst of its links", () => {
    const unchanged = { kind: "link" as const, text: "x", reaches: "/srv/prj/NXP/a/a.1001.exr" };
    expect(onlyItem([a], { standing: { [target(1001)]: unchanged } }).verdict).toBe("new");
    expect(onlyItem([a], { standing: { [target(1001)]: unchanged, [target(1002)]: { kind: "file" } } }).verdict).toBe(
      "blocked",
    );
  });
});

describe("a target folder", () => {
  const facts = { folder, realFolder: "/srv/prj/NXP/00_ftp/day1/a", entries: {} };

  test("that is a file blocks the whole item", () => {
    const item = onlyItem([a], { targets: [{ ...facts, state: "other" }] });
    expect(item.verdict).toBe("blocked");
    expect(item.links.every(({ verdict }) => verdict === "blocked")).toBe(true);
    expect(item.reasons).toEqual([
      `\`${folder}\` is no folder: a file or a broken link has its name. Move that away, or pick another destination.`,
    ]);
  });

  test("that can't be read blocks it", () => {
    expect(onlyItem([a], { targets: [{ ...facts, state: "unreadable" }] }).verdict).toBe("blocked");
  });

  test("that is a link out of 00_ftp blocks it", () => {
    const item = onlyItem([a], { targets: [{ ...facts, state: "folder", realFolder: "/srv/prj/NXP/work" }] });
    expect(item.verdict).toBe("blocked");
    expect(item.reasons).toEqual([
      `\`${folder}\` leads out of its 00_ftp folder, to \`/srv/prj/NXP/work\`. Pick another destination.`,
    ]);
  });

  test("without facts is a mistake of the caller", () => {
    expect(() => planOf([a], { targets: [] })).toThrow(`makePlan needs facts about ${folder}`);
  });
});

describe("an item", () => {
  test("that is not eligible is not looked at any further", () => {
    const reasons = ["task is *In progress*; internal needs *Pending Internal review*"];
    const item = onlyItem([{ ...a, source: null, eligibility: { eligible: false, reasons } }]);
    expect(item).toMatchObject({ verdict: "ineligible", reasons, links: [], targetPath: null, folder: null });
  });

  test("without a place is missing, and wants nothing", () => {
    expect(onlyItem([{ ...a, source: null }])).toMatchObject({ verdict: "missing", links: [], targetPath: null });
  });

  test("that is incomplete wants nothing", () => {
    expect(
      onlyItem([sequenceRequest(1, "a", { knownRange: { first: 1001, last: 1004, source: "members" } })]),
    ).toMatchObject({
      verdict: "incomplete",
      reasons: [
        "1 of 4 frames is missing: 1004. ftrack knows 1001-1004 (members). Render what is missing, or correct the range.",
      ],
      links: [],
      frames: "1001-1003",
    });
  });

  test("that was asked for twice stands in the plan once", () => {
    expect(planOf([a, a]).items).toHaveLength(1);
  });
});

describe("fate and totals", () => {
  const none = { replace: false, warnings: false };
  const all = { replace: true, warnings: true };

  test("what is new runs, unless warnings wait to be acknowledged", () => {
    expect(fateOf({ verdict: "new", warnings: [] }, none)).toBe("runs");
    expect(fateOf({ verdict: "new", warnings: ["x"] }, none)).toBe("awaits-consent");
    expect(fateOf({ verdict: "new", warnings: ["x"] }, { ...none, warnings: true })).toBe("runs");
  });

  test("replacing needs its own consent, and that of the warnings too", () => {
    expect(fateOf({ verdict: "replace", warnings: [] }, none)).toBe("awaits-consent");
    expect(runs({ verdict: "replace", warnings: [] }, { ...none, replace: true })).toBe(true);
    expect(runs({ verdict: "replace", warnings: ["x"] }, { ...none, replace: true })).toBe(false);
    expect(runs({ verdict: "replace", warnings: ["x"] }, all)).toBe(true);
  });

  test("nothing makes a stopped item run, and an unchanged one has nothing to run", () => {
    for (const verdict of ["blocked", "collides", "ineligible", "incomplete", "missing"] as const) {
      expect(fateOf({ verdict, warnings: [] }, all)).toBe("stopped");
    }
    expect(fateOf({ verdict: "unchanged", warnings: [] }, all)).toBe("unchanged");
    expect(runs({ verdict: "unchanged", warnings: [] }, all)).toBe(false);
  });

  test("totals count items once each, and links and bytes of what will run", () => {
    const warned = sequenceRequest(2, "b", { knownRange: null });
    const stopped = { ...sequenceRequest(3, "c"), source: null };
    const standing = {
      [`${destination}/d.mov`]: { kind: "link" as const, text: "x", reaches: "/srv/prj/NXP/d/d.mov" },
      [target(1001)]: { kind: "link" as const, text: "x", reaches: "/srv/prj/NXP/a/a.1001.exr" },
    };
    const requests = [a, warned, stopped, fileRequest(4, "d", "d.mov")];
    expect(planOf(requests, { standing }).totals).toEqual({
      items: 4,
      runs: 1,
      unchanged: 1,
      awaitingConsent: 1,
      stopped: 1,
      links: 2,
      bytes: 2000,
      warnings: 1,
    });
    expect(planOf(requests, { standing, consents: { replace: false, warnings: true } }).totals).toMatchObject({
      runs: 2,
      awaitingConsent: 0,
      links: 5,
      bytes: 5000,
      warnings: 1,
    });
  });

  test("the plan keeps what was asked, and of the project only what it needs", () => {
    const plan = planOf([a], { comment: "for dailies", uploadType: "client" });
    expect(plan).toMatchObject({ destination, comment: "for dailies", uploadType: "client" });
    expect(plan.project).toEqual({ id: sampleProject.id, name: "NXP" });
  });
});
