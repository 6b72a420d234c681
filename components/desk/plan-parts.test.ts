import { expect, it } from "vitest";
import { planParts, warningCounts } from "./plan-parts.ts";
import { anItem } from "./test-items.ts";

it("parts a plan by what its versions come to, problems first, and names no empty part", () => {
  const warned = anItem({ verdict: "new", warnings: ["An extra frame."] });
  const parts = planParts([
    anItem({ verdict: "unchanged", warnings: ["An extra frame."] }),
    anItem(),
    warned,
    anItem({ verdict: "missing" }),
    anItem({ verdict: "blocked" }),
  ]);
  expect(parts.map(({ title, items }) => [title, items.length])).toEqual([
    ["Stopped", 2],
    ["With warnings", 1],
    ["Ready", 1],
    ["In place already", 1],
  ]);
  expect(parts[1]?.items).toEqual([warned]);
  expect(planParts([])).toEqual([]);
});

it("says each warning once with the number of versions, the commonest first", () => {
  const items = [
    anItem({ warnings: ["Frame 1005 is far smaller than its neighbours."] }),
    anItem({ warnings: ["ftrack knows no frame range."] }),
    anItem({ verdict: "replace", warnings: ["ftrack knows no frame range."] }),
  ];
  expect(warningCounts(items)).toEqual([
    { sentence: "ftrack knows no frame range.", versions: 2 },
    { sentence: "Frame 1005 is far smaller than its neighbours.", versions: 1 },
  ]);
});

it("asks for no acknowledgement of what won't be linked, or is linked already", () => {
  const warnings = ["ftrack knows no frame range."];
  expect(
    warningCounts([anItem({ verdict: "incomplete", warnings }), anItem({ verdict: "unchanged", warnings })]),
  ).toEqual([]);
});
