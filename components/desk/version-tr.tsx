"use client";

import { FlexRender, type Row } from "@tanstack/react-table";
import { type KeyboardEvent, memo } from "react";
import { Checkbox } from "#components/ui/checkbox";
import { cn } from "#components/ui/class-names";
import type { VersionRow } from "#lib/domain/desk";
import { ActiveRowProvider } from "./active-row.tsx";
import { RowMark } from "./row-mark.tsx";
import type { Features } from "./table-features.ts";
import { boxWidth } from "./table-places.ts";
import { asCell, asRow } from "./table-roles.ts";
import { pinnedColumns } from "./version-columns.tsx";

const lastPinned = pinnedColumns.start.at(-1);

interface VersionTrProps {
  row: Row<Features, VersionRow>;
  at: number;
  /** Px from the top of the body. */
  top: number;
  active: boolean;
  selected: boolean;
  onToggle: (at: number, withShift: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One version. The row's checkbox holds the keyboard's focus: space selects, arrows move on. */
export const VersionTr = memo(function VersionTr(props: VersionTrProps) {
  const { row, at, top, active, selected, onToggle, onKeyDown } = props;
  return (
    <ActiveRowProvider value={active}>
      <tr
        {...asRow}
        data-at={at}
        aria-rowindex={at + 2}
        aria-selected={selected}
        style={{ transform: `translateY(${top}px)` }}
        className={cn(
          "absolute inset-x-0 top-0 grid h-9 grid-cols-(--columns) items-center border-b border-line contain-strict",
          selected ? "bg-selected" : "bg-surface hover:bg-hover",
        )}
      >
        <td {...asCell} className="left-0 z-10 h-full bg-inherit p-0 group-data-aside/box:sticky">
          <label htmlFor={`select-${row.id}`} className="grid h-full place-items-center">
            <Checkbox
              id={`select-${row.id}`}
              aria-label={`Select ${row.original.versionName} ${row.original.componentName}`}
              checked={selected}
              tabIndex={active ? 0 : -1}
              onChange={({ nativeEvent }) => onToggle(at, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
              onKeyDown={onKeyDown}
            />
          </label>
        </td>
        {row.getAllCells().map((cell) => {
          const pinned = cell.column.getIsPinned() === "start";
          const look = cell.column.columnDef.meta;
          return (
            <td
              {...asCell}
              key={cell.id}
              style={pinned ? { left: boxWidth + cell.column.getStart("start") } : undefined}
              className={cn(
                "truncate px-2",
                pinned && "z-10 grid h-full items-center bg-inherit group-data-aside/box:sticky",
                cell.column.id === lastPinned && "border-line-strong group-data-aside/box:border-r",
                look?.mono && "font-mono text-xs",
              )}
            >
              <FlexRender cell={cell} />
            </td>
          );
        })}
        <RowMark id={row.id} />
      </tr>
    </ActiveRowProvider>
  );
});
