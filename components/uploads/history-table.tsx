import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { historyMessages as words } from "#components/messages/history-messages";
import { Badge } from "#components/ui/badge";
import { cn } from "#components/ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";
import { bodyCell, bodyRow, Table } from "#components/ui/table";
import type { Upload } from "#lib/domain/upload";
import { countWords } from "./count-words.ts";
import { findingCount, shownCheck } from "./finding-groups.ts";
import { UploadStateBadge } from "./upload-state-badge.tsx";
import { UploadTypeMark } from "./upload-type-mark.tsx";

const columns = [
  { name: words.columns.at, className: "" },
  { name: words.columns.actor, className: "" },
  { name: words.columns.type, className: "" },
  { name: words.columns.project, className: "" },
  { name: words.columns.destination, className: "w-full" },
  { name: words.columns.versions, className: "md:max-lg:hidden" },
  { name: words.columns.state, className: "" },
] as const;

/** On a phone, time and state stand on the first line of a card, and this ends that line. */
const lineBreak = "max-md:before:order-1 max-md:before:w-full";

/** Past uploads, one row each; the whole row leads to the upload's page. */
export function HistoryTable({ uploads }: { uploads: readonly Upload[] }) {
  return (
    <Table caption={words.table} columns={columns}>
      {uploads.map((upload) => (
        <tr key={upload.id} className={cn(bodyRow, "relative", lineBreak)}>
          <th scope="row" className={cn(bodyCell, "text-left font-medium whitespace-nowrap max-md:grow")}>
            <Link
              href={`/uploads/${upload.id}`}
              prefetch={false}
              className="text-link after:absolute after:inset-0 hover:underline"
            >
              <RelativeTime at={upload.submittedAt} />
            </Link>
          </th>
          <td className={cn(bodyCell, "whitespace-nowrap max-md:order-3")}>{upload.actor.name}</td>
          <td className={cn(bodyCell, "max-md:order-2")}>
            <UploadTypeMark type={upload.uploadType} />
          </td>
          <td className={cn(bodyCell, "whitespace-nowrap text-muted max-md:order-4 md:text-ink")}>
            {upload.project.name}
          </td>
          <td className={cn(bodyCell, "font-mono text-xs wrap-anywhere max-md:order-5 max-md:w-full")}>
            {upload.destination}
          </td>
          <td className={cn(bodyCell, "whitespace-nowrap text-muted max-md:order-6 md:max-lg:hidden")}>
            {countWords(upload.counts)}
          </td>
          <td className={bodyCell}>
            <span className="flex flex-wrap gap-1 md:flex-nowrap">
              <UploadStateBadge upload={upload} />
              <ChangedMark upload={upload} />
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** That the newest look at the links found some that are not as they were made. */
function ChangedMark({ upload }: { upload: Upload }) {
  const check = shownCheck(upload);
  const changed = check === null ? 0 : findingCount(check);
  if (changed === 0) return null;
  return (
    <Badge tone="warn">
      <TriangleAlert aria-hidden="true" />
      {words.changedSince(changed)}
    </Badge>
  );
}
