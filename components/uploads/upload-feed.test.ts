import { describe, expect, it } from "vitest";
import type { UploadItem } from "#lib/domain/upload";
import { hasText, isProblem } from "./upload-feed.ts";

function item(position: number, change: Partial<UploadItem> = {}): UploadItem {
  return {
    position,
    componentId: `component-${position}`,
    versionId: `version-${position}`,
    versionName: "sh0010_compout_v003",
    taskId: null,
    department: "Compositing",
    sequence: "seq010",
    shot: "sh0010",
    assetName: "compout",
    extension: "exr",
    camera: "left",
    frames: "1001-1004",
    versionStatus: "Ready to review",
    taskStatus: "Pending Internal review",
    sourcePath: "/mnt/prj/NXP/seq010/sh0010/left.%04d.exr",
    targetPath: "/mnt/prj/NXP/00_ftp/monday/left/left.%04d.exr",
    folder: "/mnt/prj/NXP/00_ftp/monday/left",
    linkCount: 4,
    bytes: 4096,
    verdict: "new",
    warnings: [],
    state: "waiting",
    reason: null,
    noteId: null,
    ...change,
  };
}

describe("an item needs an eye", () => {
  it("when it failed, was left out, or went through with a warning", () => {
    expect(isProblem(item(0, { state: "failed" }))).toBe(true);
    expect(isProblem(item(0, { state: "left-out" }))).toBe(true);
    expect(isProblem(item(0, { state: "linked", warnings: ["Two frames more than ftrack knows."] }))).toBe(true);
  });

  it("not when it is waiting, linked or unchanged", () => {
    for (const state of ["waiting", "linked", "unchanged"] as const) expect(isProblem(item(0, { state }))).toBe(false);
  });
});

describe("finding an item", () => {
  it("looks at names and paths, in any case", () => {
    expect(hasText(item(0), "SH0010")).toBe(true);
    expect(hasText(item(0), "00_ftp/monday")).toBe(true);
    expect(hasText(item(0), " compositing ")).toBe(true);
    expect(hasText(item(0), "sh0020")).toBe(false);
  });

  it("finds all where nothing is looked for, and does without paths", () => {
    expect(hasText(item(0), "  ")).toBe(true);
    expect(hasText(item(0, { sourcePath: null, targetPath: null }), "00_ftp")).toBe(false);
  });
});
