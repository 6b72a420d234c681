import { expect, test } from "vitest";
import { searchWords } from "./version-search.ts";

const texts = (typed: string) => searchWords(typed).map(({ text }) => text);

test("words stand between blanks, and names of versions fall into their parts", () => {
  expect(texts("  sh0010 comp\tv003 ")).toEqual(["sh0010", "comp", "v003"]);
  expect(texts("SH0010_compout_v003")).toEqual(["sh0010", "compout", "v003"]);
});

test("v003 is the number 3, whatever its noughts; sh0010 and 003 are names", () => {
  expect(searchWords("v003 V12 v0 sh0010 003 v1a").map(({ version }) => version)).toEqual([3, 12, 0, null, null, null]);
});

test("nothing that stands for any text is left in a word", () => {
  expect(texts("50% _ %")).toEqual(["50"]);
  expect(searchWords(" ")).toEqual([]);
});

test("backslashes and quotes stay: they are the adapter's to quote", () => {
  expect(texts('a\\b "c"')).toEqual(["a\\b", '"c"']);
});

test("a word counts once, and eight are enough", () => {
  expect(texts("a A b a")).toEqual(["a", "b"]);
  expect(texts("1 2 3 4 5 6 7 8 9 10")).toHaveLength(8);
});
