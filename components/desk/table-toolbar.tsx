"use client";

import { Columns3, Ellipsis, Keyboard, PanelRight, Rows3, Rows4, Search, X } from "lucide-react";
import { Suspense } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { late } from "#components/ui/late";
import { Popover } from "#components/ui/popover";
import { Select } from "#components/ui/select";
import type { VersionRow } from "#lib/domain/desk";
import { useCommandList } from "./command-registry.tsx";
import type { RowSelection } from "./row-selection.ts";
import type { Grouping } from "./table-items.ts";
import { usePreference } from "./use-preferences.tsx";
import { useShortcut } from "./use-shortcut.ts";
import { findId, focusFind, type TableControls } from "./use-table-commands.ts";

const ColumnsPanel = late(() => import("./columns-panel.tsx").then((module) => module.ColumnsPanel));
const TextActions = late(() => import("./text-actions.tsx").then((module) => module.TextActions));
const groupings: readonly Grouping[] = ["none", "sequence", "shot"];

interface TableToolbarProps extends TableControls {
  /** Every listed row, whatever the filter says. */
  all: readonly VersionRow[];
  selection: RowSelection;
  narrow: boolean;
}

/** Find, group, columns, density, copy and details: what is done to the table as a whole. */
export function TableToolbar(props: TableToolbarProps) {
  const { texts, versions, view, detail, setDetail, all, selection, narrow } = props;
  const [{ density }, setLook] = usePreference("look");
  const commands = useCommandList();
  useShortcut("/", focusFind);
  const hidden = view.find === "" ? 0 : all.filter((row) => selection[row.componentId]).length - versions.selected;
  const other = density === "dense" ? "comfortable" : "dense";
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-surface px-3 py-1">
      <search className="relative w-72 max-sm:w-full">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint"
        />
        <Input
          id={findId}
          role="searchbox"
          aria-label={tableMessages.find}
          aria-keyshortcuts="/"
          placeholder={tableMessages.findHint}
          value={view.find}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => view.setFind(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") view.setFind("");
          }}
          className="px-7"
        />
        {view.find === "" ? null : (
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={tableMessages.clearFind}
            onClick={() => {
              view.setFind("");
              focusFind();
            }}
            className="absolute top-0.5 right-0.5"
          >
            <X aria-hidden="true" />
          </Button>
        )}
      </search>
      <p role="status" className="mr-auto min-w-0 truncate text-xs text-muted">
        {texts.notice ?? tableMessages.shown(versions.found.length, all.length)}
        {texts.notice === null && hidden > 0 ? (
          <span className="text-warn"> · {tableMessages.hiddenSelected(hidden)}</span>
        ) : null}
      </p>
      <Select
        aria-label={tableMessages.group}
        value={view.grouping}
        onChange={({ target }) => view.setGrouping(groupings.find((name) => name === target.value) ?? "none")}
        className="w-auto!"
      >
        {groupings.map((name) => (
          <option key={name} value={name}>
            {tableMessages.groups[name]}
          </option>
        ))}
      </Select>
      {narrow ? null : (
        <Popover
          label={tableMessages.columns}
          width={340}
          wanted={560}
          align="end"
          trigger={(trigger) => (
            <Button {...trigger} data-columns-button="">
              <Columns3 aria-hidden="true" />
              {tableMessages.columns}
            </Button>
          )}
        >
          <Suspense>
            <ColumnsPanel view={view} />
          </Suspense>
        </Popover>
      )}
      <Popover
        label={tableMessages.more}
        width={260}
        wanted={180}
        align="end"
        trigger={(trigger) => (
          <Button {...trigger} size="icon" aria-label={tableMessages.more} title={tableMessages.more}>
            <Ellipsis aria-hidden="true" />
          </Button>
        )}
      >
        {(close) => (
          <Suspense>
            <TextActions texts={texts} found={versions.found.length} onDone={close} />
          </Suspense>
        )}
      </Popover>
      <Button
        size="icon"
        aria-label={tableMessages.density[other]}
        title={tableMessages.density[other]}
        onClick={() => setLook((look) => ({ ...look, density: other }))}
      >
        {density === "dense" ? <Rows3 aria-hidden="true" /> : <Rows4 aria-hidden="true" />}
      </Button>
      <Button
        size={narrow ? "icon" : "md"}
        aria-label={narrow ? tableMessages.details : undefined}
        aria-pressed={detail}
        onClick={() => setDetail(!detail)}
        className="aria-pressed:bg-selected"
      >
        <PanelRight aria-hidden="true" />
        {narrow ? null : tableMessages.details}
      </Button>
      {narrow ? null : (
        <Button
          variant="quiet"
          size="icon"
          aria-label={tableMessages.keys}
          title={tableMessages.keys}
          onClick={() =>
            commands()
              .find(({ id }) => id === "help")
              ?.run()
          }
        >
          <Keyboard aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
