import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { DeskFailure } from "#components/desk/desk-failure";
import { DeskScreen } from "#components/desk/desk-screen";
import { choosesNothing, loadChoice, loadDesk } from "#components/desk/desk-url";
import type { ProjectChoice } from "#lib/domain/desk";
import type { Preferences } from "#lib/domain/preferences";
import { answerOf } from "#lib/server/answer-of";
import { container } from "#lib/server/container";
import { currentPreferences } from "#lib/server/current-preferences";
import { keptFacets } from "#lib/server/kept-facets";
import { requireActor } from "#lib/server/session";
import { browseProjects } from "#lib/services/browse-projects";
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
  const given =
    project && type
      ? {
          project: project.id,
          type,
          answer: await answerOf(log, "browse-facets", () =>
            keptFacets(context, { project: project.id, uploadType: type }),
          ),
        }
      : null;
  return (
    <NuqsAdapter>
      <DeskScreen projects={projects.value} given={given} restored={restored} actions={actions} />
    </NuqsAdapter>
  );
}

/** The project chosen last, with the last choice in it. */
function restoredOf({ selections: { last, byProject } }: Preferences, projects: readonly ProjectChoice[]) {
  const project = projects.find(({ id }) => id === last);
  return project ? { project: project.id, query: byProject[project.id] ?? "" } : null;
}
