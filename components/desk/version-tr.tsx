"use client";

import { FlexRender, type Row } from "@tanstack/react-table";
import { type KeyboardEvent, memo } from "react";
import { Checkbox } from "#components/ui/checkbox";
import { cn } from "#components/ui/class-names";
import type { VersionRow } from "#lib/domain/desk";
import { ActiveRowProvider } from "./active-row.tsx";
import type { Features } from "./table-features.ts";

/** Px of the column of checkboxes. */
export const boxWidth = 36;

interface VersionTrProps {
  row: Row<Features, VersionRow>;
  at: number;
  active: boolean;
  selected: boolean;
  onToggle: (at: number, withShift: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One version. The row's checkbox holds the keyboard's focus: space selects, arrows move on. */
export const VersionTr = memo(function VersionTr({ row, at, active, selected, onToggle, onKeyDown }: VersionTrProps) {
  const ground = selected ? "bg-selected" : "bg-surface group-hover:bg-hover";
  return (
    <ActiveRowProvider value={active}>
      <tr
        data-at={at}
        aria-rowindex={at + 2}
        aria-selected={selected}
        className={cn("group h-9", selected ? "bg-selected" : "hover:bg-hover")}
      >
        <td className={cn("left-0 z-10 h-9 border-b border-line p-0 group-data-aside/box:sticky", ground)}>
          <label htmlFor={`select-${row.id}`} className="grid h-9 place-items-center">
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
              key={cell.id}
              style={pinned ? { left: boxWidth + cell.column.getStart("start") } : undefined}
              className={cn(
                "h-9 truncate border-b border-line px-2",
                pinned && cn("z-10 group-data-aside/box:sticky", ground),
                look?.mono && "font-mono text-xs",
              )}
            >
              <FlexRender cell={cell} />
            </td>
          );
        })}
      </tr>
    </ActiveRowProvider>
  );
});
