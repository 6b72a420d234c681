"use client";

import type { SortingState } from "@tanstack/react-table";
import { memo } from "react";
import { Checkbox } from "#components/ui/checkbox";
import { SortHead } from "./sort-head.tsx";
import { asColumnHeader, asRow, asRowGroup } from "./table-roles.ts";
import type { VersionTable } from "./use-version-table.ts";

interface VersionsHeadProps {
  table: VersionTable["table"];
  sorting: SortingState;
  all: boolean;
  some: boolean;
  onAll: () => void;
}

/** The head of the table; drawn again only when order or selection change. */
export const VersionsHead = memo(function VersionsHead(props: VersionsHeadProps) {
  const { table, sorting, all, some, onAll } = props;
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
              aria-label="Select all versions"
              checked={all}
              indeterminate={some && !all}
              onChange={onAll}
            />
          </label>
        </th>
        {table.getHeaderGroups()[0]?.headers.map((header) => (
          <SortHead
            key={header.id}
            header={header}
            sorted={sorting.find(({ id }) => id === header.column.id) ?? null}
          />
        ))}
      </tr>
    </thead>
  );
});
