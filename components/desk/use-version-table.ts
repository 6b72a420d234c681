"use client";

import { useTable } from "@tanstack/react-table";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { VersionRow } from "#lib/domain/desk";
import { textColumns } from "./column-texts.ts";
import { movedRow } from "./move-row.ts";
import { filterRows, rememberedText, wordsOf } from "./row-filter.ts";
import { extendTo, type RowSelection, selectRow, toggleAll } from "./row-selection.ts";
import { features } from "./table-features.ts";
import { tableItems } from "./table-items.ts";
import { useActiveItem } from "./use-active-item.ts";
import { useStable } from "./use-stable.ts";
import type { TableView } from "./use-table-view.ts";
import { versionColumns } from "./version-columns.tsx";

const rowId = (row: VersionRow) => row.componentId;

interface VersionTableInput {
  rows: readonly VersionRow[];
  selection: RowSelection;
  onSelection: (selection: RowSelection) => void;
  view: TableView;
}

/** What is drawn in which order, the selection and the place of the focus, for whatever draws the versions. */
export function useVersionTable({ rows, selection, onSelection, view }: VersionTableInput) {
  const { sorting, grouping, places } = view;
  const find = useDeferredValue(view.find);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef(0);

  const columns = useMemo(() => places.filter(({ shown }) => shown), [places]);
  const shownIds = columns.map(({ id }) => id).join(" ");
  const texts = useMemo(() => textColumns(shownIds.split(" ")), [shownIds]);
  const textOf = useMemo(
    () => rememberedText((row: VersionRow) => texts.map((column) => column.textOf(row)).join("\n")),
    [texts],
  );
  const found = useMemo(() => filterRows(rows, wordsOf(find), textOf), [rows, find, textOf]);
  const table = useTable({
    features,
    columns: versionColumns,
    data: found,
    getRowId: rowId,
    state: { sorting },
    onSortingChange: view.setSorting,
  });
  const model = table.getRowModel();
  const items = useMemo(() => tableItems(model.rows, grouping, closed), [model, grouping, closed]);
  const order = useMemo(() => items.map((item) => (item.kind === "row" ? item.key : null)), [items]);
  const ids = useMemo(() => model.rows.map((row) => row.id), [model]);
  const selected = useMemo(() => ids.filter((id) => selection[id]).length, [ids, selection]);
  const { active, setActive } = useActiveItem(items);
  const activeItem = items[active];

  function select(at: number, withShift: boolean) {
    const item = items[at];
    if (item?.kind === "group") onSelection(toggleAll(selection, item.ids));
    else onSelection(selectRow(selection, order, at, withShift ? { from: anchor.current } : null));
    anchor.current = at;
    setActive(at);
  }

  function move(to: number, withShift: boolean): number {
    if (withShift) onSelection(extendTo(selection, order, anchor.current, to));
    else anchor.current = to;
    setActive(to);
    return to;
  }

  return {
    table,
    columns,
    /** Columns that read as text, in the order in which they stand. */
    texts,
    items,
    active,
    activeRow: activeItem?.kind === "row" ? activeItem.row.original : null,
    setActive,
    select,
    /** Where a key leads, or null for one that doesn't move; `page` is the number of rows on the screen. */
    key(event: { key: string; shiftKey: boolean }, page: number): number | null {
      const to = movedRow(event.key, active, items.length, page);
      return to === null ? null : move(to, event.shiftKey);
    },
    setOpen(key: string, open: boolean) {
      setClosed((before) => {
        const next = new Set(before);
        if (open) next.delete(key);
        else next.add(key);
        return next;
      });
    },
    openAll: () => setClosed(new Set()),
    closeAll: () => setClosed(new Set(items.flatMap((item) => (item.kind === "group" ? item.key : [])))),
    /** Rows that the filter lets through, in their order, those of closed groups too. */
    found: model.rows,
    selected,
    selectAll: useStable(() => onSelection(toggleAll(selection, ids))),
    selectedRows: () => model.rows.flatMap((row) => (selection[row.id] ? row.original : [])),
  };
}
export type VersionTable = ReturnType<typeof useVersionTable>;
