import type { Answer } from "#lib/domain/answer";
import type { Deliverable, Project } from "#lib/domain/deliverable";
import { deliverableOf } from "#lib/domain/deliverable-of";
import { AppError } from "#lib/domain/errors";
import type { ComponentId, ProjectId } from "#lib/domain/ids";
import { judgeSource } from "#lib/domain/judge-source";
import { pathForms } from "#lib/domain/path-forms";
import { sourceRootsFor } from "#lib/domain/project-path";
import { earlierUploadOf, type FramesOnDisk, framesOnDisk, type VersionDetail } from "#lib/domain/version-detail";
import { versionRowOf } from "#lib/domain/version-row";
import { appErrorOf } from "./app-error.ts";
import type { Context } from "./context.ts";
import { findProject } from "./find-project.ts";
import { withHeads } from "./source-heads.ts";

type DetailContext = Pick<Context, "ftrack" | "files" | "store" | "configuration">;

/**
 * All about one deliverable, asked afresh: its files on disk by the rules of the preview, its version's notes, the uploads
 * that held it. Writes nothing. Throws AppError not-found, ftrack-unavailable or ftrack-refused; a part that can't be had
 * alone says so in its place.
 */
export async function versionDetail(
  context: DetailContext,
  { project: projectId, component }: { project: ProjectId; component: ComponentId },
): Promise<VersionDetail> {
  const { configuration, ftrack, store } = context;
  const [project, [published], storagePrefix] = await Promise.all([
    findProject(context, projectId),
    ftrack.publishedById(projectId, [component]),
    ftrack.storagePrefix(),
  ]);
  const deliverable = published ? deliverableOf(published, { project, configuration, storagePrefix }) : null;
  if (deliverable === null) {
    throw new AppError(
      "not-found",
      `This version is not in ${project.name} any more, or it is no deliverable now. Press Show to list what is there.`,
    );
  }
  const [frames, notes, uploads] = await Promise.all([
    partOf(() => framesOf(context, project, deliverable)),
    partOf(() => ftrack.notesOf(deliverable.versionId)),
    partOf(async () =>
      (await store.uploads.ofComponent(component)).map(({ upload, item }) => earlierUploadOf(upload, item)),
    ),
  ]);
  return {
    row: versionRowOf(deliverable, ftrack.pageOf("AssetVersion", deliverable.versionId, project.id)),
    paths: deliverable.sourcePath === null ? [] : pathForms(deliverable.sourcePath, configuration.storage.roots),
    frames,
    notes,
    uploads,
  };
}

async function framesOf(context: DetailContext, project: Project, deliverable: Deliverable): Promise<FramesOnDisk> {
  const { files, configuration } = context;
  const roots = sourceRootsFor(configuration, project.name);
  const { sourcePath } = deliverable;
  const [facts = null] = sourcePath === null ? [] : await files.sources([{ path: sourcePath, roots }]);
  const asked = { deliverable, eligibility: { eligible: true }, source: facts } as const;
  const [{ source } = asked] = await withHeads(context, [asked]);
  return framesOnDisk(deliverable, source, judgeSource(deliverable, source, configuration.frames));
}

/** What is expected to fail fails alone; anything else is the whole answer's failure. */
async function partOf<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const expected = appErrorOf(error);
    if (expected === null) throw error;
    return { ok: false, code: expected.code, sentence: expected.message, errorId: null };
  }
}
