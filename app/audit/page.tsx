import type { Metadata } from "next";
import { auditChoiceOf, auditHref, type SearchParams } from "#components/audit/audit-filter";
import { AuditFilters } from "#components/audit/audit-filters";
import { AuditTable } from "#components/audit/audit-table";
import { EmptyState } from "#components/ui/empty-state";
import { PageFrame } from "#components/ui/page-frame";
import { Pagination } from "#components/ui/pagination";
import { contextFor } from "#lib/server/container";
import { requireRole } from "#lib/server/session";
import { auditHistory } from "#lib/services/audit-history";

export const metadata: Metadata = { title: "Audit" };

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
    <PageFrame title="Audit" about="Who did what, when and from where. Nothing here can be changed or removed.">
      <AuditFilters choice={choice} />
      {events.length === 0 ? (
        <EmptyState title="No event fits">Choose less, or look for another word.</EmptyState>
      ) : (
        <div>
          <AuditTable events={events} />
          <Pagination
            page={choice.page}
            pageSize={pageSize}
            total={total}
            noun="events"
            hrefOf={(page) => auditHref(choice, page)}
          />
        </div>
      )}
    </PageFrame>
  );
}
