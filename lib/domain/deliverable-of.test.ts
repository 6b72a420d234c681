import { describe, expect, test } from "vitest";
import { deliverableOf, facetsOf } from "./deliverable-of.ts";
import { sampleConfiguration, sampleDeliverable, sampleId, sampleProject, samplePublished } from "./domain-samples.ts";

const rules = { project: sampleProject, configuration: sampleConfiguration(), storagePrefix: null };
const deliverable = (changes: Parameters<typeof samplePublished>[0] = {}) =>
  deliverableOf(samplePublished(changes), rules);
const step = (number: number, name: string, type: string) => ({ id: sampleId(number), name, type });

test("a published component becomes a row of the table", () => {
  expect(deliverable()).toEqual(sampleDeliverable());
});

test("a later version of the same asset and task makes it not the newest", () => {
  expect(deliverable({ version: { version: 3, newest: 4 } })?.newerVersion).toBe(4);
  expect(deliverable({ version: { version: 3, newest: 3 } })?.newerVersion).toBeNull();
  expect(deliverable({ version: { version: 3, newest: null } })?.newerVersion).toBeNull();
});

describe("no deliverables are", () => {
  test.each(["ftrackreview-mp4", "ftrackreview-image", "FTRACKREVIEW-webm", "thumbnail"])(
    "review encodings: %s",
    (componentName) => {
      expect(deliverable({ componentName })).toBeNull();
      expect(facetsOf(samplePublished({ componentName }), rules)).toBeNull();
    },
  );

  test("containers", () => {
    expect(deliverable({ systemType: "container" })).toBeNull();
  });

  test("configured names, in which * stands for anything", () => {
    const configuration = sampleConfiguration({ deliverables: { exclude: ["*_tmp", "wip*final", "a*b*c"] } });
    const kept = (componentName: string) =>
      deliverableOf(samplePublished({ componentName }), { ...rules, configuration }) !== null;
    expect(["left_tmp", "wip_final", "wipfinal", "a--b--c", "abc"].filter(kept)).toEqual([]);
    expect(["left", "tmp", "wip", "wipfina", "acb", "ac", "ftrackreview-mp4"].filter(kept)).toEqual([
      "left",
      "tmp",
      "wip",
      "wipfina",
      "acb",
      "ac",
      "ftrackreview-mp4",
    ]);
  });
});

describe("the shot and its sequence", () => {
  const context = (...steps: readonly ReturnType<typeof step>[]) => deliverable({ version: { context: steps } });

  test("episodes and folders may stand between; the path tells namesakes apart", () => {
    const found = context(
      step(1, "ep01", "Episode"),
      step(2, "seq010", "Sequence"),
      step(3, "day", "Folder"),
      step(4, "sh0010", "Shot"),
    );
    expect(found?.sequence).toEqual({ id: sampleId(2), name: "seq010", path: "ep01 / seq010" });
    expect(found?.shot).toEqual({
      id: sampleId(4),
      name: "sh0010",
      path: "ep01 / seq010 / day / sh0010",
      type: "Shot",
    });
  });

  test("the nearest sequence counts", () => {
    expect(context(step(1, "a", "Sequence"), step(2, "b", "Sequence"), step(3, "sh", "Shot"))?.sequence?.name).toBe(
      "b",
    );
  });

  test("an asset build has no sequence", () => {
    const found = context(step(1, "assets", "Folder"), step(2, "dragon", "AssetBuild"));
    expect(found?.sequence).toBeNull();
    expect(found?.shot).toMatchObject({ name: "dragon", type: "AssetBuild", path: "assets / dragon" });
  });

  test("an asset on a sequence has that one as its shot and its sequence", () => {
    const found = context(step(1, "seq010", "Sequence"));
    expect(found?.sequence).toEqual({ id: sampleId(1), name: "seq010", path: "seq010" });
    expect(found?.shot).toMatchObject({ id: sampleId(1), name: "seq010" });
    expect(found?.versionName).toBe("seq010_compout_v003");
  });

  test("an asset right below the project has the project as its shot", () => {
    const found = context();
    expect(found?.sequence).toBeNull();
    expect(found?.shot).toEqual({ id: sampleProject.id, name: "NXP", path: "NXP", type: "Project" });
  });
});

describe("the extension", () => {
  const at = (resourceIdentifier: string) => [{ location: "ftrack.unmanaged", resourceIdentifier }];

  test.each([
    [".exr", "exr"],
    ["EXR", "exr"],
    [" .Mov ", "mov"],
    [".tar.gz", "tar.gz"],
  ])("ftrack's %j is %s", (fileType, extension) => {
    expect(deliverable({ fileType })?.extension).toBe(extension);
  });

  test("comes from the path where ftrack has none, else it is empty", () => {
    expect(deliverable({ fileType: "", places: at("/mnt/prj/a.%04d.DPX") })?.extension).toBe("dpx");
    expect(deliverable({ fileType: "", places: [] })?.extension).toBe("");
  });
});

describe("file or sequence", () => {
  const kind = (systemType: "file" | "sequence", resourceIdentifier?: string) =>
    deliverable({
      systemType,
      places: resourceIdentifier === undefined ? [] : [{ location: "ftrack.unmanaged", resourceIdentifier }],
    })?.kind;

  test("is told by the path", () => {
    expect(kind("sequence", "/mnt/prj/a.%04d.exr")).toBe("sequence");
    expect(kind("file", "/mnt/prj/a.####.exr")).toBe("sequence");
    expect(kind("sequence", "/mnt/prj/a.mov")).toBe("file");
    expect(kind("file", "/mnt/prj/take#2.mov")).toBe("file");
  });

  test("else by ftrack", () => {
    expect(kind("sequence")).toBe("sequence");
    expect(kind("file")).toBe("file");
  });

  test("only a sequence has a known range", () => {
    expect(deliverable()?.knownRange).toEqual({ first: 1001, last: 1024, source: "shot" });
    expect(deliverable({ systemType: "file", places: [] })?.knownRange).toBeNull();
  });
});

test("a version without a task has no department", () => {
  const found = deliverable({ version: { task: null } });
  expect(found?.task).toBeNull();
  expect(found?.department).toEqual({ id: "-", name: "No department" });
});

test("facets are the same with and without what only rows need", () => {
  const published = samplePublished();
  const { componentId, department, sequence, shot, assetName, extension, camera } = sampleDeliverable();
  expect(facetsOf(published, rules)).toEqual({ componentId, department, sequence, shot, assetName, extension, camera });
  expect(facetsOf({ ...published, places: [] }, rules)).toEqual(facetsOf(published, rules));
});
