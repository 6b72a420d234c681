import type { Metadata } from "next";
import { historyMessages as words } from "#components/messages/history-messages";
import { shellMessages } from "#components/messages/shell-messages";
import { PageFrame } from "#components/ui/page-frame";
import { Pagination } from "#components/ui/pagination";
import { historyFilterOf, historyHref, isNarrowed, type SearchParams } from "#components/uploads/history-filter";
import { HistoryFilters } from "#components/uploads/history-filters";
import { LiveHistoryTable } from "#components/uploads/live-history-table";
import type { ProjectChoice } from "#lib/domain/desk";
import { contextFor } from "#lib/server/container";
import { requireActor } from "#lib/server/session";
import { browseProjects } from "#lib/services/browse-projects";
import type { Context } from "#lib/services/context";
import { uploadHistory } from "#lib/services/upload-history";

export const metadata: Metadata = { title: shellMessages.pages.history };

const pageSize = 50;

export default async function UploadsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const filter = historyFilterOf(await searchParams);
  const context = await contextFor(actor);
  const readAt = context.now().toISOString();
  const [{ uploads, total }, projects] = await Promise.all([
    uploadHistory(context, {
      filter: {
        project: filter.project,
        uploadType: filter.type,
        username: filter.by === "me" ? actor.username : undefined,
        text: filter.q || undefined,
        state: filter.state,
      },
      offset: (filter.page - 1) * pageSize,
      limit: pageSize,
    }),
    projectsOf(context),
  ]);
  return (
    <PageFrame title={shellMessages.pages.history} about={words.about}>
      <HistoryFilters filter={filter} projects={projects} />
      <div>
        <LiveHistoryTable uploads={uploads} readAt={readAt} narrowed={isNarrowed(filter) || filter.page > 1} />
        {uploads.length > 0 ? (
          <Pagination
            page={filter.page}
            pageSize={pageSize}
            total={total}
            noun={words.noun}
            hrefOf={(page) => historyHref(filter, page)}
          />
        ) : null}
      </div>
    </PageFrame>
  );
}

/** The history is our own and is shown whether or not ftrack answers; only the choice of a project needs it. */
async function projectsOf(context: Context): Promise<readonly ProjectChoice[] | null> {
  try {
    return await browseProjects(context);
  } catch (error) {
    context.log.warn({ err: error }, "The history is shown without the names of the projects.");
    return null;
  }
}
