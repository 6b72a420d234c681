import { createColumnHelper, type Row } from "@tanstack/react-table";
import { sentMessages } from "#components/messages/sent-messages";
import { tableMessages } from "#components/messages/table-messages";
import { Badge } from "#components/ui/badge";
import type { VersionRow } from "#lib/domain/desk";
import { versionLabel } from "#lib/domain/layout";
import { compareNatural } from "#lib/domain/natural-order";
import { facetLabel } from "#lib/domain/selection";
import { DateCell, dateText } from "./date-cell.tsx";
import { frameCount, framesText } from "./frames-text.ts";
import { PathCell } from "./path-cell.tsx";
import { StatusNow } from "./row-mark.tsx";
import { SentBadges } from "./sent-badges.tsx";
import type { Features } from "./table-features.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { VersionLink } from "./version-link.tsx";

const column = createColumnHelper<Features, VersionRow>();
const words = tableMessages.column;

function natural(one: Row<Features, VersionRow>, other: Row<Features, VersionRow>, id: string): number {
  return compareNatural(String(one.getValue(id)), String(other.getValue(id)));
}

const none = <span className="text-faint">–</span>;

/** The columns of the table, in the order in which the artist reads a version. */
export const versionColumns = column.columns([
  column.display({
    id: "thumbnail",
    header: "",
    size: 60,
    meta: { label: words.thumbnail },
    cell: ({ row }) => <Thumbnail id={row.original.thumbnailId} name={row.original.versionName} />,
  }),
  column.accessor((row) => row.sequence?.name ?? "", {
    id: "sequence",
    header: facetLabel.sequence,
    size: 92,
    sortFn: natural,
    cell: ({ row }) => row.original.sequence?.name ?? none,
  }),
  column.accessor((row) => row.shot.name, {
    id: "shot",
    header: facetLabel.shot,
    size: 104,
    sortFn: natural,
    cell: ({ row }) => <span title={row.original.shot.path}>{row.original.shot.name}</span>,
  }),
  column.accessor("assetName", { header: facetLabel.asset, size: 112, sortFn: natural }),
  column.accessor("version", {
    header: words.version,
    size: 80,
    sortDescFirst: true,
    meta: { text: (row) => versionLabel(row.version) },
    cell: ({ row }) => <VersionLink row={row.original} />,
  }),
  column.accessor("extension", { header: facetLabel.extension, size: 88, sortFn: natural, meta: { mono: true } }),
  column.accessor((row) => row.camera ?? "", {
    id: "camera",
    header: facetLabel.camera,
    size: 112,
    sortFn: natural,
    cell: ({ row }) => (row.original.camera === null ? none : <Badge>{row.original.camera}</Badge>),
  }),
  column.accessor(frameCount, {
    id: "frames",
    header: words.frames,
    size: 96,
    meta: { text: framesText },
    cell: ({ row }) => framesText(row.original),
  }),
  column.accessor((row) => row.versionStatus.name, {
    id: "versionStatus",
    header: words.versionStatus,
    size: 160,
    sortFn: natural,
    cell: ({ row }) => <StatusNow row={row.original} of="version" />,
  }),
  column.accessor((row) => row.task?.status.name ?? "", {
    id: "taskStatus",
    header: words.taskStatus,
    size: 192,
    sortFn: natural,
    cell: ({ row }) => <StatusNow row={row.original} of="task" />,
  }),
  column.accessor((row) => row.sent?.going?.at ?? row.sent?.own?.latest.at ?? "", {
    id: "sent",
    header: sentMessages.column,
    size: 264,
    sortDescFirst: true,
    cell: ({ row }) => <SentBadges row={row.original} />,
  }),
  column.accessor((row) => row.department.name, {
    id: "department",
    header: facetLabel.department,
    size: 116,
    sortFn: natural,
  }),
  column.accessor((row) => row.artist?.name ?? "", {
    id: "artist",
    header: words.artist,
    size: 132,
    sortFn: natural,
    cell: ({ row }) => row.original.artist?.name ?? none,
  }),
  column.accessor((row) => row.date ?? "", {
    id: "date",
    header: words.date,
    size: 176,
    sortDescFirst: true,
    meta: { text: ({ date }) => (date === null ? "" : dateText(date)) },
    cell: ({ row }) => (row.original.date === null ? none : <DateCell at={row.original.date} />),
  }),
  column.accessor((row) => row.sourcePath ?? "", {
    id: "sourcePath",
    header: words.sourcePath,
    size: 560,
    sortFn: natural,
    cell: ({ row }) => <PathCell path={row.original.sourcePath} />,
  }),
]);

/** Columns that stay in view while the rest scrolls sideways. */
export const usuallyPinned = ["thumbnail", "sequence", "shot"];
