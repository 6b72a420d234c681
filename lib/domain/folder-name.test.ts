import { expect, test } from "vitest";
import { cleanFolderName } from "./folder-name.ts";

test.each([
  ["dailies", "dailies"],
  ["  to the client  ", "to the client"],
  ["a/b\\c", "a_b_c"],
  ['cut: "v2"?', "cut_ _v2_"],
  ["line\nbreak", "line_break"],
  ["../..", "_"],
  [".hidden", "hidden"],
  ["v003. . ", "v003"],
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["console", "console"],
  ["...", ""],
  ["  ", ""],
])("%j becomes %j", (text, name) => {
  expect(cleanFolderName(text)).toBe(name);
});

test("a name that was cleaned stays as it is", () => {
  for (const text of ["a/b", "COM1", "x ..", "ä\u202eb"]) {
    const name = cleanFolderName(text);
    expect(cleanFolderName(name)).toBe(name);
  }
});
