import { expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { pathForProject, sourceRootsFor } from "./project-path.ts";

test("{project} becomes the project's name, wherever it stands", () => {
  expect(pathForProject("/mnt/{project}/out/{project}_client", "NXP")).toBe("/mnt/NXP/out/NXP_client");
  expect(sourceRootsFor(sampleConfiguration(), "NXP")).toEqual(["/mnt/prj/NXP"]);
});

test.each(["", "..", ".", "a/b", "a\\b", "a\nb"])("a project named %j has no folder", (name) => {
  expect(pathForProject("/mnt/{project}", name)).toBeNull();
  expect(sourceRootsFor(sampleConfiguration(), name)).toEqual([]);
});
