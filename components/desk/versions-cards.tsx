"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useRef } from "react";
import { Checkbox } from "#components/ui/checkbox";
import { Select } from "#components/ui/select";
import { keepActive } from "./keep-active.ts";
import { ScrollingProvider } from "./scrolling.tsx";
import { useFollowFocus } from "./use-follow-focus.ts";
import { useVersionTable } from "./use-version-table.ts";
import { VersionCard } from "./version-card.tsx";
import type { VersionsProps } from "./versions-table.tsx";

const cardHeight = 104;

/** The versions on a phone: a card each, the same selection and order as the table has. */
export function VersionsCards({ rows, selection, onSelection }: VersionsProps) {
  const box = useRef<HTMLDivElement>(null);
  const versions = useVersionTable({ rows, selection, onSelection, page: () => 4 });
  const { table, active, rows: modelRows } = versions;
  const virtual = useVirtualizer({
    count: versions.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => cardHeight,
    getItemKey: useCallback((index: number) => modelRows[index]?.id ?? index, [modelRows]),
    rangeExtractor: (range) => keepActive(range, active),
    overscan: 4,
  });
  const follow = useFollowFocus(() => box.current, active);
  function onKeyDown(event: KeyboardEvent) {
    const to = versions.key(event);
    if (to === null) return;
    event.preventDefault();
    follow();
    virtual.scrollToIndex(to);
  }
  const sortable = table.getAllLeafColumns().filter((column) => column.getCanSort());
  const sorted = table.state.sorting[0];
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line bg-sunken px-3 py-1.5">
        <label htmlFor="select-all" className="flex items-center gap-2">
          <Checkbox
            id="select-all"
            checked={versions.selected > 0 && versions.selected === versions.rows.length}
            indeterminate={versions.selected > 0 && versions.selected < versions.rows.length}
            onChange={versions.selectAll}
          />
          Select all versions
        </label>
        <Select
          aria-label="Sort by"
          value={sorted ? `${sorted.id}${sorted.desc ? " desc" : ""}` : ""}
          onChange={({ target }) => {
            const [id, desc] = target.value.split(" ");
            table.setSorting(id ? [{ id, desc: desc === "desc" }] : []);
          }}
          className="ml-auto w-auto!"
        >
          <option value="">As listed</option>
          {sortable.map((column) => (
            <option key={column.id} value={`${column.id}${column.columnDef.sortDescFirst ? " desc" : ""}`}>
              {String(column.columnDef.header)}
            </option>
          ))}
        </Select>
      </div>
      <div ref={box} className="max-h-[75dvh] min-h-80 overflow-auto bg-surface">
        <ul aria-label="Versions that can be uploaded" className="relative" style={{ height: virtual.getTotalSize() }}>
          <ScrollingProvider value={virtual.isScrolling}>
            {virtual.getVirtualItems().map((item) => {
              const row = versions.rows[item.index];
              return row ? (
                <VersionCard
                  key={row.id}
                  row={row.original}
                  at={item.index}
                  top={item.start}
                  active={item.index === active}
                  selected={selection[row.id] === true}
                  onToggle={versions.select}
                  onKeyDown={onKeyDown}
                />
              ) : null;
            })}
          </ScrollingProvider>
        </ul>
      </div>
    </>
  );
}
