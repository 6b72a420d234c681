import { describe, expect, test } from "vitest";
import { cameraOf } from "./camera.ts";
import { sampleConfiguration } from "./domain-samples.ts";

const { cameras } = sampleConfiguration().deliverables;
const nothing = { componentName: "main", path: null, assetName: "compout" };
const camera = (changes: Partial<Parameters<typeof cameraOf>[0]>) => cameraOf({ ...nothing, ...changes }, cameras);

describe("tells the camera", () => {
  test.each(["left", "LEFT", "L", "beauty_left", "left-beauty", "exr.l", "left_eye"])(
    "from a component named %s",
    (name) => {
      expect(camera({ componentName: name })).toBe("left");
    },
  );

  test.each(["/p/NXP_sh0010_v003_right.%04d.exr", "/p/NXP_sh0010_v003.r.####.exr", "/p/sh0010_Right_Eye.mov"])(
    "from the end of a file's name: %s",
    (path) => {
      expect(camera({ path })).toBe("right");
    },
  );

  test("from one of the two folders nearest to the file", () => {
    expect(camera({ path: "/mnt/prj/NXP/v003/left/a.%04d.exr" })).toBe("left");
    expect(camera({ path: "/mnt/prj/NXP/v003/left/exr/a.%04d.exr" })).toBe("left");
    expect(camera({ path: "/mnt/l/NXP/v003/a.%04d.exr" })).toBeNull();
  });

  test("from the end of the asset's name", () => {
    expect(camera({ assetName: "compout_left" })).toBe("left");
  });

  test("the component's name goes before the path, the file before its folders", () => {
    expect(camera({ componentName: "left", path: "/p/right/a_right.%04d.exr" })).toBe("left");
    expect(camera({ path: "/p/right/a_left.%04d.exr" })).toBe("left");
    expect(camera({ path: "/p/right/left/a.%04d.exr" })).toBe("left");
  });
});

test.each(["main", "leftover", "lr", "cleft", "bright", "upright", ""])("a component named %j tells none", (name) => {
  expect(camera({ componentName: name })).toBeNull();
});

test("without configured cameras there is none", () => {
  expect(cameraOf({ ...nothing, componentName: "left" }, [])).toBeNull();
});
