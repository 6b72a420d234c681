import { expect, test } from "vitest";
import { counted, listed, listedFew, quotedList, verb } from "./sentences.ts";

test("plurals agree with their count", () => {
  expect(counted(0, "frame")).toBe("0 frames");
  expect(counted(1, "frame")).toBe("1 frame");
  expect(counted(2, "frame")).toBe("2 frames");
  expect(counted(2, "entry", "entries")).toBe("2 entries");
  expect(counted(12_000, "link")).toBe("12,000 links");
  expect(verb(1, "is", "are")).toBe("is");
  expect(verb(0, "is", "are")).toBe("are");
});

test("lists read as sentences do", () => {
  expect(listed([])).toBe("");
  expect(listed(["a"])).toBe("a");
  expect(listed(["a", "b"], "or")).toBe("a or b");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
  expect(quotedList(["/a", "/b"])).toBe("`/a` and `/b`");
});

test("long lists say how much they leave out", () => {
  expect(listedFew(["a", "b", "c"], 3)).toBe("a, b and c");
  expect(listedFew(["a", "b", "c", "d", "e"], 3)).toBe("a, b, c and 2 more");
});
