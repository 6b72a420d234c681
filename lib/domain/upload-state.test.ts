import { describe, expect, test } from "vitest";
import { countsOf, type ItemState, type StepState } from "./upload.ts";
import { uploadState } from "./upload-state.ts";

const state = (
  [links, ftrack, report]: readonly [StepState, StepState, StepState],
  counts: Partial<Record<ItemState, number>> = { linked: 2 },
  attempts = 1,
) => {
  const step = (of: StepState) => ({ state: of, attempts, error: null, at: null });
  return uploadState({
    steps: { links: step(links), ftrack: step(ftrack), report: step(report) },
    counts: countsOf(counts),
  });
};

describe("uploadState", () => {
  test.each<[readonly [StepState, StepState, StepState], string, string]>([
    [["running", "waiting", "waiting"], "Linking", "busy"],
    [["waiting", "waiting", "waiting"], "Linking", "waiting"],
    [["done", "waiting", "waiting"], "Linked, waiting for ftrack", "waiting"],
    [["done", "running", "waiting"], "Linked, waiting for ftrack", "busy"],
    [["done", "waiting", "done"], "Linked, waiting for ftrack", "waiting"],
    [["skipped", "waiting", "done"], "Linked, waiting for ftrack", "waiting"],
    [["done", "done", "running"], "Telling supervisors", "busy"],
    [["done", "skipped", "waiting"], "Telling supervisors", "waiting"],
    [["done", "failed", "waiting"], "Telling supervisors", "waiting"],
  ])("%j is %s, and goes on", (steps, label, tone) => {
    expect(state(steps)).toEqual({ label, tone, finished: false });
  });

  test.each<[readonly [StepState, StepState, StepState], string, string]>([
    [["done", "done", "done"], "Done", "good"],
    [["done", "skipped", "skipped"], "Done", "good"],
    [["done", "failed", "done"], "Done, with problems", "warn"],
    [["done", "done", "failed"], "Done, with problems", "warn"],
    [["failed", "skipped", "done"], "Failed", "bad"],
  ])("%j is %s, and finished", (steps, label, tone) => {
    expect(state(steps)).toEqual({ label, tone, finished: true });
  });

  test("is queued until links were tried once", () => {
    expect(state(["waiting", "waiting", "waiting"], { waiting: 2 }, 0)).toEqual({
      label: "Queued",
      tone: "idle",
      finished: false,
    });
  });

  test("some failed items are problems, all failed is a failure", () => {
    expect(state(["done", "done", "done"], { linked: 1, failed: 1 }).label).toBe("Done, with problems");
    expect(state(["done", "done", "done"], { unchanged: 1, failed: 1 }).label).toBe("Done, with problems");
    expect(state(["done", "skipped", "done"], { failed: 2 }).label).toBe("Failed");
    expect(state(["done", "skipped", "waiting"], { failed: 2 })).toEqual({
      label: "Failed",
      tone: "bad",
      finished: false,
    });
  });

  test("what the artist saw left out is no problem", () => {
    expect(state(["done", "done", "done"], { linked: 1, "left-out": 3 }).label).toBe("Done");
  });
});
