"use client";

import { type ColumnSort, FlexRender, type Header } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { cn } from "#components/ui/class-names";
import type { VersionRow } from "#lib/domain/desk";
import type { Features } from "./table-features.ts";
import { boxWidth } from "./table-places.ts";
import { asColumnHeader } from "./table-roles.ts";

interface SortHeadProps {
  header: Header<Features, VersionRow>;
  sorted: ColumnSort | null;
}

/** A column's head: a click sorts, with shift it sorts within the order that is there. */
export function SortHead({ header, sorted }: SortHeadProps) {
  const { column } = header;
  const pinned = column.getIsPinned() === "start";
  const Icon = sorted === null ? ChevronsUpDown : sorted.desc ? ArrowDown : ArrowUp;
  return (
    <th
      {...asColumnHeader}
      scope="col"
      aria-sort={sorted === null ? undefined : sorted.desc ? "descending" : "ascending"}
      style={pinned ? { left: boxWidth + column.getStart("start") } : undefined}
      className={cn("min-w-0 bg-sunken p-0 text-left font-medium", pinned && "z-10 group-data-aside/box:sticky")}
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
