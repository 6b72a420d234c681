import { createHash } from "node:crypto";
import type { Configuration, StorageRoot } from "#lib/domain/configuration";
import type { Deliverable, Project } from "#lib/domain/deliverable";
import { deliverableOf } from "#lib/domain/deliverable-of";
import { deliveryRootsFor, destinationRemark, judgeDestination, parseDestination } from "#lib/domain/destination";
import { eligibility, statusPairFor } from "#lib/domain/eligibility";
import { AppError } from "#lib/domain/errors";
import { linkRootsOf } from "#lib/domain/link-text";
import { makePlan } from "#lib/domain/make-plan";
import type { Plan } from "#lib/domain/plan";
import { type PlanRequest, sketchItems, wantedTargets } from "#lib/domain/plan-sketch";
import { isWithin } from "#lib/domain/posix-path";
import { sourceRootsFor } from "#lib/domain/project-path";
import type { PreviewRequest } from "#lib/domain/requests";
import { counted, verb } from "#lib/domain/sentences";
import type { SourceFacts } from "#lib/domain/source";
import type { SourceWatch } from "#lib/services/ports/files";
import type { SystemContext } from "./context.ts";
import { findProject } from "./find-project.ts";
import { readyStatuses } from "./ready-statuses.ts";
import { runningUploads } from "./running-uploads.ts";
import { withHeads } from "./source-heads.ts";
import { viewFacts } from "./view-facts.ts";
import { beginPhase, fileWatch } from "./work-progress.ts";

export interface PlannedUpload {
  plan: Plan;
  project: Project;
  /** Sentences that are no stop: what the project's schema lacks, folders that will be made. */
  remarks: readonly string[];
  /** Sentences about uploads that this one would wait for; among the remarks too. */
  running: readonly string[];
}

/**
 * Reads everything afresh by the ids of a request and plans it. Writes nothing.
 * Throws AppError not-found for components that the project does not have, bad-destination, ftrack-unavailable,
 * ftrack-refused or storage-failed.
 */
