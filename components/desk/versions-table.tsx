"use client";

import { useLayoutEffect, useState } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { moveBeside, setWidth } from "./column-layout.ts";
import { textOfCell } from "./column-texts.ts";
import { placeColumns } from "./table-places.ts";
import { asTable } from "./table-roles.ts";
import { useColumnDrag } from "./use-column-drag.ts";
import { useRowClicks } from "./use-row-clicks.ts";
import { useScrolledAside } from "./use-scrolled-aside.ts";
import { useStable } from "./use-stable.ts";
import type { DrawnVersions } from "./versions.tsx";
import { VersionsBody } from "./versions-body.tsx";
import { VersionsHead } from "./versions-head.tsx";

/** The versions as a table: only what is in view is drawn, the head and the pinned columns stay. */
export function VersionsTable({ versions, view, keys, selection, rowHeight, onMenu }: DrawnVersions) {
  // State, not a ref: the body inside needs it when it is drawn, which is before a ref is set.
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const [edge, setEdge] = useState<HTMLElement | null>(null);
  const { columns, selected, found } = versions;
  useRowClicks(box, {
    onClick(at, withShift) {
      const item = versions.items[at];
      if (item?.kind === "group") versions.setOpen(item.key, !item.open);
      else keys.select(at, withShift);
    },
    onOpen: keys.open,
    onMenu,
  });
  useScrolledAside(box, edge);
  useColumnDrag(box, {
    columns,
    onWidth: (id, width) => view.keep((kept) => setWidth(kept, id, width)),
    onMove: (move) => view.keep((kept) => moveBeside(kept, view.places, move)),
  });
  useLayoutEffect(() => {
    if (box) placeColumns(box, columns);
  }, [box, columns]);
  const onSort = useStable((id: string, within: boolean) =>
    versions.table.getColumn(id)?.toggleSorting(undefined, within),
  );
  const cell = columns.find(({ id }) => id === keys.cell);
  const cellText =
    cell && versions.activeRow ? tableMessages.cell(cell.label, textOfCell(cell.id, versions.activeRow)) : "";
  return (
    <div
      ref={setBox}
      className="group/box relative min-h-0 min-w-0 grow scroll-pt-9 scroll-pl-(--pinned-width) overflow-auto bg-surface"
    >
      <div ref={setEdge} aria-hidden="true" className="sticky top-0 -mb-px size-px" />
      <table
        {...asTable}
        aria-label={tableMessages.name}
        aria-rowcount={versions.items.length + 1}
        className="block min-w-(--table-width) text-sm"
      >
        <VersionsHead
          columns={columns}
          places={view.places}
          sorting={view.sorting}
          keep={view.keep}
          onSort={onSort}
          all={selected > 0 && selected === found.length}
          some={selected > 0}
          onAll={versions.selectAll}
        />
        <VersionsBody box={box} rowHeight={rowHeight} versions={versions} keys={keys} selection={selection} />
      </table>
      <p role="status" className="sr-only">
        {cellText}
      </p>
    </div>
  );
}
