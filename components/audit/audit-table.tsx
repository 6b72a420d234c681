import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { cn } from "#components/ui/class-names";
import { ExactTime } from "#components/ui/exact-time";
import { bodyCell, bodyRow, Table } from "#components/ui/table";
import type { RecordedAuditEvent } from "#lib/domain/audit";
import { auditWords } from "./audit-words.ts";
import { EventDetails } from "./event-details.tsx";

const columns = [
  { name: "When", className: "" },
  { name: "Who", className: "" },
  { name: "Address", className: "md:max-lg:hidden" },
  { name: "What", className: "" },
  { name: "Subject", className: "" },
  { name: "Details", className: "w-full" },
] as const;

const top = cn(bodyCell, "align-top");

/** Who did what, when, from where, to what. */
export function AuditTable({ events }: { events: readonly RecordedAuditEvent[] }) {
  return (
    <Table caption="Audit events, newest first" columns={columns}>
      {events.map(({ id, at, kind, actor, address, subject, details }) => (
        <tr key={id} className={bodyRow}>
          <th scope="row" className={cn(top, "text-left font-normal whitespace-nowrap max-md:grow")}>
            <ExactTime at={at} seconds />
          </th>
          <td className={cn(top, "lg:whitespace-nowrap max-md:order-2")}>
            {actor ? (
              <>
                {actor.name} <span className="text-muted">({actor.username})</span>
              </>
            ) : (
              <span className="text-muted">Unknown person</span>
            )}
          </td>
          <td
            className={cn(
              top,
              "font-mono text-xs leading-5 whitespace-nowrap text-muted max-md:order-3 md:max-lg:hidden",
            )}
          >
            {address ?? "—"}
          </td>
          <td className={cn(top, "max-md:order-1")}>
            <Badge tone={auditWords[kind].tone}>{auditWords[kind].words}</Badge>
          </td>
          <td className={cn(top, "max-md:order-4 max-md:w-full md:min-w-40 lg:min-w-72 xl:min-w-104")}>
            <Subject subject={subject} />
          </td>
          <td className={cn(top, "max-md:order-5 max-md:w-full md:w-full md:max-w-0")}>
            <EventDetails details={details} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Subject({ subject: { type, id, label } }: { subject: RecordedAuditEvent["subject"] }) {
  const words = label || type;
  if (type !== "upload") return <span className="wrap-anywhere text-muted">{words}</span>;
  return (
    <Link
      href={`/uploads/${id}`}
      prefetch={false}
      className="wrap-anywhere text-link underline-offset-2 hover:underline"
    >
      {words}
    </Link>
  );
}
