"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { useMemo, useRef, useState } from "react";
import type { VersionRow } from "#lib/domain/desk";
import { movedRow } from "./move-row.ts";
import { extendTo, type RowSelection, selectRow, toggleAll } from "./row-selection.ts";
import { features } from "./table-features.ts";
import { useStable } from "./use-stable.ts";
import { pinnedColumns, versionColumns } from "./version-columns.tsx";

const initialState = { columnPinning: pinnedColumns };
const rowId = (row: VersionRow) => row.componentId;

interface VersionTableInput {
  rows: readonly VersionRow[];
  selection: RowSelection;
  onSelection: (selection: RowSelection) => void;
  /** Rows that fit on the screen: how far the page keys go. */
  page: () => number;
}

/** Order, selection and the place of the focus, for whatever draws the versions. */
export function useVersionTable({ rows, selection, onSelection, page }: VersionTableInput) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  const table = useTable({
    features,
    columns: versionColumns,
    data: rows,
    getRowId: rowId,
    initialState,
    state: { sorting },
    onSortingChange: setSorting,
  });
  const model = table.getRowModel();
  const order = useMemo(() => model.rows.map((row) => row.id), [model]);
  const selected = useMemo(() => order.filter((id) => selection[id]).length, [order, selection]);

  function select(at: number, withShift: boolean) {
    onSelection(selectRow(selection, order, at, withShift ? { from: anchor.current } : null));
    anchor.current = at;
    setActive(at);
  }

  /** Gives the row to go to, or null where the key was none of the table's. */
  function key(event: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): number | null {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "a") {
      onSelection(toggleAll(selection, order));
      return active;
    }
    const to = movedRow(event.key, active, order.length, page());
    if (to === null) return null;
    if (event.shiftKey) onSelection(extendTo(selection, order, anchor.current, to));
    else anchor.current = to;
    setActive(to);
    return to;
  }

  return {
    table,
    sorting,
    rows: model.rows,
    /** Never beyond the last row, also after a facet took rows away. */
    active: Math.min(active, order.length - 1),
    setActive,
    select,
    key,
    selected,
    selectAll: useStable(() => onSelection(toggleAll(selection, order))),
  };
}
export type VersionTable = ReturnType<typeof useVersionTable>;
