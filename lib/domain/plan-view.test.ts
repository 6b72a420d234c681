import { expect, test } from "vitest";
import { destination, planOf, sequenceRequest } from "./plan-samples.ts";
import { previewItemOf } from "./plan-view.ts";

const standing = { [`${destination}/a/a.1003.exr`]: { kind: "file" as const } };
const [item] = planOf([sequenceRequest(1, "a")], { standing }).items;
if (item === undefined) throw new Error("the plan has an item");

test("the screen gets as many links as asked for, and is told how many there are", () => {
  const view = previewItemOf(item, "https://ftrack.example/v", 2);
  expect(view.links).toHaveLength(2);
  expect(view.linkCount).toBe(3);
});

test("links that want a look come first", () => {
  expect(previewItemOf(item, "", 10).links.map(({ target, verdict }) => [target.slice(-8), verdict])).toEqual([
    ["1003.exr", "blocked"],
    ["1001.exr", "new"],
    ["1002.exr", "new"],
  ]);
});

test("the screen gets ftrack's page, and nothing that only the server needs", () => {
  const view = previewItemOf(item, "https://ftrack.example/v", 1);
  expect(view.deliverable.ftrackUrl).toBe("https://ftrack.example/v");
  expect(view.deliverable).not.toHaveProperty("places");
  expect(Object.keys(view.links[0] ?? {}).sort()).toEqual(["source", "target", "text", "verdict"]);
});
