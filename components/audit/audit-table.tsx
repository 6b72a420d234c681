import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { cn } from "#components/ui/class-names";
import { ExactTime } from "#components/ui/exact-time";
import { bodyCell, bodyRow, headCell, Table } from "#components/ui/table";
import type { RecordedAuditEvent } from "#lib/domain/audit";
import { auditWords } from "./audit-words.ts";
import { EventDetails } from "./event-details.tsx";

const wide = "max-lg:hidden";
const middle = "max-md:hidden";
const top = cn(bodyCell, "align-top");

/** Who did what, when, from where, to what. On a phone the person, subject and details move below the time. */
export function AuditTable({ events }: { events: readonly RecordedAuditEvent[] }) {
  return (
    <Table
      caption="Audit events, newest first"
      head={
        <tr>
          <th scope="col" className={headCell}>
            When
          </th>
          <th scope="col" className={cn(headCell, middle)}>
            Who
          </th>
          <th scope="col" className={cn(headCell, wide)}>
            Address
          </th>
          <th scope="col" className={headCell}>
            What
          </th>
          <th scope="col" className={cn(headCell, middle)}>
            Subject
          </th>
          <th scope="col" className={cn(headCell, middle, "w-full")}>
            Details
          </th>
        </tr>
      }
    >
      {events.map((event) => (
        <tr key={event.id} className={bodyRow}>
          <th scope="row" className={cn(top, "text-left font-normal max-md:w-full max-md:max-w-0")}>
            <span className="md:whitespace-nowrap">
              <ExactTime at={event.at} seconds />
            </span>
            <span className="block md:hidden">
              <Who event={event} />
              <Subject event={event} />
              <EventDetails details={event.details} />
            </span>
          </th>
          <td className={cn(top, middle)}>
            <Who event={event} />
          </td>
          <td className={cn(top, wide, "font-mono text-xs whitespace-nowrap text-muted")}>{event.address ?? "—"}</td>
          <td className={top}>
            <Badge tone={auditWords[event.kind].tone}>{auditWords[event.kind].words}</Badge>
          </td>
          <td className={cn(top, middle, "min-w-40 lg:min-w-52")}>
            <Subject event={event} />
          </td>
          <td className={cn(top, middle, "w-full max-w-0")}>
            <EventDetails details={event.details} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Who({ event: { actor } }: { event: RecordedAuditEvent }) {
  if (!actor) return <span className="text-muted">Unknown person</span>;
  return (
    <span className="block lg:whitespace-nowrap">
      {actor.name} <span className="text-muted">({actor.username})</span>
    </span>
  );
}

function Subject({ event: { subject } }: { event: RecordedAuditEvent }) {
  const words = subject.label || subject.type;
  if (subject.type !== "upload") return <span className="wrap-anywhere text-muted">{words}</span>;
  return (
    <Link
      href={`/uploads/${subject.id}`}
      prefetch={false}
      className="wrap-anywhere text-link underline-offset-2 hover:underline"
    >
      {words}
    </Link>
  );
}
