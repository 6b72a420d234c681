import { describe, expect, test } from "vitest";
import { AppError } from "#lib/domain/errors";
import { FtrackFailure, waitOf } from "./failure.ts";
import { delayAfter, withPatience } from "./patience.ts";

const patience = { tries: 4, firstDelayMs: 100, timeoutMs: 20_000 };
const away = new FtrackFailure("unreachable", "ftrack is away.");
const busy = (waitMs: number) => new FtrackFailure("busy", "ftrack is busy.", { waitMs });

describe("the wait before the next try", () => {
  test.each([
    [1, 50, 100],
    [2, 100, 200],
    [3, 200, 400],
  ])("after try %d is between %d and %d ms, another one each time", (tried, least, most) => {
    const waits = [...Array(50)].map(() => delayAfter(patience, tried, away) ?? Number.NaN);
    expect(waits.every((wait) => wait >= least && wait <= most)).toBe(true);
    expect(new Set(waits).size).toBeGreaterThan(10);
  });

  test("is never shorter than ftrack asks for, and none at all where that is beyond the deadline", () => {
    expect(delayAfter(patience, 1, busy(7000))).toBe(7000);
    expect(delayAfter(patience, 1, busy(21_000))).toBeNull();
  });

  test.each([
    ["the last try", 4, away],
    ["a refusal", 1, new FtrackFailure("bad-key", "Not this key.")],
    ["a question that was never sent", 1, new AppError("bad-input", "This is no id.")],
    ["a mistake of our own", 1, new TypeError("x is undefined")],
  ])("is none after %s", (_, tried, error) => {
    expect(delayAfter(patience, tried, error)).toBeNull();
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-11-22T18:00:00Z");
  test.each([
    ["120", 120_000],
    ["0", 0],
    ["Sun, 22 Nov 2026 18:00:09 GMT", 9000],
    ["Sun, 22 Nov 2026 17:00:00 GMT", 0],
    ["soon", null],
    ["", null],
    [null, null],
  ])("%j means %j ms", (header, milliseconds) => {
    expect(waitOf(header, now)).toBe(milliseconds);
  });
});

test("tries end with the last failure, and with the first success", async () => {
  const quick = { tries: 3, firstDelayMs: 1, timeoutMs: 5000 };
  let tries = 0;
  const failing = withPatience(quick, async () => {
    tries += 1;
    throw new FtrackFailure("down", `try ${tries}`);
  });
  await expect(failing).rejects.toThrow("try 3");
  let second = 0;
  const answer = await withPatience(quick, async () => {
    second += 1;
    if (second < 2) throw away;
    return "here";
  });
  expect([answer, second]).toEqual(["here", 2]);
});
