"use client";

import { functionalUpdate, type SortingState, type Updater } from "@tanstack/react-table";
import { useQueryStates } from "nuqs";
import { useEffect, useMemo } from "react";
import { columnPlaces } from "./column-layout.ts";
import { columnBases, sortableColumns } from "./column-texts.ts";
import { tableParsers } from "./desk-url.tsx";
import { readSort, writeSort } from "./sort-in-url.ts";
import type { Grouping } from "./table-items.ts";
import { usePreference } from "./use-preferences.tsx";
import { usuallyPinned } from "./version-columns.tsx";

const groupings: readonly Grouping[] = ["none", "sequence", "shot"];

/**
 * How the person has the table: order, groups and filter by the address, so that a link shows the same. Where it says
 * nothing, order and groups are as they were kept, and the address says so from then on. Columns are kept only.
 */
export function useTableView() {
  const [url, setUrl] = useQueryStates(tableParsers);
  const [kept, keep] = usePreference("table");
  const sorting = useMemo<SortingState>(
    () => readSort(url.sort, sortableColumns) ?? kept.sorting.filter(({ id }) => sortableColumns.has(id)),
    [url.sort, kept.sorting],
  );
  const grouping = groupings.find((name) => name === url.group) ?? kept.group;
  useEffect(() => {
    const silent = {
      ...(url.sort === "" && sorting.length > 0 && { sort: writeSort(sorting) }),
      ...(url.group === "" && grouping !== "none" && { group: grouping }),
    };
    if (Object.keys(silent).length > 0) void setUrl(silent);
  }, [url.sort, url.group, sorting, grouping, setUrl]);
  const places = useMemo(() => columnPlaces(columnBases, usuallyPinned, kept), [kept]);
  return {
    sorting,
    grouping,
    find: url.find,
    /** Every column where the person has it, hidden ones too. */
    places,
    kept,
    /** Changes what is kept of the columns. */
    keep,
    setSorting(updater: Updater<SortingState>) {
      const next = functionalUpdate(updater, sorting);
      void setUrl({ sort: writeSort(next) });
      keep((before) => ({ ...before, sorting: next }));
    },
    setGrouping(group: Grouping) {
      void setUrl({ group });
      keep((before) => ({ ...before, group }));
    },
    setFind(find: string) {
      void setUrl({ find: find === "" ? null : find });
    },
  };
}
export type TableView = ReturnType<typeof useTableView>;
