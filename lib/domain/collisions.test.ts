import { expect, test } from "vitest";
import { collisionsOf } from "./collisions.ts";
import { sampleConfiguration, sampleFrames } from "./domain-samples.ts";
import { destination, fileRequest, sequenceRequest } from "./plan-samples.ts";
import { type PlanRequest, sketchItems } from "./plan-sketch.ts";

const configuration = sampleConfiguration();
const collisions = (requests: readonly PlanRequest[]) =>
  collisionsOf(sketchItems({ projectName: "NXP", destination, configuration, requests }), destination);

test("items with targets of their own do not collide", () => {
  expect(collisions([sequenceRequest(1, "a"), sequenceRequest(2, "b"), fileRequest(3, "c", "c.mov")]).size).toBe(0);
});

test("a collision names the target, the other item and the names that clash", () => {
  const found = [...collisions([fileRequest(1, "one", "a.mov"), fileRequest(2, "two", "A.mov")])];
  const told = found.map(([{ deliverable }, { names, reason }]) => [deliverable.versionName, [...names], reason]);
  const advice = "too. Upload them one after the other, into different folders.";
  expect(told.sort()).toEqual([
    ["one_v003", ["a.mov"], `\`${destination}/a.mov\` is wanted by two_v003 main ${advice}`],
    ["two_v003", ["A.mov"], `\`${destination}/A.mov\` is wanted by one_v003 main ${advice}`],
  ]);
});

test("a thousand items that want one folder's names collide without naming a thousand each", () => {
  const requests = Array.from({ length: 1000 }, (_, at): PlanRequest => {
    const { deliverable, eligibility } = sequenceRequest(at, "a");
    const name = at % 2 === 0 ? "beauty" : "Beauty";
    const path = `/mnt/prj/NXP/${at}/${name}.%04d.exr`;
    return {
      deliverable: { ...deliverable, sourcePath: path, knownRange: { first: 1001, last: 1100, source: "shot" } },
      eligibility,
      source: {
        state: "found",
        path,
        realFolder: `/srv/prj/NXP/${at}`,
        files: sampleFrames(`${name}.`, ".exr", 1001, 1100),
      },
    };
  });
  const found = collisions(requests);
  expect(found.size).toBe(1000);
  expect([...found.values()].every(({ names, reason }) => names.size === 100 && reason.length < 400)).toBe(true);
});
