"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { Fragment, type KeyboardEvent, useRef } from "react";
import { Checkbox } from "#components/ui/checkbox";
import type { VersionRow } from "#lib/domain/desk";
import { keepActive } from "./keep-active.ts";
import type { RowSelection } from "./row-selection.ts";
import { SortHead } from "./sort-head.tsx";
import { useFollowFocus } from "./use-follow-focus.ts";
import { useRowClicks } from "./use-row-clicks.ts";
import { useScrolledAside } from "./use-scrolled-aside.ts";
import { useStable } from "./use-stable.ts";
import { useVersionTable } from "./use-version-table.ts";
import { boxWidth, VersionTr } from "./version-tr.tsx";

const rowHeight = 36;
const headHeight = 32;

export interface VersionsProps {
  rows: readonly VersionRow[];
  selection: RowSelection;
  onSelection: (selection: RowSelection) => void;
}

/** The versions as a table: only what is in view is drawn, the head and the first columns stay. */
export function VersionsTable({ rows, selection, onSelection }: VersionsProps) {
  const box = useRef<HTMLDivElement>(null);
  const page = () => Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
  const versions = useVersionTable({ rows, selection, onSelection, page });
  const { table, active } = versions;
  const virtual = useVirtualizer({
    count: versions.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => versions.rows[index]?.id ?? index,
    rangeExtractor: (range) => keepActive(range, active),
    scrollPaddingStart: headHeight,
    overscan: 6,
  });
  const follow = useFollowFocus(box, active);
  useRowClicks(box, versions.select);
  useScrolledAside(box);
  const onKeyDown = useStable((event: KeyboardEvent) => {
    const to = versions.key(event);
    if (to === null) return;
    event.preventDefault();
    follow();
    virtual.scrollToIndex(to);
  });
  const onToggle = useStable(versions.select);

  const columns = table.getAllLeafColumns();
  let drawnTo = 0;
  return (
    <div ref={box} className="group/box relative min-h-0 grow overflow-auto bg-surface">
      <table
        aria-rowcount={versions.rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-sm"
        style={{ minWidth: table.getTotalSize() + boxWidth }}
      >
        <caption className="sr-only">Versions that can be uploaded</caption>
        <colgroup>
          <col style={{ width: boxWidth }} />
          {columns.map((column, at) => (
            <col key={column.id} style={at === columns.length - 1 ? undefined : { width: column.getSize() }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-20">
          <tr aria-rowindex={1}>
            <th
              scope="col"
              className="left-0 z-10 h-8 group-data-aside/box:sticky border-b border-line-strong bg-sunken p-0"
            >
              <label htmlFor="select-all" className="grid h-8 place-items-center">
                <Checkbox
                  id="select-all"
                  aria-label="Select all versions"
                  checked={versions.selected > 0 && versions.selected === versions.rows.length}
                  indeterminate={versions.selected > 0 && versions.selected < versions.rows.length}
                  onChange={versions.selectAll}
                />
              </label>
            </th>
            {table.getHeaderGroups()[0]?.headers.map((header) => (
              <SortHead key={header.id} header={header} sorted={header.column.getIsSorted()} />
            ))}
          </tr>
        </thead>
        <tbody>
          {virtual.getVirtualItems().map((item) => {
            const row = versions.rows[item.index];
            if (!row) return null;
            const gap = item.start - drawnTo;
            drawnTo = item.end;
            return (
              <Fragment key={row.id}>
                <Gap height={gap} />
                <VersionTr
                  row={row}
                  at={item.index}
                  active={item.index === active}
                  selected={selection[row.id] === true}
                  onToggle={onToggle}
                  onKeyDown={onKeyDown}
                />
              </Fragment>
            );
          })}
          <Gap height={virtual.getTotalSize() - drawnTo} />
        </tbody>
      </table>
    </div>
  );
}

const unspoken = { "aria-hidden": true } as const;

/** Stands for rows that are not drawn; real rows carry their number, so nothing is lost where it isn't read. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr {...unspoken} style={{ height }} /> : null;
}
