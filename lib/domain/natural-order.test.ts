import { expect, test } from "vitest";
import { compareNatural } from "./natural-order.ts";

test("counts numbers inside names as people do", () => {
  expect(["sh0100", "sh20", "sh3"].sort(compareNatural)).toEqual(["sh3", "sh20", "sh0100"]);
});

test("puts names together whatever their case, and never calls different names equal", () => {
  expect(["b", "A", "a", "B"].sort(compareNatural)).toEqual(["A", "a", "B", "b"]);
  expect(compareNatural("sh010", "sh10")).not.toBe(0);
});
