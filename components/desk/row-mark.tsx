"use client";

import { CircleOff } from "lucide-react";
import { createContext, use } from "react";
import { liveMessages } from "#components/messages/live-messages";
import { Sentence } from "#components/ui/sentence";
import type { VersionRow } from "#lib/domain/desk";
import type { LiveRows } from "./live-rows.ts";
import { StatusCell } from "./status-cell.tsx";
import { asCell } from "./table-roles.ts";

const RowsNow = createContext<LiveRows["changed"]>(new Map());
/** What became of rows since they were listed. Their order goes by how they were listed, so none moves. */
export const RowsNowProvider = RowsNow.Provider;

/** A status as it is by now. */
export function StatusNow({ row, of }: { row: VersionRow; of: "version" | "task" }) {
  const now = use(RowsNow).get(row.componentId);
  const listed = of === "version" ? row.versionStatus : (row.task?.status ?? null);
  const status = now === undefined ? listed : of === "version" ? now.versionStatus : now.taskStatus;
  return status === null ? <span className="text-faint">–</span> : <StatusCell status={status} />;
}

/** Says that a row is no longer ready, and why, over its end: in view however far the table is scrolled aside. */
export function RowMark({ id }: { id: string }) {
  const lost = use(RowsNow).get(id)?.lost ?? null;
  if (lost === null) return null;
  return (
    <td {...asCell} className="sticky right-2 col-span-full row-start-1 justify-self-end p-0">
      <Mark lost={lost} />
    </td>
  );
}

/** The same on a card. */
export function CardMark({ id }: { id: string }) {
  const lost = use(RowsNow).get(id)?.lost ?? null;
  if (lost === null) return null;
  return (
    <div className="absolute right-3 bottom-2 left-10">
      <Mark lost={lost} />
    </div>
  );
}

function Mark({ lost }: { lost: string }) {
  const words = liveMessages.lost(lost);
  return (
    <span
      title={words.replaceAll("*", "")}
      className="flex h-6 max-w-lg items-center gap-1.5 rounded-sm border border-warn/40 bg-warn-soft px-2 text-xs text-ink"
    >
      <CircleOff aria-hidden="true" className="size-3.5 shrink-0 text-warn" />
      <span className="truncate">
        <Sentence text={words} />
      </span>
    </span>
  );
}
