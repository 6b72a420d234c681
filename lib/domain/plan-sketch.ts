import type { Configuration } from "./configuration.ts";
import type { Deliverable } from "./deliverable.ts";
import type { Eligibility } from "./eligibility.ts";
import { type JudgedSource, judgeSource } from "./judge-source.ts";
import { layoutValues, targetOf } from "./layout.ts";
import type { ItemVerdict } from "./plan.ts";
import { joinPath, nameOf } from "./posix-path.ts";
import { parsePattern } from "./sequence.ts";
import type { SourceFacts, SourceFile } from "./source.ts";

/** One deliverable with what ftrack and the disk say of it. */
export interface PlanRequest {
  deliverable: Deliverable;
  eligibility: Eligibility;
  /** Null where ftrack names no place that this server can reach. */
  source: SourceFacts | null;
}

export interface SketchInput {
  projectName: string;
  /** Normal, in the studio's mount form. */
  destination: string;
  configuration: Pick<Configuration, "frames" | "layout">;
  requests: readonly PlanRequest[];
}

/** An item before the destination was looked at: stopped already, or with the links that it wants. */
export type ItemSketch = { deliverable: Deliverable; frames: string; warnings: readonly string[] } & (
  | { stopped: Extract<ItemVerdict, "ineligible" | "missing" | "incomplete">; reasons: readonly string[] }
  | { stopped: null; wanted: WantedLinks }
);

export interface WantedLinks {
  sourceFolder: string;
  /** Real path of `sourceFolder`. */
  realSourceFolder: string;
  /** The folder that all links go into. */
  folder: string;
  /** `folder` with the file's name or the sequence's pattern. */
  targetPath: string;
  links: readonly { name: string; file: SourceFile }[];
}

/** Everything that a plan needs before the destination is read. A component that is asked for twice counts once. */
export function sketchItems(input: SketchInput): ItemSketch[] {
  const requests = new Map(input.requests.map((request) => [request.deliverable.componentId, request]));
  return [...requests.values()].map((request) => sketchItem(request, input));
}

/** Which names to look for in which folders: what `FilesPort.targets` asks for, each folder once. */
export function wantedTargets(sketches: readonly ItemSketch[]): { folder: string; names: string[] }[] {
  const folders = new Map<string, Set<string>>();
  for (const sketch of sketches) {
    if (sketch.stopped !== null) continue;
    const names = folders.get(sketch.wanted.folder) ?? new Set();
    for (const { name } of sketch.wanted.links) names.add(name);
    folders.set(sketch.wanted.folder, names);
  }
  return [...folders].map(([folder, names]) => ({ folder, names: [...names] }));
}

function sketchItem({ deliverable, eligibility, source }: PlanRequest, input: SketchInput): ItemSketch {
  if (!eligibility.eligible) {
    return { deliverable, frames: "", warnings: [], stopped: "ineligible", reasons: eligibility.reasons };
  }
  const judged = judgeSource(deliverable, source, input.configuration.frames);
  if (judged.stopped !== null) return { deliverable, ...judged };
  return {
    deliverable,
    frames: judged.frames,
    warnings: judged.warnings,
    stopped: null,
    wanted: wantedLinks(deliverable, judged, input),
  };
}

function wantedLinks(
  deliverable: Deliverable,
  { path, folder: sourceFolder, realFolder: realSourceFolder, files }: Extract<JudgedSource, { stopped: null }>,
  { configuration, destination, projectName }: SketchInput,
): WantedLinks {
  const pattern = deliverable.kind === "sequence" ? parsePattern(path) : null;
  const { folder, nameFor } = targetOf({
    destination,
    template: pattern === null ? configuration.layout.file : configuration.layout.sequence,
    values: layoutValues(deliverable, projectName, path, pattern),
  });
  return {
    sourceFolder,
    realSourceFolder,
    folder,
    targetPath: joinPath(folder, nameFor(nameOf(path))),
    links: files.map((file) => ({ name: nameFor(file.name), file })),
  };
}
