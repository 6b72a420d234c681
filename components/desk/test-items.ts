import type { PreviewItem, VersionRow } from "#lib/domain/desk";
import { componentIdSchema, versionIdSchema } from "#lib/domain/ids";
import type { TreeFolder } from "#lib/domain/plan-tree";

/** A row of the table, for tests. */
export function aRow(changed: Partial<VersionRow> = {}): VersionRow {
  const status = { id: "s1", name: "Ready to review", color: "#3498DB" };
  return {
    componentId: componentIdSchema.parse("22222222-2222-4222-8222-222222222222"),
    versionId: versionIdSchema.parse("33333333-3333-4333-8333-333333333333"),
    componentName: "main",
    department: { id: "d1", name: "Compositing" },
    sequence: { id: "q1", name: "seq010", path: "seq010" },
    shot: { id: "h1", name: "sh0010", path: "seq010 / sh0010", type: "Shot" },
    assetName: "compout",
    extension: "exr",
    camera: "left",
    version: 3,
    versionName: "sh0010_compout_v003",
    versionStatus: status,
    task: { id: "t1", name: "comp", department: { id: "d1", name: "Compositing" }, status },
    artist: null,
    date: null,
    comment: "",
    kind: "sequence",
    size: 0,
    sourcePath: "/mnt/prj/NXP/a.%04d.exr",
    knownRange: null,
    thumbnailId: null,
    newerVersion: null,
    sent: null,
    ftrackUrl: "https://ftrack.example/v/3",
    ...changed,
  };
}

/** An item of a plan as the screen gets it, for tests. */
export function anItem(changed: Partial<PreviewItem> = {}): PreviewItem {
  return {
    deliverable: aRow(),
    verdict: "new",
    reasons: [],
    warnings: [],
    sourcePath: "/mnt/prj/NXP/a.%04d.exr",
    targetPath: "/mnt/prj/NXP/00_ftp/a/a.%04d.exr",
    folder: "/mnt/prj/NXP/00_ftp/a",
    frames: "1001-1004",
    links: [],
    linkCount: 4,
    ...changed,
  };
}

/** A destination that nothing comes into, for tests. */
export const aTree: TreeFolder = {
  name: "day1",
  path: "/mnt/prj/NXP/00_ftp/day1",
  state: "there",
  before: 0,
  cut: false,
  after: 0,
  kept: 0,
  links: { made: 0, replaced: 0, unchanged: 0, left: 0 },
  folders: [],
  more: 0,
  standingCut: false,
};
