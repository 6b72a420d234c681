"use client";

import { useState } from "react";
import type { VersionTable } from "./use-version-table.ts";

interface Key {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export interface TableKeys {
  /** The column of the active cell; null while the keys move whole rows. */
  cell: string | null;
  setCell: (cell: string | null) => void;
  /** Selects a row, or all of a group; from here on the keys mean rows. */
  select: (at: number, withShift: boolean) => void;
  /** Gives the item to go to, or null where the key was none of the table's. */
  onKey: (event: Key, page: number) => number | null;
}

/** What the keys do in the table: arrows move, left and right go through the cells or open and close a group. */
export function useTableKeys(versions: VersionTable, detail: { open: () => void; close: () => boolean }): TableKeys {
  const [cell, setCell] = useState<string | null>(null);
  const { active, items, columns } = versions;
  const shown = columns.some(({ id }) => id === cell) ? cell : null;

  function sideways(by: 1 | -1): number | null {
    const item = items[active];
    if (item?.kind === "group") {
      versions.setOpen(item.key, by === 1);
      return active;
    }
    const at = columns.findIndex(({ id }) => id === shown) + by;
    if (at >= columns.length) return active;
    setCell(at < 0 ? null : (columns[at]?.id ?? null));
    return active;
  }

  function enter(): number {
    const item = items[active];
    if (item?.kind === "group") versions.setOpen(item.key, !item.open);
    else detail.open();
    return active;
  }

  function onKey(event: Key, page: number): number | null {
    if (event.altKey) return null;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "a") {
      setCell(null);
      versions.selectAll();
      return active;
    }
    switch (event.key) {
      case "ArrowRight":
        return command ? null : sideways(1);
      case "ArrowLeft":
        return command ? null : sideways(-1);
      case "Enter":
        return enter();
      case "Escape":
        if (shown !== null) setCell(null);
        else if (!detail.close()) return null;
        return active;
      default:
        // Who selects on the way means rows from here on.
        if (event.shiftKey) setCell(null);
        return versions.key(event, page);
    }
  }

  function select(at: number, withShift: boolean) {
    setCell(null);
    versions.select(at, withShift);
  }

  return { cell: shown, setCell, select, onKey };
}
