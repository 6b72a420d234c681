"use client";

import { ExternalLink } from "lucide-react";
import { detailMessages } from "#components/messages/detail-messages";
import { tableMessages } from "#components/messages/table-messages";
import { ExactTime } from "#components/ui/exact-time";
import type { VersionRow } from "#lib/domain/desk";
import { DetailList, DetailSection } from "./detail-part.tsx";
import { StatusCell } from "./status-cell.tsx";

/** What ftrack says of the version. */
export function DetailFacts({ row }: { row: VersionRow }) {
  const words = detailMessages;
  const { task, artist, date, comment } = row;
  return (
    <DetailSection title={words.facts}>
      <DetailList
        rows={[
          [tableMessages.groups.shot, row.shot.path],
          [words.component, `${row.assetName} / ${row.componentName}`],
          [words.task, task ? `${task.name}, ${task.department.name}` : words.noTask],
          [tableMessages.column.versionStatus, <StatusCell key="version" status={row.versionStatus} />],
          [tableMessages.column.taskStatus, task ? <StatusCell key="task" status={task.status} /> : "–"],
          [tableMessages.column.artist, artist?.name ?? "–"],
          [words.published, date ? <ExactTime key="date" at={date} /> : "–"],
          [words.comment, comment || <span className="text-faint">{words.noComment}</span>],
        ]}
      />
      <a
        href={row.ftrackUrl}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1 self-start rounded-sm text-link hover:underline"
      >
        {tableMessages.openInFtrack}
        <ExternalLink aria-hidden="true" className="size-3.5" />
      </a>
    </DetailSection>
  );
}
