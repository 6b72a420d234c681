import { expect, it } from "vitest";
import { keepActive } from "./keep-active.ts";
import { movedRow } from "./move-row.ts";

it("moves with arrows and pages, and stops at both ends", () => {
  expect(movedRow("ArrowDown", 0, 100, 20)).toBe(1);
  expect(movedRow("ArrowDown", 99, 100, 20)).toBe(99);
  expect(movedRow("ArrowUp", 0, 100, 20)).toBe(0);
  expect(movedRow("PageDown", 90, 100, 20)).toBe(99);
  expect(movedRow("PageUp", 5, 100, 20)).toBe(0);
  expect(movedRow("End", 5, 100, 20)).toBe(99);
  expect(movedRow("Home", 5, 100, 20)).toBe(0);
});

it("leaves all other keys to the browser, and moves nowhere in an empty table", () => {
  expect(movedRow("Tab", 5, 100, 20)).toBeNull();
  expect(movedRow("ArrowDown", 0, 0, 20)).toBeNull();
});

it("keeps the row with the focus drawn when it is scrolled out of view", () => {
  const range = { startIndex: 50, endIndex: 52, overscan: 0, count: 100 };
  expect(keepActive(range, 3)).toEqual([3, 50, 51, 52]);
  expect(keepActive(range, 99)).toEqual([50, 51, 52, 99]);
  expect(keepActive(range, 51)).toEqual([50, 51, 52]);
  expect(keepActive(range, -1)).toEqual([50, 51, 52]);
});
