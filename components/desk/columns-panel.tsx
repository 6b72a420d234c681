"use client";

import { ArrowDown, ArrowUp, Pin, RotateCcw } from "lucide-react";
import { tableMessages } from "#components/messages/table-messages";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { isUsual, moveByOne, resetColumns, setPinned, setShown } from "./column-layout.ts";
import type { TableView } from "./use-table-view.ts";

/** Every column with what can be done to it, in the order in which they stand. */
export function ColumnsPanel({ view }: { view: TableView }) {
  const { places, keep, kept } = view;
  const only = places.filter(({ shown }) => shown).length === 1;
  return (
    <div className="flex flex-col">
      <ul className="flex flex-col p-1">
        {places.map(({ id, label, shown, pinned }) => (
          <li key={id} className="flex items-center gap-1 rounded-sm pl-2 hover:bg-hover">
            <label htmlFor={`column-${id}`} className="flex h-7 min-w-0 grow items-center gap-2">
              <Checkbox
                id={`column-${id}`}
                aria-label={tableMessages.showColumn(label)}
                checked={shown}
                disabled={shown && only}
                onChange={() => keep((before) => setShown(before, places, id, !shown))}
              />
              <span className="truncate">{label}</span>
            </label>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={tableMessages.moveBack(label)}
              title={tableMessages.moveBack(label)}
              onClick={() => keep((before) => moveByOne(before, places, id, -1))}
            >
              <ArrowUp aria-hidden="true" />
            </Button>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={tableMessages.moveOn(label)}
              title={tableMessages.moveOn(label)}
              onClick={() => keep((before) => moveByOne(before, places, id, 1))}
            >
              <ArrowDown aria-hidden="true" />
            </Button>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-pressed={pinned}
              aria-label={tableMessages.pinColumn(label)}
              title={tableMessages.pinColumn(label)}
              onClick={() => keep((before) => setPinned(before, places, id, !pinned))}
              className="aria-pressed:bg-selected aria-pressed:text-link"
            >
              <Pin aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <div className="sticky bottom-0 flex items-center gap-2 border-t border-line bg-raised px-3 py-2">
        <p className="grow text-xs text-muted">{tableMessages.columnsHint}</p>
        <Button size="sm" disabled={isUsual(kept)} onClick={() => keep(resetColumns)}>
          <RotateCcw aria-hidden="true" />
          {tableMessages.resetColumns}
        </Button>
      </div>
    </div>
  );
}
