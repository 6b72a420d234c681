import { describe, expect, test } from "vitest";
import { sampleUpload } from "./domain-samples.ts";
import { countsOf, type StepState, type Upload, type Withdrawal } from "./upload.ts";
import { retrySentence, retryWords, uploadChoices } from "./upload-choices.ts";

const daniel = { username: "daniel.osei", name: "Daniel Osei", email: "daniel.osei@lumenworks.example" };
const at = "2026-11-22T18:05:00Z";
const cancelled = { by: daniel, at };
const withdrawn = (state: Withdrawal["state"]): Withdrawal => ({
  by: daniel,
  askedAt: at,
  reason: "Wrong grade",
  state,
  attempts: 1,
  error: null,
  linksRemoved: 24,
  foldersRemoved: [],
  leftAlone: [],
  ftrackTold: true,
  reportSent: true,
  at,
});

function choicesOf(
  [links, ftrack, report]: readonly [StepState, StepState, StepState],
  changes: Partial<Upload> = {},
): ReturnType<typeof uploadChoices> {
  const step = (state: StepState) => ({ state, attempts: 1, error: null, at });
  const over = [links, ftrack, report].every((state) => state !== "waiting" && state !== "running");
  return uploadChoices(
    sampleUpload({
      steps: { links: step(links), ftrack: step(ftrack), report: step(report) },
      finishedAt: over ? at : null,
      ...changes,
    }),
  );
}

describe("an upload that links", () => {
  test.each(["waiting", "running"] as const)("can be cancelled, and nothing else (%s)", (links) => {
    expect(choicesOf([links, "waiting", "waiting"], { counts: countsOf({ linked: 1, waiting: 1 }) })).toEqual({
      cancel: true,
      retry: null,
      withdraw: false,
      verify: false,
    });
  });

  test("is cancelled once", () => {
    expect(choicesOf(["running", "waiting", "waiting"], { cancelled }).cancel).toBe(false);
  });
});

describe("an upload that has linked", () => {
  test("can be verified and withdrawn, also while ftrack is still to be told", () => {
    for (const ftrack of ["waiting", "done"] as const) {
      expect(choicesOf(["done", ftrack, "waiting"])).toEqual({
        cancel: false,
        retry: null,
        withdraw: true,
        verify: true,
      });
    }
  });

  test("has nothing to withdraw or verify where it made no link", () => {
    for (const counts of [countsOf({ unchanged: 2 }), countsOf({ failed: 2 })]) {
      expect(choicesOf(["done", "skipped", "done"], { counts })).toMatchObject({ withdraw: false, verify: false });
    }
  });

  test("is withdrawn once; a withdrawal that failed can be asked for anew", () => {
    for (const state of ["waiting", "running", "done"] as const) {
      expect(choicesOf(["done", "done", "done"], { withdrawal: withdrawn(state) }).withdraw).toBe(false);
    }
    expect(choicesOf(["done", "done", "done"], { withdrawal: withdrawn("failed") }).withdraw).toBe(true);
  });

  test("can be verified after a withdrawal too, as far as links were left, but not while they are removed", () => {
    const later = (state: Withdrawal["state"], linked: number) =>
      choicesOf(["done", "done", "done"], { withdrawal: withdrawn(state), counts: countsOf({ linked, withdrawn: 2 }) });
    expect(later("running", 1).verify).toBe(false);
    expect(later("done", 1).verify).toBe(true);
    expect(later("done", 0).verify).toBe(false);
  });
});

describe("a retry", () => {
  test("is of the versions that failed; ftrack and the supervisors hear of them after that", () => {
    const { retry } = choicesOf(["done", "failed", "done"], { counts: countsOf({ linked: 1, failed: 3 }) });
    expect(retry).toEqual({ items: 3, steps: ["ftrack", "report"] });
    expect(retry && retryWords(retry)).toBe("3 versions");
    expect(retry && retrySentence(retry)).toBe(
      "The 3 versions that failed are linked if all is still as it was planned; then ftrack and the supervisors are told.",
    );
  });

  test.each<[StepState, StepState, string, string]>([
    ["failed", "done", "ftrack", "ftrack is told of what was linked. No link is touched."],
    ["done", "failed", "the report", "The report is sent. No link is touched."],
    [
      "failed",
      "failed",
      "ftrack and the report",
      "ftrack is told of what was linked, then the report is sent. No link is touched.",
    ],
  ])("is of the steps alone where all links stand: ftrack %s, report %s", (ftrack, report, words, sentence) => {
    const { retry } = choicesOf(["done", ftrack, report]);
    expect(retry && retryWords(retry)).toBe(words);
    expect(retry && retrySentence(retry)).toBe(sentence);
  });

  test("is not offered while anything is still tried by itself, nor where nothing failed", () => {
    const counts = countsOf({ linked: 1, failed: 3 });
    expect(choicesOf(["done", "waiting", "done"], { counts }).retry).toBeNull();
    expect(choicesOf(["done", "done", "done"]).retry).toBeNull();
  });

  test("leaves alone what was cancelled or withdrawn", () => {
    const counts = countsOf({ linked: 1, failed: 1, cancelled: 2 });
    expect(choicesOf(["done", "done", "done"], { counts, cancelled }).retry).toBeNull();
    expect(choicesOf(["done", "done", "failed"], { counts, cancelled }).retry).toEqual({ items: 0, steps: ["report"] });
    expect(choicesOf(["done", "failed", "done"], { withdrawal: withdrawn("done") }).retry).toBeNull();
  });
});
