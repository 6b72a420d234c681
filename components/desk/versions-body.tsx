"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback } from "react";
import { keepActive } from "./keep-active.ts";
import type { RowSelection } from "./row-selection.ts";
import { ScrollingProvider } from "./scrolling.tsx";
import { headHeight, rowHeight } from "./table-places.ts";
import { asRowGroup } from "./table-roles.ts";
import { useFollowFocus } from "./use-follow-focus.ts";
import { useStable } from "./use-stable.ts";
import type { VersionTable } from "./use-version-table.ts";
import { VersionTr } from "./version-tr.tsx";

interface VersionsBodyProps {
  /** What scrolls. */
  box: HTMLDivElement | null;
  versions: VersionTable;
  selection: RowSelection;
}

/** The rows in view, each at its place; scrolling draws only those that come. */
export function VersionsBody({ box, versions, selection }: VersionsBodyProps) {
  const { rows, active } = versions;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box,
    estimateSize: () => rowHeight,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    rangeExtractor: (range) => keepActive(range, active),
    scrollPaddingStart: headHeight,
    overscan: 6,
  });
  const follow = useFollowFocus(() => box, active);
  const onKeyDown = useStable((event: KeyboardEvent) => {
    const to = versions.key(event);
    if (to === null) return;
    event.preventDefault();
    follow();
    virtual.scrollToIndex(to);
  });
  const onToggle = useStable(versions.select);
  return (
    <ScrollingProvider value={virtual.isScrolling}>
      <tbody {...asRowGroup} className="relative block" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row ? (
            <VersionTr
              key={row.id}
              row={row}
              at={item.index}
              top={item.start}
              active={item.index === active}
              selected={selection[row.id] === true}
              onToggle={onToggle}
              onKeyDown={onKeyDown}
            />
          ) : null;
        })}
      </tbody>
    </ScrollingProvider>
  );
}
