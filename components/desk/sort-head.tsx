"use client";

import type { SortingState } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { CSSProperties, KeyboardEvent, MouseEvent } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { cn } from "#components/ui/class-names";
import type { ColumnPlace } from "./column-layout.ts";
import { asColumnHeader } from "./table-roles.ts";

interface SortHeadProps {
  column: ColumnPlace;
  sortable: boolean;
  sorting: SortingState;
  /** It is the one head that the Tab key reaches. */
  reachable: boolean;
  onSort: (id: string, within: boolean) => void;
  onKeyDown: (id: string, event: KeyboardEvent) => void;
  onFocus: (id: string) => void;
}

/** A column's head: a click sorts, with shift within the order that is there; dragged it moves, its edge widens it. */
export function SortHead(props: SortHeadProps) {
  const { column, sortable, sorting, reachable, onSort, onKeyDown, onFocus } = props;
  const { id, label, pinned } = column;
  const place = sorting.findIndex((one) => one.id === id);
  const sorted = sorting[place];
  const Icon = sorted === undefined ? ChevronsUpDown : sorted.desc ? ArrowDown : ArrowUp;
  return (
    <th
      {...asColumnHeader}
      scope="col"
      data-head={id}
      aria-sort={sorted === undefined ? undefined : sorted.desc ? "descending" : "ascending"}
      style={pinned ? ({ "--left": `var(--left-${id})` } as CSSProperties) : undefined}
      className={cn(
        "group/head relative min-w-0 bg-sunken p-0 text-left font-medium",
        "data-drop:before:absolute data-drop:before:inset-y-0 data-drop:before:z-10 data-drop:before:w-0.5 data-drop:before:bg-focus",
        "data-[drop=before]:before:left-0 data-[drop=after]:before:right-0",
        // Only where it sticks: elsewhere a head would be moved by as much.
        pinned && "z-10 group-data-aside/box:sticky group-data-aside/box:left-(--left)",
      )}
    >
      {sortable ? (
        <button
          type="button"
          tabIndex={reachable ? 0 : -1}
          onClick={(event: MouseEvent) => onSort(id, event.shiftKey)}
          onKeyDown={(event) => onKeyDown(id, event)}
          onFocus={() => onFocus(id)}
          title={tableMessages.sortTitle}
          aria-keyshortcuts="Shift+Enter Shift+ArrowLeft Shift+ArrowRight Control+Shift+ArrowLeft Control+Shift+ArrowRight"
          className="flex h-8 w-full items-center gap-1 px-2 -outline-offset-2 hover:text-ink"
        >
          <span className="truncate">{label}</span>
          <span
            className={cn(
              "flex shrink-0 items-center",
              sorted ? "text-ink" : "absolute right-1.5 bg-sunken opacity-0 group-hover/head:opacity-100",
            )}
          >
            <Icon aria-hidden="true" className="size-3" />
            {sorted && sorting.length > 1 ? (
              <>
                <span aria-hidden="true" className="text-2xs">
                  {place + 1}
                </span>
                <span className="sr-only">{tableMessages.sortedAs(place + 1, sorting.length)}</span>
              </>
            ) : null}
          </span>
        </button>
      ) : (
        <span className="sr-only">{label}</span>
      )}
      <span
        data-resize={id}
        aria-hidden="true"
        className={cn(
          "absolute inset-y-0 -right-1 z-20 w-2 cursor-col-resize touch-none",
          "after:absolute after:inset-y-1.5 after:left-1/2 after:w-px after:bg-line-strong hover:after:bg-focus",
        )}
      />
    </th>
  );
}
