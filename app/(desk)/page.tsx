import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { DeskFailure } from "#components/desk/desk-failure";
import { DeskScreen } from "#components/desk/desk-screen";
import { choosesNothing, loadChoice, loadDesk } from "#components/desk/desk-url";
import type { Answer } from "#lib/domain/answer";
import type { ProjectChoice } from "#lib/domain/desk";
import { type PackedFacets, packedFacets } from "#lib/domain/packed-answers";
import type { Preferences } from "#lib/domain/preferences";
import type { UploadType } from "#lib/domain/upload-type";
import { answerOf } from "#lib/server/answer-of";
import { container } from "#lib/server/container";
import { currentPreferences } from "#lib/server/current-preferences";
import { requireActor } from "#lib/server/session";
import { browseFacets } from "#lib/services/browse-facets";
import { browseProjects } from "#lib/services/browse-projects";
import type { Context } from "#lib/services/context";
import { changePreset, deletePreset, previewUpload, savePreset, showVersions, submitUpload } from "./actions.ts";

const actions = { showVersions, previewUpload, submitUpload, savePreset, changePreset, deletePreset };

export default async function DeskPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const { log, contextFor } = await container();
  const context = contextFor(actor);
  const [projects, preferences, inUrl] = await Promise.all([
    answerOf(log, "browse-projects", () => browseProjects(context)),
    currentPreferences(),
    loadDesk(searchParams),
  ]);
  if (!projects.ok) return <DeskFailure problem={projects} />;
  const restored = choosesNothing(inUrl) ? restoredOf(preferences, projects.value) : null;
  const { project: id, type } = restored ? { ...restored, ...loadChoice(restored.query) } : inUrl;
  const project = projects.value.find((candidate) => candidate.id === id);
  const answer = project && type ? await facetsOf(context, project, type) : null;
  return (
    <NuqsAdapter>
      <DeskScreen
        projects={projects.value}
        given={project && type && answer?.ok ? { project: project.id, type, facets: answer.value } : null}
        restored={restored}
        problem={answer && !answer.ok ? answer : null}
        actions={actions}
      />
    </NuqsAdapter>
  );
}

/** The project chosen last, with the last choice in it. */
function restoredOf({ selections: { last, byProject } }: Preferences, projects: readonly ProjectChoice[]) {
  const project = projects.find(({ id }) => id === last);
  return project ? { project: project.id, query: byProject[project.id] ?? "" } : null;
}

/** The same for everybody, so those who ask within a few seconds share one answer; Show asks afresh. */
async function facetsOf(
  context: Context,
  project: ProjectChoice,
  uploadType: UploadType,
): Promise<Answer<PackedFacets>> {
  const { facets, log } = await container();
  return answerOf(log, "browse-facets", () =>
    facets.get(`${project.id} ${uploadType}`, async () =>
      packedFacets(await browseFacets(context, { project: project.id, uploadType })),
    ),
  );
}
