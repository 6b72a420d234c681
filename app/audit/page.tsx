import type { Metadata } from "next";
import { auditChoiceOf, auditHref, type SearchParams } from "#components/audit/audit-filter";
import { AuditFilters } from "#components/audit/audit-filters";
import { AuditTable } from "#components/audit/audit-table";
import { auditMessages as words } from "#components/messages/audit-messages";
import { shellMessages } from "#components/messages/shell-messages";
import { EmptyState } from "#components/ui/empty-state";
import { PageFrame } from "#components/ui/page-frame";
import { Pagination } from "#components/ui/pagination";
import { contextFor } from "#lib/server/container";
import { requireRole } from "#lib/server/session";
import { auditHistory } from "#lib/services/audit-history";

export const metadata: Metadata = { title: shellMessages.pages.audit };

const pageSize = 100;

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireRole("supervisor", "admin");
  const choice = auditChoiceOf(await searchParams);
  const { events, total } = await auditHistory(await contextFor(actor), {
    filter: {
      kinds: choice.kind ? [choice.kind] : undefined,
      username: choice.person || undefined,
      text: choice.q || undefined,
    },
    offset: (choice.page - 1) * pageSize,
    limit: pageSize,
  });
  return (
    <PageFrame title={shellMessages.pages.audit} about={words.about}>
      <AuditFilters choice={choice} />
      {events.length === 0 ? (
        <EmptyState title={words.nothing.title}>{words.nothing.hint}</EmptyState>
      ) : (
        <div>
          <AuditTable events={events} />
          <Pagination
            page={choice.page}
            pageSize={pageSize}
            total={total}
            noun={words.noun}
            hrefOf={(page) => auditHref(choice, page)}
          />
        </div>
      )}
    </PageFrame>
  );
}
