"use client";

import type { SortingState } from "@tanstack/react-table";
import { type KeyboardEvent, memo, useState } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { Checkbox } from "#components/ui/checkbox";
import { boundedWidth, type ColumnPlace, moveByOne, setWidth } from "./column-layout.ts";
import { sortableColumns } from "./column-texts.ts";
import { SortHead } from "./sort-head.tsx";
import { asColumnHeader, asRow, asRowGroup } from "./table-roles.ts";
import { useStable } from "./use-stable.ts";
import type { TableView } from "./use-table-view.ts";

/** Px by which an arrow key widens or narrows a column. */
const widthStep = 16;

interface VersionsHeadProps {
  /** Those that are shown. */
  columns: readonly ColumnPlace[];
  /** All of them. */
  places: readonly ColumnPlace[];
  sorting: SortingState;
  keep: TableView["keep"];
  onSort: (id: string, within: boolean) => void;
  all: boolean;
  some: boolean;
  onAll: () => void;
}

/** The head of the table: one stop of the Tab key, arrow keys go through it. */
export const VersionsHead = memo(function VersionsHead(props: VersionsHeadProps) {
  const { columns, places, sorting, keep, onSort, all, some, onAll } = props;
  const [reached, setReached] = useState<string | null>(null);
  const reachable = columns.filter(({ id }) => sortableColumns.has(id));
  const stop = reachable.some(({ id }) => id === reached) ? reached : reachable[0]?.id;

  const onKeyDown = useStable((id: string, event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : null;
    const command = event.ctrlKey || event.metaKey;
    if (event.shiftKey && (event.key === "Enter" || event.key === " ")) onSort(id, true);
    else if (by === null || event.altKey) return;
    else if (event.shiftKey && command) keep((kept) => moveByOne(kept, places, id, by));
    else if (event.shiftKey) {
      const width = columns.find((column) => column.id === id)?.width ?? 0;
      keep((kept) => setWidth(kept, id, boundedWidth(width + by * widthStep)));
    } else focusHead(event.currentTarget, reachable[reachable.findIndex((column) => column.id === id) + by]?.id);
    event.preventDefault();
  });

  return (
    <thead {...asRowGroup} className="sticky top-0 z-20 block">
      <tr
        {...asRow}
        aria-rowindex={1}
        className="grid h-8 grid-cols-(--columns) border-b border-line-strong bg-sunken text-xs text-muted"
      >
        <th {...asColumnHeader} scope="col" className="left-0 z-10 bg-sunken p-0 group-data-aside/box:sticky">
          <label htmlFor="select-all" className="grid h-full place-items-center">
            <Checkbox
              id="select-all"
              aria-label={tableMessages.selectAll}
              checked={all}
              indeterminate={some && !all}
              onChange={onAll}
            />
          </label>
        </th>
        {columns.map((column) => (
          <SortHead
            key={column.id}
            column={column}
            sortable={sortableColumns.has(column.id)}
            sorting={sorting}
            reachable={column.id === stop}
            onSort={onSort}
            onKeyDown={onKeyDown}
            onFocus={setReached}
          />
        ))}
      </tr>
    </thead>
  );
});

function focusHead(from: Element, id: string | undefined) {
  if (id === undefined) return;
  from.closest("thead")?.querySelector<HTMLElement>(`[data-head="${id}"] button`)?.focus();
}
