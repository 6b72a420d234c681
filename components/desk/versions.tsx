"use client";

import { SearchX } from "lucide-react";
import { Suspense, useEffect, useRef, useState } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { late } from "#components/ui/late";
import type { VersionRow } from "#lib/domain/desk";
import type { Selection } from "#lib/domain/selection";
import type { RowSelection } from "./row-selection.ts";
import { rowHeights } from "./table-places.ts";
import { TableToolbar } from "./table-toolbar.tsx";
import { useNarrow } from "./use-narrow.ts";
import { usePreference } from "./use-preferences.tsx";
import { useRowTexts } from "./use-row-texts.ts";
import { useTableCommands } from "./use-table-commands.ts";
import { type TableKeys, useTableKeys } from "./use-table-keys.ts";
import { type TableView, useTableView } from "./use-table-view.ts";
import { useVersionTable, type VersionTable } from "./use-version-table.ts";
import { VersionsCards } from "./versions-cards.tsx";
import { VersionsTable } from "./versions-table.tsx";

const RowMenu = late(() => import("./row-menu.tsx").then((module) => module.RowMenu));
const VersionDetail = late(() => import("./version-detail.tsx").then((module) => module.VersionDetail));

interface VersionsProps {
  rows: readonly VersionRow[];
  selection: RowSelection;
  onSelection: (selection: RowSelection) => void;
  /** What the rows were asked for. */
  asked: Selection;
  /** The project's short name, for what is exported. */
  project: string;
}

/** What the table and the cards draw alike. */
export interface DrawnVersions {
  versions: VersionTable;
  view: TableView;
  keys: TableKeys & { open: (at: number) => void };
  selection: RowSelection;
  /** Px. */
  rowHeight: number;
  onMenu: (at: number, column: string | null, place: { x: number; y: number }) => void;
}

/** The listed versions with everything that can be done to the list: find, order, group, copy, look closer. */
export function Versions({ rows, selection, onSelection, asked, project }: VersionsProps) {
  const narrow = useNarrow();
  const view = useTableView();
  const [{ density }] = usePreference("look");
  const versions = useVersionTable({ rows, selection, onSelection, view });
  const [detail, setDetail] = useState(false);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const { active, activeRow } = versions;
  const keys = useTableKeys(versions, {
    open() {
      if (detail) document.getElementById("version-detail")?.focus();
      setDetail(true);
    },
    close() {
      setDetail(false);
      return detail;
    },
  });
  const texts = useRowTexts({ versions, cell: keys.cell, uploadType: asked.uploadType, project });
  const commands = { texts, versions, view, detail, setDetail };
  useTableCommands(commands);

  function open(at: number) {
    versions.setActive(at);
    setDetail(true);
  }

  // What held the focus may have gone with the panel, and a modal one lets nothing else have it before it is gone.
  const wasOpen = useRef(detail);
  useEffect(() => {
    if (wasOpen.current && !detail) focusRowIfLost();
    wasOpen.current = detail;
  });

  function focusRowIfLost() {
    if (document.activeElement === document.body || document.activeElement === null) focusRow();
  }

  function focusRow() {
    document.querySelector<HTMLElement>(`[data-at="${active}"] input`)?.focus();
  }

  const drawn: DrawnVersions = {
    versions,
    view,
    keys: { ...keys, open },
    selection,
    rowHeight: rowHeights[density],
    onMenu(at, column, place) {
      versions.setActive(at);
      keys.setCell(column);
      setMenu(place);
    },
  };
  const Drawn = narrow ? VersionsCards : VersionsTable;
  return (
    <>
      <TableToolbar {...commands} all={rows} selection={selection} narrow={narrow} />
      <div className="flex min-h-0 min-w-0 grow max-lg:flex-col">
        {versions.items.length > 0 ? (
          <Drawn {...drawn} />
        ) : (
          <div className="min-w-0 grow">
            <EmptyState
              icon={<SearchX />}
              title={tableMessages.nothingFound}
              action={<Button onClick={() => view.setFind("")}>{tableMessages.clearFind}</Button>}
            >
              {tableMessages.nothingFoundHint}
            </EmptyState>
          </div>
        )}
        {detail ? (
          <Suspense>
            <VersionDetail
              row={activeRow}
              project={asked.project}
              narrow={narrow}
              onClose={() => setDetail(false)}
              onBack={focusRow}
            />
          </Suspense>
        ) : null}
      </div>
      {menu && activeRow ? (
        <Suspense>
          <RowMenu
            row={activeRow}
            texts={texts}
            place={menu}
            onDetail={() => setDetail(true)}
            onClose={() => {
              setMenu(null);
              focusRowIfLost();
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
