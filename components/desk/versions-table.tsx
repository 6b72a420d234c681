"use client";

import { useLayoutEffect, useState } from "react";
import type { VersionRow } from "#lib/domain/desk";
import type { RowSelection } from "./row-selection.ts";
import { columnTemplate, rowHeight, tableWidth } from "./table-places.ts";
import { asTable } from "./table-roles.ts";
import { useRowClicks } from "./use-row-clicks.ts";
import { useScrolledAside } from "./use-scrolled-aside.ts";
import { useVersionTable } from "./use-version-table.ts";
import { VersionsBody } from "./versions-body.tsx";
import { VersionsHead } from "./versions-head.tsx";

export interface VersionsProps {
  rows: readonly VersionRow[];
  selection: RowSelection;
  onSelection: (selection: RowSelection) => void;
}

/** The versions as a table: only what is in view is drawn, the head and the first columns stay. */
export function VersionsTable({ rows, selection, onSelection }: VersionsProps) {
  // State, not a ref: the body inside needs it when it is drawn, which is before a ref is set.
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const [edge, setEdge] = useState<HTMLElement | null>(null);
  const page = () => Math.max(1, Math.floor((box?.clientHeight ?? 0) / rowHeight) - 2);
  const versions = useVersionTable({ rows, selection, onSelection, page });
  useRowClicks(box, versions.select);
  useScrolledAside(box, edge);
  const columns = columnTemplate(versions.table);
  useLayoutEffect(() => box?.style.setProperty("--columns", columns), [box, columns]);
  return (
    <div ref={setBox} className="group/box relative min-h-0 grow overflow-auto bg-surface">
      <div ref={setEdge} aria-hidden="true" className="sticky top-0 -mb-px size-px" />
      <table
        {...asTable}
        aria-label="Versions that can be uploaded"
        aria-rowcount={versions.rows.length + 1}
        className="block text-sm"
        style={{ minWidth: tableWidth(versions.table) }}
      >
        <VersionsHead
          table={versions.table}
          sorting={versions.sorting}
          all={versions.selected > 0 && versions.selected === versions.rows.length}
          some={versions.selected > 0}
          onAll={versions.selectAll}
        />
        <VersionsBody box={box} versions={versions} selection={selection} />
      </table>
    </div>
  );
}
