"use client";

import { FlexRender, type Header } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { cn } from "#components/ui/class-names";
import type { VersionRow } from "#lib/domain/desk";
import type { Features } from "./table-features.ts";
import { boxWidth } from "./version-tr.tsx";

interface SortHeadProps {
  header: Header<Features, VersionRow>;
  sorted: false | "asc" | "desc";
}

/** A column's head: a click sorts, with shift it sorts within the order that is there. */
export function SortHead({ header, sorted }: SortHeadProps) {
  const { column } = header;
  const pinned = column.getIsPinned() === "start";
  const Icon = sorted === "asc" ? ArrowUp : sorted === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
      style={pinned ? { left: boxWidth + column.getStart("start") } : undefined}
      className={cn(
        "h-8 border-b border-line-strong bg-sunken px-0 text-left text-xs font-medium text-muted",
        pinned && "z-10 group-data-aside/box:sticky",
      )}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          onClick={column.getToggleSortingHandler()}
          title="Sort; with shift, sort within the present order"
          className="group/sort relative flex h-8 w-full items-center gap-1 px-2 -outline-offset-2 hover:text-ink"
        >
          <span className="truncate">
            <FlexRender header={header} />
          </span>
          <Icon
            aria-hidden="true"
            className={cn(
              "size-3 shrink-0",
              sorted ? "text-ink" : "absolute right-1 bg-sunken opacity-0 group-hover/sort:opacity-100",
            )}
          />
        </button>
      ) : (
        <span className="sr-only">{column.columnDef.meta?.label}</span>
      )}
    </th>
  );
}
