import { expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { destination, fileRequest, sequenceRequest } from "./plan-samples.ts";
import { sketchItems, wantedTargets } from "./plan-sketch.ts";

const configuration = sampleConfiguration();
const sketch = (...requests: Parameters<typeof sketchItems>[0]["requests"]) =>
  sketchItems({ projectName: "NXP", destination, configuration, requests });

test("each target folder is asked about once, with all names that items want there", () => {
  const sketches = sketch(sequenceRequest(1, "a"), fileRequest(2, "b", "b.mov"), fileRequest(3, "c", "c.mov"));
  expect(wantedTargets(sketches)).toEqual([
    { folder: `${destination}/a`, names: ["a.1001.exr", "a.1002.exr", "a.1003.exr"] },
    { folder: destination, names: ["b.mov", "c.mov"] },
  ]);
});

test("items that are stopped ask about nothing", () => {
  const refused = { ...sequenceRequest(1, "a"), eligibility: { eligible: false as const, reasons: ["x"] } };
  expect(wantedTargets(sketch(refused, { ...sequenceRequest(2, "b"), source: null }))).toEqual([]);
});

test("a sequence and a single file each follow their own layout", () => {
  const own = sampleConfiguration({ layout: { file: "movies/{file}", sequence: "{shot}/{extension}/{file}" } });
  const sketches = sketchItems({
    projectName: "NXP",
    destination,
    configuration: own,
    requests: [sequenceRequest(1, "a"), fileRequest(2, "b", "b.mov")],
  });
  expect(wantedTargets(sketches).map(({ folder }) => folder)).toEqual([
    `${destination}/sh0010/exr`,
    `${destination}/movies`,
  ]);
});
