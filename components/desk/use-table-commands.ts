"use client";

import { commandMessages } from "#components/messages/command-messages";
import { tableMessages } from "#components/messages/table-messages";
import { isUsual, resetColumns } from "./column-layout.ts";
import { type Command, useCommands } from "./command-registry.tsx";
import type { RowTexts } from "./use-row-texts.ts";
import type { TableView } from "./use-table-view.ts";
import type { VersionTable } from "./use-version-table.ts";

export interface TableControls {
  texts: RowTexts;
  versions: VersionTable;
  view: TableView;
  /** Whether the details are open. */
  detail: boolean;
  setDetail: (open: boolean) => void;
}

/** What the palette can do while versions are listed. */
export function useTableCommands({ texts, versions, view, detail, setDetail }: TableControls) {
  useCommands("table", () => {
    const words = commandMessages;
    const all = versions.selected === versions.found.length;
    const groupings = (["none", "sequence", "shot"] as const).map(
      (group): Command => ({
        id: `group-${group}`,
        group: "table",
        label: words.groupBy[group],
        off: view.grouping === group && words.alreadySo,
        run: () => view.setGrouping(group),
      }),
    );
    const grouped: Command[] =
      view.grouping === "none"
        ? []
        : [
            { id: "open-all", group: "table", label: tableMessages.openAll, run: versions.openAll },
            { id: "close-all", group: "table", label: tableMessages.closeAll, run: versions.closeAll },
          ];
    return [
      {
        id: "select-all",
        group: "versions",
        label: all ? words.clearSelection : words.selectAll,
        keys: words.keys.selectAll,
        run: versions.selectAll,
      },
      {
        id: "details",
        group: "versions",
        label: words.details,
        keys: words.keys.details,
        run: () => setDetail(!detail),
      },
      { id: "copy-rows", group: "versions", label: tableMessages.copyRows(texts.count), run: texts.copyRows },
      { id: "copy-paths", group: "versions", label: tableMessages.copyPaths(texts.count), run: texts.copyPaths },
      {
        id: "export",
        group: "versions",
        label: tableMessages.exportCsv(versions.found.length),
        run: () => void texts.exportCsv(),
      },
      { id: "find", group: "table", label: words.find, keys: "/", run: () => focusFind() },
      ...groupings,
      ...grouped,
      {
        id: "as-listed",
        group: "table",
        label: words.sortAsListed,
        off: view.sorting.length === 0 && words.alreadySo,
        run: () => view.setSorting([]),
      },
      {
        id: "columns",
        group: "table",
        label: words.columns,
        run: () => document.querySelector<HTMLElement>("[data-columns-button]")?.click(),
      },
      {
        id: "reset-columns",
        group: "table",
        label: words.resetColumns,
        off: isUsual(view.kept) && words.alreadySo,
        run: () => view.keep(resetColumns),
      },
    ];
  });
}

const findId = "find-in-table";

export { findId };

export function focusFind(): void {
  const field = document.getElementById(findId);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}
