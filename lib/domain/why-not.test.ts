import { describe, expect, test } from "vitest";
import { sampleConfiguration, sampleProject, samplePublished } from "./domain-samples.ts";
import type { FoundVersion, PublishedComponent } from "./published.ts";
import { whyNotListed } from "./why-not.ts";

const rules = {
  project: sampleProject,
  configuration: sampleConfiguration(),
  storagePrefix: null,
  pair: { version: "Ready to review", task: "Pending Internal review" },
  uploadType: "internal" as const,
};
type Changes = NonNullable<Parameters<typeof samplePublished>[0]>;

function found(version: Changes["version"], ...components: Omit<Changes, "version">[]): FoundVersion {
  const published = components.map((component) => samplePublished({ ...component, version }));
  return { version: samplePublished({ version }).version, components: published };
}
const status = (name: string) => ({ id: name, name, color: "#808080" });
const task = (name: string) => ({
  id: "task",
  name: "comp",
  department: { id: "comp", name: "Compositing" },
  status: status(name),
});
const place = (location: string, resourceIdentifier: string): PublishedComponent["places"] => [
  { location, resourceIdentifier },
];

describe("a version is not listed because", () => {
  test.each<[rule: string, FoundVersion, reasons: string[]]>([
    [
      "its own status is another",
      found({ status: status("Omitted") }, {}),
      ["version is *Omitted*; internal needs *Ready to review*"],
    ],
    [
      "its task's status is another",
      found({ task: task("In progress") }, {}),
      ["task is *In progress*; internal needs *Pending Internal review*"],
    ],
    [
      "it has no task",
      found({ task: null }, {}),
      ["has no task; internal needs a task that is *Pending Internal review*"],
    ],
    [
      "it has no components",
      found({}),
      ["has no components; there is nothing to upload until files are published in it"],
    ],
    [
      "none of its components is a deliverable",
      found({}, { componentName: "ftrackreview-mp4" }, { systemType: "container" }),
      ["has no deliverable among its components; publish one with the files themselves"],
    ],
    [
      "of all of them at once, each of which is named",
      found({ status: status("Omitted"), task: task("In progress") }, { componentName: "ftrackreview-mp4" }),
      [
        "version is *Omitted*; internal needs *Ready to review*",
        "task is *In progress*; internal needs *Pending Internal review*",
        "has no deliverable among its components; publish one with the files themselves",
      ],
    ],
  ])("%s", (_, version, reasons) => {
    expect(whyNotListed(version, rules).reasons).toEqual(reasons);
  });
});

test("a version that fails nothing is listed, with what the facets go by", () => {
  const listed = whyNotListed(found({}, { componentName: "left" }), rules);
  expect(listed).toMatchObject({ name: "sh0010_compout_v003", shotPath: "seq010 / sh0010", reasons: [] });
  expect(listed.components).toMatchObject([
    {
      name: "left",
      reason: null,
      noPlace: null,
      facets: { shot: { name: "sh0010" }, assetName: "compout", extension: "exr", camera: "left" },
    },
  ]);
});

describe("a component is no deliverable because", () => {
  const reasonOf = (component: Omit<Changes, "version">, configuration = rules.configuration) =>
    whyNotListed(found({}, component), { ...rules, configuration }).components[0]?.reason;

  test("it is a review encoding", () => {
    expect(reasonOf({ componentName: "ftrackreview-mp4" })).toBe(
      "is a review encoding of ftrack: `ftrackreview-*` is left out",
    );
  });

  test("the configuration leaves its name out", () => {
    const configuration = sampleConfiguration({ deliverables: { exclude: ["*_tmp"] } });
    expect(reasonOf({ componentName: "left_tmp" }, configuration)).toBe(
      "has a name that is never uploaded: `*_tmp` is left out",
    );
  });

  test("it is a container", () => {
    expect(reasonOf({ systemType: "container" })).toBe("holds other components and has no files of its own");
  });

  test("and the others of the version are judged for themselves", () => {
    const { components, reasons } = whyNotListed(found({}, { systemType: "container" }, {}), rules);
    expect(components.map(({ reason }) => reason === null)).toEqual([false, true]);
    expect(reasons).toEqual([]);
  });
});

describe("a deliverable is listed and could not be uploaded because", () => {
  const noPlaceOf = (places: PublishedComponent["places"]) =>
    whyNotListed(found({}, { places }), rules).components[0]?.noPlace;

  test("ftrack knows no place of it", () => {
    expect(noPlaceOf([])).toMatch(/^ftrack names no place/);
  });

  test("its location is none that counts", () => {
    expect(noPlaceOf(place("ftrack.server", "0815"))).toMatch(/^its files are in \*ftrack\.server\*, which does not/);
  });

  test("its place is on no storage of this server", () => {
    expect(noPlaceOf(place("ftrack.unmanaged", "Z:\\old\\left.%04d.exr"))).toMatch(
      /^its place `Z:\\old\\left\.%04d\.exr` is on no storage/,
    );
  });
});
