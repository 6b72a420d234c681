import type { Configuration } from "./configuration.ts";
import type { Deliverable } from "./deliverable.ts";
import { sampleConfiguration, sampleDeliverable, sampleFrames, sampleId, sampleProject } from "./domain-samples.ts";
import { componentIdSchema, versionIdSchema } from "./ids.ts";
import { makePlan, type PlanInput } from "./make-plan.ts";
import type { Plan } from "./plan.ts";
import { type PlanRequest, sketchItems, wantedTargets } from "./plan-sketch.ts";
import type { TargetEntry, TargetFacts } from "./target.ts";

export const destination = "/mnt/prj/NXP/00_ftp/day1";
const realFtpFolder = "/srv/prj/NXP/00_ftp";

/** A stand-in for sha256 that is exact where the real one is only very likely so: the text itself. */
const wholeText = (text: string) => text;

export function sequenceRequest(number: number, name: string, changes: Partial<Deliverable> = {}): PlanRequest {
  const sourcePath = `/mnt/prj/NXP/${name}/${name}.%04d.exr`;
  return {
    deliverable: sampleDeliverable({
      componentId: componentIdSchema.parse(sampleId(1000 + number)),
      versionId: versionIdSchema.parse(sampleId(2000 + number)),
      versionName: `${name}_v003`,
      knownRange: { first: 1001, last: 1003, source: "shot" },
      sourcePath,
      ...changes,
    }),
    eligibility: { eligible: true },
    source: {
      state: "found",
      path: changes.sourcePath ?? sourcePath,
      realFolder: `/srv/prj/NXP/${name}`,
      files: sampleFrames(`${name}.`, ".exr", 1001, 1003),
    },
  };
}

export function fileRequest(number: number, folder: string, name: string): PlanRequest {
  const path = `/mnt/prj/NXP/${folder}/${name}`;
  return {
    deliverable: sampleDeliverable({
      componentId: componentIdSchema.parse(sampleId(1000 + number)),
      versionId: versionIdSchema.parse(sampleId(2000 + number)),
      versionName: `${folder}_v003`,
      componentName: "main",
      kind: "file",
      knownRange: null,
      sourcePath: path,
    }),
    eligibility: { eligible: true },
    source: {
      state: "found",
      path,
      realFolder: `/srv/prj/NXP/${folder}`,
      files: [{ name, size: 500, mtimeNs: "1763800000000000002", state: "ok" }],
    },
  };
}

export type Standing = Readonly<Record<string, TargetEntry>>;

/** What a disk says that holds nothing below the destination but the given entries, by their whole paths. */
function targetsOn(standing: Standing, wanted: readonly { folder: string; names: readonly string[] }[]): TargetFacts[] {
  return wanted.map(({ folder, names }) => {
    const entries = names.flatMap((name): [string, TargetEntry][] => {
      const entry = standing[`${folder}/${name}`];
      return entry === undefined ? [] : [[name, entry]];
    });
    return {
      folder,
      state: entries.length > 0 ? "folder" : "absent",
      realFolder: folder.replace("/mnt/prj", "/srv/prj"),
      entries: Object.fromEntries(entries),
    };
  });
}

const usual = sampleConfiguration();

/** Plans requests against a disk, as the services do. */
export function planOf(
  requests: readonly PlanRequest[],
  {
    standing = {},
    targets,
    configuration = usual,
    ...changes
  }: Partial<PlanInput> & {
    standing?: Standing;
    configuration?: Pick<Configuration, "frames" | "layout">;
  } = {},
): Plan {
  const sketches = sketchItems({ projectName: "NXP", destination, configuration, requests });
  return makePlan({
    project: sampleProject,
    uploadType: "internal",
    destination,
    comment: "",
    consents: { replace: false, warnings: false },
    realFtpFolder,
    sketches,
    targets: targets ?? targetsOn(standing, wantedTargets(sketches)),
    ours: new Map(),
    roots: [{ path: "/mnt/prj", realPath: "/srv/prj", links: "relative" }],
    views: { views: [], links: new Map() },
    sha256: wholeText,
    ...changes,
  });
}
