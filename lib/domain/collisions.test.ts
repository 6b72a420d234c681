import { describe, expect, test } from "vitest";
import { collisionsOf } from "./collisions.ts";
import { sampleConfiguration, sampleFrames } from "./domain-samples.ts";
import { destination, fileRequest, planOf, sequenceRequest } from "./plan-samples.ts";
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

describe("in a plan", () => {
  const verdicts = (...requests: readonly PlanRequest[]) => planOf(requests).items.map(({ verdict }) => verdict);

  test("two items that want one target both stop, and each names the other", () => {
    const plan = planOf([fileRequest(1, "one", "a.mov"), fileRequest(2, "two", "a.mov")]);
    expect(plan.items.map(({ verdict }) => verdict)).toEqual(["collides", "collides"]);
    expect(plan.items[0]?.reasons).toEqual([
      `\`${destination}/a.mov\` is wanted by two_v003 main too. Upload them one after the other, into different folders.`,
    ]);
    expect(plan.items[1]?.reasons.join()).toContain("wanted by one_v003 main");
  });

  test("names equal but for case collide, as they do behind SMB", () => {
    expect(verdicts(fileRequest(1, "one", "a.mov"), fileRequest(2, "two", "A.MOV"))).toEqual(["collides", "collides"]);
    expect(verdicts(fileRequest(1, "one", "M\u00fc.mov"), fileRequest(2, "two", "Mu\u0308.mov"))).toEqual([
      "collides",
      "collides",
    ]);
  });

  test("folders equal but for case collide, though no file does", () => {
    const byAsset = sampleConfiguration({ layout: { sequence: "{asset}/{version}/{file}" } });
    const requests = ["comp", "Comp", "roto"].map((assetName, at) => sequenceRequest(at, `shot${at}`, { assetName }));
    const plan = planOf(requests, { configuration: byAsset });
    expect(plan.items.map(({ verdict }) => verdict)).toEqual(["collides", "collides", "new"]);
    expect(plan.items[0]?.links.every(({ verdict }) => verdict === "collides")).toBe(true);
  });

  test("a file and a folder of one name collide", () => {
    expect(
      verdicts(sequenceRequest(1, "shot"), fileRequest(2, "two", "shot"), fileRequest(3, "two", "fine.mov")),
    ).toEqual(["collides", "collides", "new"]);
  });

  test("an item that is stopped already takes nobody's place", () => {
    const stopped: PlanRequest = {
      ...fileRequest(1, "one", "a.mov"),
      eligibility: { eligible: false, reasons: ["x"] },
    };
    expect(verdicts(stopped, fileRequest(2, "two", "a.mov"))).toEqual(["ineligible", "new"]);
  });

  test("only the links that collide say so", () => {
    const flat = sampleConfiguration({ layout: { sequence: "{file}" } });
    const other = fileRequest(2, "two", "a.1002.exr");
    const plan = planOf([sequenceRequest(1, "a"), other], { configuration: flat });
    expect(plan.items[0]?.links.map(({ verdict }) => verdict)).toEqual(["new", "collides", "new"]);
    expect(plan.items[0]?.verdict).toBe("collides");
  });

  test("three that want one target name both others", () => {
    const plan = planOf([1, 2, 3].map((number) => fileRequest(number, `from${number}`, "a.mov")));
    expect(plan.items[0]?.reasons.join()).toContain("from2_v003 main and from3_v003 main");
    expect(plan.items[2]?.reasons.join()).toContain("wanted by from1_v003 main");
  });
});
