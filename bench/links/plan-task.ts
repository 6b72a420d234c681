import { createHash } from "node:crypto";
import { join } from "node:path";
import { sampleConfiguration, sampleDeliverable, sampleId, sampleProject } from "#lib/domain/domain-samples";
import { componentIdSchema, versionIdSchema } from "#lib/domain/ids";
import { linkRootsOf } from "#lib/domain/link-text";
import { makePlan } from "#lib/domain/make-plan";
import { sketchItems, wantedTargets } from "#lib/domain/plan-sketch";
import type { FilesPort } from "#lib/services/ports/files";
import type { EngineAnswer, EngineTask } from "./engine-messages.ts";
import { watchMemory } from "./memory.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Plans all sequences as a preview does once ftrack has answered: sources, targets, verdicts, digest. */
export async function planTask(
  files: FilesPort,
  { project, renders, sequences, frames }: Extract<EngineTask, { task: "plan" }>,
): Promise<EngineAnswer> {
  const configuration = sampleConfiguration();
  const ftpFolder = join(project, "00_ftp");
  const destination = join(ftpFolder, "20261122");
  const deliverables = sequences.map((sequence, at) =>
    sampleDeliverable({
      componentId: componentIdSchema.parse(sampleId(10_000 + at)),
      versionId: versionIdSchema.parse(sampleId(50_000 + at)),
      versionName: sequence,
      knownRange: { first: 1001, last: 1000 + frames, source: "shot" },
      sourcePath: join(renders, sequence, `${sequence}.%04d.exr`),
    }),
  );
  const roots = [{ path: project, aliases: [], links: "relative" as const }];
  await files.realRoots(roots);
  globalThis.gc?.();
  const memory = watchMemory();
  const began = performance.now();
  const facts = await files.sources(
    deliverables.map(({ sourcePath }) => ({ path: sourcePath ?? "", roots: [project] })),
  );
  const requests = deliverables.map((deliverable, at) => ({
    deliverable,
    eligibility: { eligible: true as const },
    source: facts[at] ?? null,
  }));
  const sketches = sketchItems({ projectName: sampleProject.name, destination, configuration, requests });
  const targets = await files.targets(wantedTargets(sketches));
  const plan = makePlan({
    project: sampleProject,
    uploadType: "internal",
    destination,
    comment: "",
    consents: { replace: false, warnings: false },
    realFtpFolder: ftpFolder,
    sketches,
    targets,
    ours: new Map(),
    views: { views: [], links: new Map() },
    roots: linkRootsOf(roots, await files.realRoots(roots)),
    sha256,
  });
  const milliseconds = performance.now() - began;
  if (plan.totals.links !== sequences.length * frames) throw new Error(`The plan has ${plan.totals.links} links.`);
  return { milliseconds, peakMiB: memory.peakMiB() };
}