export async function planUpload(
  context: Omit<SystemContext, "mail" | "directory">,
  request: PreviewRequest,
): Promise<PlannedUpload> {
  const { configuration, files, store } = context;
  const project = await findProject(context, request.project);
  const wish = { projectName: project.name, uploadType: request.uploadType };
  const deliveryRoots = deliveryRootsFor(configuration, project.name, request.uploadType);
  const destination = parseDestination(request.destination, configuration.storage.roots, deliveryRoots);
  beginPhase(context, "ftrack", request.components.length);
  const [{ remarks }, deliverables, facts] = await Promise.all([
    readyStatuses(context, project, request.uploadType),
    deliverablesOf(context, project, request),
    files.destination(destination.path, deliveryRoots),
  ]);
  const judgement = judgeDestination(facts, { ...wish, roots: deliveryRoots });
  if (!judgement.ok) throw new AppError("bad-destination", judgement.sentence);

  const found = await withSources(context, project, request, deliverables);
  beginPhase(context, "heads");
  const requests = await withHeads(context, found);
  beginPhase(context, "targets");
  const sketches = sketchItems({ ...wish, destination: destination.path, configuration, requests });
  const wanted = wantedTargets(sketches);
  const folders = wanted.map(({ folder }) => folder);
  const [targets, ours, running] = await Promise.all([
    files.targets(wanted),
    store.uploads.ours(folders),
    runningUploads(context, { folders, components: deliverables.map(({ componentId }) => componentId) }),
  ]);
  const realRoots = await files.realRoots(
    volumesOf(configuration, [
      destination.path,
      ...targets.map(({ realFolder }) => realFolder),
      ...requests.flatMap(({ deliverable: { sourcePath }, source }) => [
        ...(sourcePath === null ? [] : [sourcePath]),
        ...(source?.state === "found" ? [source.realFolder] : []),
      ]),
    ]),
  );
  const views = await viewFacts(context, wish, { destination: destination.path, requests });
  beginPhase(context, "plan");
  const plan = makePlan({
    project,
    uploadType: request.uploadType,
    destination: destination.path,
    comment: request.comment.trim(),
    consents: request.consents,
    realFtpFolder: judgement.realFtpFolder,
    sketches,
    targets,
    ours,
    roots: linkRootsOf(configuration.storage.roots, realRoots),
    views,
    sha256,
  });
  const remark = destinationRemark(destination.path, facts.deepest.path);
  return { plan, project, remarks: [...running, ...remarks, ...(remark === null ? [] : [remark])], running };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Every asked-for component as a deliverable, in the order asked for; none is left out in silence. */
async function deliverablesOf(
  context: Pick<SystemContext, "ftrack" | "configuration">,
  project: Project,
  { components }: PreviewRequest,
): Promise<Deliverable[]> {
  const ids = [...new Set(components)];
  const [published, storagePrefix] = await Promise.all([
    context.ftrack.publishedById(project.id, ids),
    context.ftrack.storagePrefix(),
  ]);
  const byId = new Map(published.map((component) => [component.componentId, component]));
  const unknown = ids.filter((id) => !byId.has(id)).length;
  if (unknown > 0) {
    throw new AppError(
      "not-found",
      `${counted(unknown, "selected component")} ${verb(unknown, "is", "are")} not in ${project.name}, or not in ftrack any more. Press Show again and select anew.`,
    );
  }
  const rules = { project, configuration: context.configuration, storagePrefix };
  const deliverables = ids.flatMap((id) => byId.get(id) ?? []).map((component) => deliverableOf(component, rules));
  const sound = deliverables.filter((deliverable) => deliverable !== null);
  const others = deliverables.length - sound.length;
  if (others > 0) {
    throw new AppError(
      "not-found",
      `${counted(others, "selected component")} ${verb(others, "is no deliverable", "are no deliverables")}: a review encoding, a container or a name that is excluded. Press Show again and select anew.`,
    );
  }
  return sound;
}

async function withSources(
  context: Pick<SystemContext, "files" | "configuration" | "watch">,
  project: Project,
  { uploadType }: PreviewRequest,
  deliverables: readonly Deliverable[],
): Promise<PlanRequest[]> {
  const pair = statusPairFor(context.configuration, project.name, uploadType);
  const judged = deliverables.map((deliverable) => ({
    deliverable,
    eligibility: eligibility({ version: deliverable.versionStatus, task: deliverable.task }, pair, uploadType),
  }));
  // The disk is asked only about what may run.
  const wanted = new Map(
    judged.flatMap(({ deliverable, eligibility }) =>
      eligibility.eligible && deliverable.sourcePath !== null ? [[deliverable.sourcePath, deliverable]] : [],
    ),
  );
  const facts = await sourcesByPath(
    context,
    project.name,
    [...wanted.keys()],
    fileWatch(context, [...wanted.values()]),
  );
  return judged.map((one) => ({ ...one, source: facts.get(one.deliverable.sourcePath ?? "") ?? null }));
}

async function sourcesByPath(
  { files, configuration }: { files: SystemContext["files"]; configuration: Configuration },
  projectName: string,
  paths: readonly string[],
  watch: SourceWatch,
): Promise<ReadonlyMap<string, SourceFacts>> {
  const roots = sourceRootsFor(configuration, projectName);
  const facts = await files.sources(
    paths.map((path) => ({ path, roots })),
    watch,
  );
  return new Map(facts.map((fact, at) => [paths[at] ?? fact.path, fact]));
}

/** The volumes that a plan has to do with. Any other may hang or be away. */
function volumesOf({ storage }: Configuration, paths: readonly string[]): StorageRoot[] {
  return storage.roots.filter((root) => paths.some((path) => isWithin(path, root.path)));
}
