import { expect, test } from "vitest";
import { progressWords } from "./long-work.ts";

test("progress is said in words, with how much there is where that is known", () => {
  expect(progressWords({ phase: "ftrack", done: 0, of: 1000 })).toBe("Asking ftrack about 1,000 versions");
  expect(progressWords({ phase: "files", done: 1240, of: 9000 })).toBe("1,240 of 9,000 files looked at");
  expect(progressWords({ phase: "files", done: 1, of: 0 })).toBe("1 file looked at");
  expect(progressWords({ phase: "targets", done: 0, of: 0 })).toBe("Looking at the destination");
});
