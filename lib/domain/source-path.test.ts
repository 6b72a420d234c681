import { describe, expect, test } from "vitest";
import { sampleConfiguration, sampleProject } from "./domain-samples.ts";
import { type SourceRules, sourcePathOf } from "./source-path.ts";

const places = (...found: readonly [location: string, resourceIdentifier: string][]) =>
  found.map(([location, resourceIdentifier]) => ({ location, resourceIdentifier }));
const rules = (changes: Partial<SourceRules> = {}): SourceRules => ({
  project: sampleProject,
  configuration: sampleConfiguration(),
  storagePrefix: null,
  ...changes,
});
const withLocations = (...locations: readonly { name: string; prefix?: string }[]) =>
  sampleConfiguration({ locations });

describe("whole paths", () => {
  test("are mapped like destinations", () => {
    for (const written of [
      "/mnt/prj/NXP/a.mov",
      "P:\\NXP\\a.mov",
      "\\\\nas\\prj\\NXP\\a.mov",
      "file:///mnt/prj/NXP/a.mov",
    ]) {
      expect(sourcePathOf(places(["ftrack.unmanaged", written]), rules())).toBe("/mnt/prj/NXP/a.mov");
    }
  });

  test("on an unknown drive lead nowhere", () => {
    expect(sourcePathOf(places(["ftrack.unmanaged", "X:\\a.mov"]), rules())).toBeNull();
  });
});

describe("the order of locations", () => {
  const both = places(["studio.disk", "/mnt/prj/disk.mov"], ["ftrack.unmanaged", "/mnt/prj/unmanaged.mov"]);

  test("is the configured one, whatever order ftrack gives", () => {
    expect(sourcePathOf(both, rules())).toBe("/mnt/prj/unmanaged.mov");
    const configuration = withLocations({ name: "studio.disk" }, { name: "ftrack.unmanaged" });
    expect(sourcePathOf(both, rules({ configuration }))).toBe("/mnt/prj/disk.mov");
  });

  test("goes on where a place can't be mapped", () => {
    const found = places(["ftrack.unmanaged", "X:\\a.mov"], ["studio.disk", "/mnt/prj/disk.mov"]);
    expect(sourcePathOf(found, rules())).toBe("/mnt/prj/disk.mov");
  });

  test("leaves out what is not configured: files in ftrack.server alone have no path", () => {
    expect(sourcePathOf(places(["ftrack.server", "1c2d-uuid"]), rules())).toBeNull();
    expect(sourcePathOf([], rules())).toBeNull();
  });
});

describe("relative paths", () => {
  const relative = places(["studio.disk", "seq010/a.%04d.exr"]);

  test("get the location's own prefix", () => {
    const configuration = withLocations({ name: "studio.disk", prefix: "/mnt/prj/{project}" });
    expect(sourcePathOf(relative, rules({ configuration, storagePrefix: "/mnt/other" }))).toBe(
      "/mnt/prj/NXP/seq010/a.%04d.exr",
    );
  });

  test("a prefix may be written as Windows does", () => {
    const configuration = withLocations({ name: "studio.disk", prefix: "P:\\{project}\\" });
    expect(sourcePathOf(places(["studio.disk", "seq010\\a.mov"]), rules({ configuration }))).toBe(
      "/mnt/prj/NXP/seq010/a.mov",
    );
  });

  test("else the storage scenario's prefix", () => {
    expect(sourcePathOf(relative, rules({ storagePrefix: "/mnt/prj/store" }))).toBe("/mnt/prj/store/seq010/a.%04d.exr");
  });

  test("else the project's root, which may itself lie below its disk, else the disk", () => {
    const disk = { unix: "/mnt/prj", windows: "P:\\" };
    const at = (root: string | null) => sourcePathOf(relative, rules({ project: { ...sampleProject, root, disk } }));
    expect(at("/mnt/prj/NXP_root")).toBe("/mnt/prj/NXP_root/seq010/a.%04d.exr");
    expect(at("NXP_root")).toBe("/mnt/prj/NXP_root/seq010/a.%04d.exr");
    expect(at(null)).toBe("/mnt/prj/seq010/a.%04d.exr");
    expect(at("  ")).toBe("/mnt/prj/seq010/a.%04d.exr");
  });

  test("lead nowhere without any prefix, or where the prefix names what ftrack does not have", () => {
    expect(sourcePathOf(relative, rules())).toBeNull();
    const configuration = withLocations({ name: "studio.disk", prefix: "{root}/published" });
    expect(sourcePathOf(relative, rules({ configuration, storagePrefix: "/mnt/prj" }))).toBeNull();
  });

  test("can't climb out by ..", () => {
    expect(sourcePathOf(places(["studio.disk", "../a.mov"]), rules({ storagePrefix: "/mnt/prj" }))).toBeNull();
  });

  test("an empty one is no path", () => {
    expect(sourcePathOf(places(["studio.disk", " "]), rules({ storagePrefix: "/mnt/prj" }))).toBeNull();
  });
});
