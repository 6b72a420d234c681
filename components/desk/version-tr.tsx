"use client";

import { FlexRender, type Row } from "@tanstack/react-table";
import { type KeyboardEvent, memo } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { Checkbox } from "#components/ui/checkbox";
import { cn } from "#components/ui/class-names";
import type { VersionRow } from "#lib/domain/desk";
import { ActiveRowProvider } from "./active-row.tsx";
import { RowMark } from "./row-mark.tsx";
import type { Features } from "./table-features.ts";
import { asCell, asRow } from "./table-roles.ts";

/** A column as a row draws it: its width is the style sheet's business. */
export interface DrawnColumn {
  id: string;
  pinned: boolean;
  lastPinned: boolean;
}

interface VersionTrProps {
  row: Row<Features, VersionRow>;
  columns: readonly DrawnColumn[];
  at: number;
  /** Px from the top of the body. */
  top: number;
  active: boolean;
  /** The column of the cell that the arrow keys have reached; null where the row is not the active one. */
  cell: string | null;
  selected: boolean;
  onToggle: (at: number, withShift: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One version. The row's checkbox holds the keyboard's focus: space selects, arrows move on. */
export const VersionTr = memo(function VersionTr(props: VersionTrProps) {
  const { row, columns, at, top, active, selected, onToggle, onKeyDown } = props;
  const cells = row.getAllCellsByColumnId();
  const { versionName, componentName } = row.original;
  return (
    <ActiveRowProvider value={active}>
      <tr
        {...asRow}
        data-at={at}
        aria-rowindex={at + 2}
        aria-selected={selected}
        style={{ transform: `translateY(${top}px)` }}
        className={cn(
          "absolute inset-x-0 top-0 grid h-(--row-height) grid-cols-(--columns) items-center border-b border-line contain-strict",
          selected ? "bg-selected" : "bg-surface hover:bg-hover",
        )}
      >
        <td {...asCell} className="left-0 z-10 h-full bg-inherit p-0 group-data-aside/box:sticky">
          <label htmlFor={`select-${row.id}`} className="grid h-full place-items-center">
            <Checkbox
              id={`select-${row.id}`}
              aria-label={tableMessages.selectRow(versionName, componentName)}
              checked={selected}
              tabIndex={active ? 0 : -1}
              onChange={({ nativeEvent }) => onToggle(at, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
              onKeyDown={onKeyDown}
            />
          </label>
        </td>
        {columns.map(({ id, pinned, lastPinned }) => {
          const cell = cells[id];
          return cell ? (
            <td
              {...asCell}
              key={id}
              data-column={id}
              style={pinned ? { left: `var(--left-${id})` } : undefined}
              className={cn(
                "truncate px-2",
                pinned && "z-10 grid h-full items-center bg-inherit group-data-aside/box:sticky",
                lastPinned && "border-line-strong group-data-aside/box:border-r",
                cell.column.columnDef.meta?.mono && "font-mono text-xs",
                id === props.cell && "rounded-sm outline-2 -outline-offset-2 outline-focus",
              )}
            >
              <FlexRender cell={cell} />
            </td>
          ) : null;
        })}
        <RowMark id={row.id} />
      </tr>
    </ActiveRowProvider>
  );
});
