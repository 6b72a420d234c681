import { type Configuration, configurationSchema } from "./configuration.ts";
import type { Deliverable, Project } from "./deliverable.ts";
import { componentIdSchema, projectIdSchema, uploadIdSchema, versionIdSchema } from "./ids.ts";
import type { PublishedComponent } from "./published.ts";
import type { SourceFile } from "./source.ts";
import { countsOf, type Upload, type UploadItem } from "./upload.ts";

/** A uuid that shows its number, for tests. */
export function sampleId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export const sampleProject: Project = {
  id: projectIdSchema.parse(sampleId(1)),
  name: "NXP",
  fullName: "Northern Express",
  schemaId: sampleId(2),
  root: null,
  disk: null,
};

/** A whole configuration of one volume; `changes` are settings as `compout.yaml` writes them. */
export function sampleConfiguration(changes: Readonly<Record<string, unknown>> = {}): Configuration {
  return configurationSchema.parse({
    roles: { artist: ["artists"] },
    storage: {
      roots: [{ path: "/mnt/prj", aliases: ["P:\\", "\\\\nas\\prj", "smb://nas/prj"] }],
      sources: ["/mnt/prj/{project}"],
      deliveries: [{ path: "/mnt/prj/{project}" }],
    },
    ...changes,
  });
}

export function samplePublished(
  changes: Partial<Omit<PublishedComponent, "version">> & { version?: Partial<PublishedComponent["version"]> } = {},
): PublishedComponent {
  return {
    componentId: componentIdSchema.parse(sampleId(100)),
    componentName: "left",
    fileType: ".exr",
    systemType: "sequence",
    size: 4096,
    places: [
      {
        location: "ftrack.unmanaged",
        resourceIdentifier:
          "/mnt/prj/NXP/seq010/sh0010/comp/compout/v003/left/NXP_seq010_sh0010_compout_v003_left.%04d.exr",
      },
    ],
    memberFrames: null,
    reviewMeta: null,
    ...changes,
    version: {
      versionId: versionIdSchema.parse(sampleId(200)),
      assetId: sampleId(23),
      version: 3,
      status: { id: sampleId(11), name: "Ready to review", color: "#2ecc71" },
      task: {
        id: sampleId(12),
        name: "comp",
        department: { id: sampleId(13), name: "Compositing" },
        status: { id: sampleId(14), name: "Pending Internal review", color: "#f1c40f" },
      },
      artist: { username: "mira.okafor", name: "Mira Okafor" },
      date: "2026-11-20T09:12:00Z",
      comment: "edge fixes",
      newest: 3,
      thumbnailId: null,
      assetName: "compout",
      context: [
        { id: sampleId(21), name: "seq010", type: "Sequence" },
        { id: sampleId(22), name: "sh0010", type: "Shot" },
      ],
      shotFrames: { fstart: 1001, fend: 1024, handles: 0 },
      ...changes.version,
    },
  };
}

export function sampleDeliverable(changes: Partial<Deliverable> = {}): Deliverable {
  const { version, ...component } = samplePublished();
  const sourcePath = component.places[0]?.resourceIdentifier ?? null;
  return {
    componentId: component.componentId,
    department: { id: sampleId(13), name: "Compositing" },
    sequence: { id: sampleId(21), name: "seq010", path: "seq010" },
    shot: { id: sampleId(22), name: "sh0010", path: "seq010 / sh0010", type: "Shot" },
    assetName: version.assetName,
    extension: "exr",
    camera: "left",
    versionId: version.versionId,
    componentName: component.componentName,
    version: version.version,
    versionName: "sh0010_compout_v003",
    versionStatus: version.status,
    task: version.task,
    artist: version.artist,
    date: version.date,
    comment: version.comment,
    kind: "sequence",
    size: component.size,
    places: component.places,
    sourcePath,
    knownRange: { first: 1001, last: 1024, source: "shot" },
    thumbnailId: null,
    newerVersion: null,
    ...changes,
  };
}

/** Sound frames of a pattern's prefix and suffix, four digits each. */
export function sampleFrames(prefix: string, suffix: string, first: number, last: number): SourceFile[] {
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    name: `${prefix}${String(first + at).padStart(4, "0")}${suffix}`,
    size: 1000,
    mtimeNs: "1763800000000000001",
    state: "ok" as const,
  }));
}

export function sampleItem(changes: Partial<UploadItem> = {}): UploadItem {
  return {
    position: 0,
    componentId: sampleId(100),
    versionId: sampleId(200),
    versionName: "sh0010_compout_v003",
    taskId: sampleId(12),
    department: "Compositing",
    sequence: "seq010",
    shot: "sh0010",
    assetName: "compout",
    extension: "exr",
    camera: "left",
    frames: "1001-1024",
    versionStatus: "Ready to review",
    taskStatus: "Pending Internal review",
    sourcePath: "/mnt/prj/NXP/seq010/sh0010/comp/compout/v003/left/NXP_seq010_sh0010_compout_v003_left.%04d.exr",
    targetPath:
      "/mnt/prj/NXP/00_ftp/day1/NXP_seq010_sh0010_compout_v003_left/NXP_seq010_sh0010_compout_v003_left.%04d.exr",
    folder: "/mnt/prj/NXP/00_ftp/day1/NXP_seq010_sh0010_compout_v003_left",
    linkCount: 24,
    bytes: 24_000,
    verdict: "new",
    warnings: [],
    state: "linked",
    reason: null,
    noteId: null,
    ...changes,
  };
}

export function sampleUpload(changes: Partial<Upload> = {}): Upload {
  const step = { state: "done", attempts: 1, error: null, at: "2026-11-22T18:05:00Z" } as const;
  return {
    id: uploadIdSchema.parse("6f1c2d3e-0000-4000-8000-000000000001"),
    submittedAt: "2026-11-22T18:04:29Z",
    finishedAt: null,
    actor: { username: "mira.okafor", name: "Mira Okafor", email: "mira.okafor@lumenworks.example" },
    address: "10.1.2.3",
    project: { id: sampleProject.id, name: sampleProject.name },
    uploadType: "internal",
    destination: "/mnt/prj/NXP/00_ftp/day1",
    comment: "",
    consents: { replace: false, warnings: false },
    digest: "0".repeat(64),
    configurationHash: "0".repeat(64),
    supervisors: [],
    messageId: "<6f1c2d3e@localhost>",
    steps: { links: step, ftrack: step, report: step },
    counts: countsOf({ linked: 1 }),
    linksPlanned: 24,
    linksDone: 24,
    underway: {},
    cancelled: null,
    withdrawal: null,
    check: null,
    round: 0,
    waitsFor: null,
    asOf: 0,
    ...changes,
  };
}
