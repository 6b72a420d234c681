import { expect, test } from "vitest";
import { presetMessages } from "./preset-messages.ts";

test("a preset that was applied says how much of which facet is gone, and where nothing is left", () => {
  const gone = [
    { label: "Sequence", count: 1, all: true },
    { label: "Shot", count: 2, all: false },
  ];
  expect(presetMessages.applied("Dailies", gone, false)).toBe(
    "“Dailies” was applied without 1 sequence and 2 shots of which nothing is ready now. Nothing else of it was chosen in sequence, so nothing is narrowed there.",
  );
});

test("a preset whose choices no longer meet says so", () => {
  expect(presetMessages.applied("Dailies", [], true)).toBe(
    "Nothing that is ready fits all of “Dailies”. Take back one of the choices above to see what does.",
  );
});
