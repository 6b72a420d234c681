import Link from "next/link";
import { cn } from "#components/ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";
import { bodyCell, bodyRow, headCell, Table } from "#components/ui/table";
import type { Upload } from "#lib/domain/upload";
import { countWords } from "./count-words.ts";
import { UploadStateBadge } from "./upload-state-badge.tsx";
import { UploadTypeMark } from "./upload-type-mark.tsx";

const wide = "max-lg:hidden";
const middle = "max-md:hidden";

/** Past uploads, one row each. On a phone everything moves into the first cell. */
export function HistoryTable({ uploads }: { uploads: readonly Upload[] }) {
  return (
    <Table
      caption="Uploads, newest first"
      head={
        <tr>
          <th scope="col" className={headCell}>
            When
          </th>
          <th scope="col" className={cn(headCell, middle)}>
            Who
          </th>
          <th scope="col" className={cn(headCell, middle)}>
            Type
          </th>
          <th scope="col" className={cn(headCell, middle)}>
            Project
          </th>
          <th scope="col" className={cn(headCell, wide, "w-full")}>
            Destination
          </th>
          <th scope="col" className={cn(headCell, wide)}>
            Versions
          </th>
          <th scope="col" className={cn(headCell, middle)}>
            State
          </th>
        </tr>
      }
    >
      {uploads.map((upload) => (
        <tr key={upload.id} className={cn(bodyRow, "relative")}>
          <th scope="row" className={cn(bodyCell, "text-left font-normal")}>
            <Link
              href={`/uploads/${upload.id}`}
              prefetch={false}
              className="font-medium whitespace-nowrap text-link after:absolute after:inset-0 hover:underline"
            >
              <RelativeTime at={upload.submittedAt} />
            </Link>
            <span className="block text-muted md:hidden">
              {upload.actor.name} · {upload.project.name}
            </span>
            <span className="mt-1 mb-0.5 flex flex-wrap gap-1 md:hidden">
              <UploadTypeMark type={upload.uploadType} />
              <UploadStateBadge upload={upload} />
            </span>
            <span className="block font-mono text-2xs wrap-anywhere text-muted lg:hidden">{upload.destination}</span>
          </th>
          <td className={cn(bodyCell, middle, "whitespace-nowrap")}>{upload.actor.name}</td>
          <td className={cn(bodyCell, middle)}>
            <UploadTypeMark type={upload.uploadType} />
          </td>
          <td className={cn(bodyCell, middle, "whitespace-nowrap")}>{upload.project.name}</td>
          <td className={cn(bodyCell, wide, "font-mono text-xs wrap-anywhere")}>{upload.destination}</td>
          <td className={cn(bodyCell, wide, "whitespace-nowrap text-muted")}>{countWords(upload.counts)}</td>
          <td className={cn(bodyCell, middle)}>
            <UploadStateBadge upload={upload} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
