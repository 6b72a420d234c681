import { describe, expect, test } from "vitest";
import { sampleUpload } from "./domain-samples.ts";
import { uploadIdSchema } from "./ids.ts";
import { countsOf, type ItemState, type StepState, type Upload, type Withdrawal } from "./upload.ts";
import { uploadState } from "./upload-state.ts";

const state = (
  [links, ftrack, report]: readonly [StepState, StepState, StepState],
  counts: Partial<Record<ItemState, number>> = { linked: 2 },
  attempts = 1,
  changes: Partial<Upload> = {},
) => {
  const step = (of: StepState) => ({ state: of, attempts, error: null, at: null });
  return uploadState(
    sampleUpload({
      steps: { links: step(links), ftrack: step(ftrack), report: step(report) },
      counts: countsOf(counts),
      ...changes,
    }),
  );
};

const daniel = { username: "daniel.osei", name: "Daniel Osei", email: "daniel.osei@lumenworks.example" };
const cancelled = { by: daniel, at: "2026-11-22T18:05:00Z" };
const withdrawal = (changes: Partial<Withdrawal>): Withdrawal => ({
  by: daniel,
  askedAt: "2026-11-22T19:00:00Z",
  reason: "Wrong grade",
  state: "waiting",
  attempts: 0,
  error: null,
  linksRemoved: 0,
  foldersRemoved: [],
  leftAlone: [],
  ftrackTold: false,
  reportSent: false,
  at: "2026-11-22T19:00:00Z",
  ...changes,
});
const over = ["done", "done", "done"] as const;

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
    expect(state(steps)).toEqual({ label, tone, finished: false, settled: false });
  });

  test.each<[readonly [StepState, StepState, StepState], string, string]>([
    [["done", "done", "done"], "Done", "good"],
    [["done", "skipped", "skipped"], "Done", "good"],
    [["done", "failed", "done"], "Done, with problems", "warn"],
    [["done", "done", "failed"], "Done, with problems", "warn"],
    [["failed", "skipped", "done"], "Failed", "bad"],
  ])("%j is %s, and finished", (steps, label, tone) => {
    expect(state(steps)).toEqual({ label, tone, finished: true, settled: true });
  });

  test("is queued until links were tried once", () => {
    expect(state(["waiting", "waiting", "waiting"], { waiting: 2 }, 0)).toEqual({
      label: "Queued",
      tone: "idle",
      finished: false,
      settled: false,
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
      settled: false,
    });
  });

  test("what the artist saw left out is no problem", () => {
    expect(state(["done", "done", "done"], { linked: 1, "left-out": 3 }).label).toBe("Done");
  });

  test("says that another upload goes first, until its own turn has come", () => {
    const waitsFor = uploadIdSchema.parse("6f1c2d3e-0000-4000-8000-000000000002");
    const waits = state(["waiting", "waiting", "waiting"], { waiting: 2 }, 1, { waitsFor });
    expect(waits).toMatchObject({ label: "Waiting for another upload", tone: "waiting" });
    expect(state(["running", "waiting", "waiting"], { waiting: 2 }, 1, { waitsFor }).label).toBe("Linking");
  });
});

describe("an upload that somebody cancelled", () => {
  test("is being cancelled until the folder under way is done with", () => {
    for (const links of ["waiting", "running"] as const) {
      expect(state([links, "waiting", "waiting"], { linked: 1, waiting: 2 }, 1, { cancelled })).toMatchObject({
        label: "Cancelling",
        tone: "busy",
        settled: false,
      });
    }
  });

  test("is cancelled whatever was linked by then, busy while that is told", () => {
    const counts = { linked: 1, cancelled: 2 };
    expect(state(["done", "waiting", "waiting"], counts, 1, { cancelled })).toMatchObject({
      label: "Cancelled",
      tone: "busy",
    });
    expect(state(over, counts, 1, { cancelled })).toMatchObject({ label: "Cancelled", tone: "off", settled: true });
    expect(state(["done", "failed", "done"], counts, 1, { cancelled }).tone).toBe("warn");
  });

  test("ends as any other where all of it was linked by then", () => {
    expect(state(over, { linked: 3 }, 1, { cancelled })).toMatchObject({ label: "Done", tone: "good" });
  });
});

describe("an upload that somebody withdraws", () => {
  test.each<[Partial<Withdrawal>, string, string, boolean]>([
    [{ state: "waiting" }, "Withdrawing", "busy", false],
    [{ state: "waiting", attempts: 2, error: "Storage does not answer." }, "Withdrawing", "waiting", false],
    [{ state: "running", attempts: 1 }, "Withdrawing", "busy", false],
    [{ state: "done", linksRemoved: 24 }, "Withdrawn", "off", true],
    [
      { state: "done", leftAlone: [{ path: "/mnt/prj/NXP/00_ftp/day1/a.exr", reason: "A real file." }] },
      "Withdrawn, not all of it",
      "warn",
      true,
    ],
    [{ state: "failed", attempts: 310 }, "Withdrawal failed", "bad", true],
  ])("%j is %s", (changes, label, tone, settled) => {
    const given = { withdrawal: withdrawal(changes) };
    expect(state(over, { linked: 1 }, 1, given)).toEqual({ label, tone, finished: true, settled });
  });

  test("is not settled while its report is still to be sent", () => {
    const given = { withdrawal: withdrawal({ state: "done" }) };
    expect(state(["done", "done", "waiting"], { withdrawn: 1 }, 1, given)).toMatchObject({
      label: "Withdrawn",
      settled: false,
    });
  });
});
