import { describe, expect, it } from "vitest";
import { nextTryBefore, retryDelay } from "./retry-plans.ts";

const plan = { tries: 10, firstDelaySeconds: 2, longestDelaySeconds: 120, longestRunSeconds: 60 };

it("doubles with each failure, up to the longest", () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 8, 500].map((failures) => retryDelay(plan, failures, 1));
  expect(delays).toEqual([2, 4, 8, 16, 32, 64, 120, 120, 120]);
});

it("spreads what failed together over a quarter of the delay", () => {
  expect(retryDelay(plan, 3, 0)).toBe(6);
  expect(retryDelay(plan, 3, 0.5)).toBe(7);
});

describe("the next try", () => {
  const at = "2026-11-22T20:00:00.000Z";
  const failed = { state: "waiting", attempts: 3, error: "ftrack does not answer.", at } as const;

  it("comes no later than the longest delay after so many tries", () => {
    expect(nextTryBefore("ftrack", failed)).toBe(Date.parse(at) + 20_000);
    expect(nextTryBefore("ftrack", { ...failed, attempts: 40 })).toBe(Date.parse(at) + 300_000);
    expect(nextTryBefore("links", { ...failed, attempts: 40 })).toBe(Date.parse(at) + 120_000);
  });

  it.each([
    { ...failed, state: "running" },
    { ...failed, state: "failed" },
    { ...failed, attempts: 0 },
    { ...failed, error: null },
    { ...failed, at: null },
  ] as const)("is not foretold of a step that waits for something else, or is over: %j", (record) => {
    expect(nextTryBefore("ftrack", record)).toBeNull();
  });
});
