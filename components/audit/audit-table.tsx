import Link from "next/link";
import { auditMessages as words } from "#components/messages/audit-messages";
import { Badge } from "#components/ui/badge";
import { cn } from "#components/ui/class-names";
import { ExactTime } from "#components/ui/exact-time";
import { bodyCell, bodyRow, Table } from "#components/ui/table";
import type { RecordedAuditEvent } from "#lib/domain/audit";
import { auditTones } from "./audit-tones.ts";
import { EventDetails } from "./event-details.tsx";

const columns = [
  { name: words.columns.at, className: "" },
  { name: words.columns.actor, className: "" },
  { name: words.columns.address, className: "md:max-lg:hidden" },
  { name: words.columns.kind, className: "" },
  { name: words.columns.subject, className: "" },
  { name: words.columns.details, className: "w-full" },
] as const;

const top = cn(bodyCell, "align-top");

/** Who did what, when, from where, to what. */
export function AuditTable({ events }: { events: readonly RecordedAuditEvent[] }) {
  return (
    <Table caption={words.table} columns={columns}>
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
              <span className="text-muted">{words.unknownPerson}</span>
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
            <Badge tone={auditTones[kind]}>{words.kinds[kind]}</Badge>
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
  const text = label || type;
  if (type !== "upload") return <span className="wrap-anywhere text-muted">{text}</span>;
  return (
    <Link
      href={`/uploads/${id}`}
      prefetch={false}
      className="wrap-anywhere text-link underline-offset-2 hover:underline"
    >
      {text}
    </Link>
  );
}
