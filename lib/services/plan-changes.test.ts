import { expect, test } from "vitest";
import { fileRequest, planOf, sequenceRequest } from "#lib/domain/plan-samples";
import type { PlanRequest } from "#lib/domain/plan-sketch";
import type { SourceFile } from "#lib/domain/source";
import { changesSince, shownPlanOf } from "./plan-changes.ts";

const sequence = sequenceRequest(1, "shot");
const movie = fileRequest(2, "out", "a.mov");
const shown = shownPlanOf(planOf([sequence, movie]));

/** The same request, with one of its files as it is now. */
function changed({ source, ...request }: PlanRequest, change: Partial<SourceFile>): PlanRequest {
  if (source?.state !== "found") throw new Error("the sample has a source");
  const files = source.files.map((file, at) => (at === 1 || source.files.length === 1 ? { ...file, ...change } : file));
  return { ...request, source: { ...source, files } };
}

const changes = (...requests: readonly PlanRequest[]) => changesSince(shown, planOf(requests));

test("the same plan has no changes", () => {
  expect(changes(sequence, movie)).toEqual([]);
});

test("a file that was written again is told of by its version", () => {
  expect(changes(changed(sequence, { mtimeNs: "1763800000000000009" }), movie)).toEqual([
    "shot_v003: its files or links changed.",
  ]);
});

test("a frame that was cut off meanwhile is told of with the new warning", () => {
  expect(changes(changed(sequence, { size: 10, head: "cut-off" }), movie)).toEqual([
    "shot_v003: its files or links and its warnings changed. 1 frame ends too early: it was cut off while it was written or copied: 1002. Render or copy again.",
  ]);
});

test("a frame that is empty now is told of with the verdict and its reason", () => {
  expect(changes(changed(sequence, { size: 0 }), movie)).toEqual([
    "shot_v003 was *new* and is now *incomplete*: 1 frame is empty (0 bytes): 1002. Render or copy again.",
  ]);
});

test("a warning that is gone changes the plan, and names nothing new", () => {
  const before = shownPlanOf(planOf([changed(movie, { head: "damaged" })]));
  expect(changesSince(before, planOf([movie]))).toEqual(["out_v003: its warnings changed."]);
});

test("a view in which the links don't work any more is told of", () => {
  const views = {
    views: [{ name: "client FTP", mounts: [{ ours: "/srv/prj/NXP/00_ftp", theirs: "/" }] }],
    links: new Map(),
  };
  const [first] = changesSince(shown, planOf([sequence, movie], { views }));
  expect(first).toMatch(/^shot_v003 was \*new\* and is now \*blocked\*: `client FTP` sees a link/);
});

test("more than three are counted, and another selection is said to be one", () => {
  const many = [1, 2, 3, 4, 5].map((number) => sequenceRequest(number, `shot${number}`));
  const before = shownPlanOf(planOf(many));
  const now = planOf(many.map((request) => changed(request, { size: 999 })));
  expect(changesSince(before, now)).toHaveLength(4);
  expect(changesSince(before, now).at(-1)).toBe("2 more versions differ too.");
  expect(changesSince(before, planOf(many.slice(1)))).toEqual(["Other versions are selected."]);
});
