"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useMemo } from "react";
import { GroupTr } from "./group-tr.tsx";
import { keepActive } from "./keep-active.ts";
import type { RowSelection } from "./row-selection.ts";
import { ScrollingProvider } from "./scrolling.tsx";
import { headHeight } from "./table-places.ts";
import { asRowGroup } from "./table-roles.ts";
import { useFollowFocus } from "./use-follow-focus.ts";
import { useStable } from "./use-stable.ts";
import type { TableKeys } from "./use-table-keys.ts";
import type { VersionTable } from "./use-version-table.ts";
import { type DrawnColumn, VersionTr } from "./version-tr.tsx";

interface VersionsBodyProps {
  /** What scrolls. */
  box: HTMLDivElement | null;
  /** Px. */
  rowHeight: number;
  versions: VersionTable;
  keys: TableKeys;
  selection: RowSelection;
}

/** The rows in view, each at its place; scrolling draws only those that come. */
export function VersionsBody({ box, rowHeight, versions, keys, selection }: VersionsBodyProps) {
  const { items, active } = versions;
  const columns = useDrawnColumns(versions.columns);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box,
    estimateSize: () => rowHeight,
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    rangeExtractor: (range) => keepActive(range, active),
    scrollPaddingStart: headHeight,
    overscan: 6,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured anew when they become taller.
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const follow = useFollowFocus(() => box, active);
  const onKeyDown = useStable((event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box?.clientHeight ?? 0) / rowHeight) - 2);
    const to = keys.onKey(event, page);
    if (to === null) return;
    event.preventDefault();
    follow();
    virtual.scrollToIndex(to);
  });
  useEffect(() => {
    if (keys.cell === null) return;
    const cell = box?.querySelector(`[data-at="${active}"] [data-column="${keys.cell}"]`);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [box, active, keys.cell]);
  const onToggle = useStable(keys.select);
  const onOpen = useStable(versions.setOpen);
  return (
    <ScrollingProvider value={virtual.isScrolling}>
      <tbody {...asRowGroup} className="relative block" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const place = { at: index, top: start, active: index === active, onToggle, onKeyDown };
          return item.kind === "group" ? (
            <GroupTr
              key={item.key}
              {...place}
              group={item}
              selected={item.ids.filter((id) => selection[id]).length}
              onOpen={onOpen}
            />
          ) : (
            <VersionTr
              key={item.key}
              {...place}
              row={item.row}
              columns={columns}
              cell={index === active ? keys.cell : null}
              selected={selection[item.key] === true}
            />
          );
        })}
      </tbody>
    </ScrollingProvider>
  );
}

/** The same list until a column comes, goes or moves: a new width draws no row. */
function useDrawnColumns(columns: VersionTable["columns"]): readonly DrawnColumn[] {
  const text = columns.map(({ id, pinned }) => `${id} ${pinned ? "pinned" : ""}`).join(",");
  return useMemo(() => {
    const drawn = text.split(",").map((part) => {
      const [id = "", pinned] = part.split(" ");
      return { id, pinned: pinned === "pinned" };
    });
    return drawn.map((column, at) => ({ ...column, lastPinned: column.pinned && drawn[at + 1]?.pinned !== true }));
  }, [text]);
}
