import { expect, test } from "vitest";
import { spanOf } from "./span.ts";

test.each([
  [undefined, undefined],
  ["bytes=0-3", { first: 0, last: 3 }],
  ["bytes=4-", { first: 4, last: 9 }],
  ["bytes=-3", { first: 7, last: 9 }],
  ["bytes=-30", { first: 0, last: 9 }],
  ["bytes=8-30", { first: 8, last: 9 }],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=5-2", undefined],
  ["bytes=0-1,4-5", undefined],
  ["bytes=-", undefined],
  ["lines=1-2", undefined],
] as const)("of ten bytes, %s means %o", (header, span) => {
  expect(spanOf(header, 10)).toEqual(span);
});

test("an empty file has no range", () => {
  expect(spanOf("bytes=0-", 0)).toBe("unsatisfiable");
});
