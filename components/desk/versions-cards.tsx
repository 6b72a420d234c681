"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useRef } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { Checkbox } from "#components/ui/checkbox";
import { Select } from "#components/ui/select";
import { GroupCard } from "./group-card.tsx";
import { keepActive } from "./keep-active.ts";
import { ScrollingProvider } from "./scrolling.tsx";
import { useFollowFocus } from "./use-follow-focus.ts";
import { VersionCard } from "./version-card.tsx";
import type { DrawnVersions } from "./versions.tsx";

/** Px. */
const cardHeight = 104;
const groupHeight = 40;
/** Cards that fit on a phone's screen. */
const page = 4;

/** The versions on a phone: a card each, the same selection, order and groups as the table has. */
export function VersionsCards({ versions, view, keys, selection }: DrawnVersions) {
  const box = useRef<HTMLDivElement>(null);
  const { table, active, items, found, selected } = versions;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (items[index]?.kind === "group" ? groupHeight : cardHeight),
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    rangeExtractor: (range) => keepActive(range, active),
    overscan: 4,
  });
  const follow = useFollowFocus(() => box.current, active);
  function onKeyDown(event: KeyboardEvent) {
    const to = keys.onKey(event, page);
    if (to === null) return;
    event.preventDefault();
    follow();
    virtual.scrollToIndex(to);
  }
  const sortable = table.getAllLeafColumns().filter((column) => column.getCanSort());
  const sorted = view.sorting[0];
  return (
    <div className="flex min-w-0 grow flex-col">
      <div className="flex items-center gap-3 border-b border-line bg-sunken px-3 py-1.5">
        <label htmlFor="select-all" className="flex items-center gap-2">
          <Checkbox
            id="select-all"
            checked={selected > 0 && selected === found.length}
            indeterminate={selected > 0 && selected < found.length}
            onChange={versions.selectAll}
          />
          {tableMessages.selectAll}
        </label>
        <Select
          aria-label={tableMessages.sortBy}
          value={sorted ? `${sorted.id}${sorted.desc ? " desc" : ""}` : ""}
          onChange={({ target }) => {
            const [id, desc] = target.value.split(" ");
            view.setSorting(id ? [{ id, desc: desc === "desc" }] : []);
          }}
          className="ml-auto w-auto!"
        >
          <option value="">{tableMessages.asListed}</option>
          {sortable.map((column) => {
            const usual = column.columnDef.sortDescFirst ? " desc" : "";
            const now = sorted?.id === column.id ? (sorted.desc ? " desc" : "") : usual;
            return (
              <option key={column.id} value={`${column.id}${now}`}>
                {String(column.columnDef.header)}
              </option>
            );
          })}
        </Select>
      </div>
      <div ref={box} className="max-h-[75dvh] min-h-80 overflow-auto bg-surface">
        <ul aria-label={tableMessages.name} className="relative" style={{ height: virtual.getTotalSize() }}>
          <ScrollingProvider value={virtual.isScrolling}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const item = items[index];
              if (item === undefined) return null;
              const place = { at: index, top: start, active: index === active, onToggle: keys.select, onKeyDown };
              return item.kind === "group" ? (
                <GroupCard
                  key={item.key}
                  {...place}
                  group={item}
                  selected={item.ids.filter((id) => selection[id]).length}
                  onOpen={versions.setOpen}
                />
              ) : (
                <VersionCard
                  key={item.key}
                  {...place}
                  row={item.row.original}
                  selected={selection[item.key] === true}
                  onDetail={keys.open}
                />
              );
            })}
          </ScrollingProvider>
        </ul>
      </div>
    </div>
  );
}
