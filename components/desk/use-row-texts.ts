"use client";

import { useEffect, useState } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { copyText } from "#components/ui/copy-text";
import type { VersionRow } from "#lib/domain/desk";
import type { UploadType } from "#lib/domain/upload-type";
import { textColumns } from "./column-texts.ts";
import { csvName, rowsAsTsv, tableOf } from "./rows-text.ts";
import { isTyping } from "./use-shortcut.ts";
import { useStable } from "./use-stable.ts";
import type { VersionTable } from "./use-version-table.ts";

const noticeMs = 4000;

interface RowTextsInput {
  versions: VersionTable;
  /** The active cell's column; null while whole rows are meant. */
  cell: string | null;
  project: string;
  uploadType: UploadType;
}

/** What is taken out of the table as text: to the clipboard, or as a file. */
export function useRowTexts({ versions, cell, project, uploadType }: RowTextsInput) {
  const [notice, setNotice] = useState<string | null>(null);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), noticeMs);
    return () => clearTimeout(timer);
  }, [notice]);

  const { activeRow, texts, selected } = versions;
  const column = cell === null ? undefined : textColumns([cell])[0];

  /** The selected rows that the filter shows, in their order; else the one that has the focus. */
  function chosen(): VersionRow[] {
    if (selected > 0) return versions.selectedRows();
    return activeRow ? [activeRow] : [];
  }

  async function copy(text: string, done: string) {
    setNotice((await copyText(text)) ? done : tableMessages.notCopied);
  }

  const copied = useStable((): { text: string; done: string } | null => {
    if (column && activeRow)
      return { text: column.textOf(activeRow), done: tableMessages.copied(column.textOf(activeRow)) };
    const rows = chosen();
    if (rows.length === 0) return null;
    return { text: rowsAsTsv(texts, rows), done: tableMessages.copiedRows(rows.length) };
  });

  useEffect(() => {
    function onCopy(event: ClipboardEvent) {
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      if ((window.getSelection()?.toString() ?? "") !== "") return;
      const what = copied();
      if (what === null) return;
      event.clipboardData?.setData("text/plain", what.text);
      event.preventDefault();
      setNotice(what.done);
    }
    document.addEventListener("copy", onCopy);
    return () => document.removeEventListener("copy", onCopy);
  }, [copied]);

  return {
    /** What was copied or exported a moment ago. */
    notice,
    /** Rows that would be copied. */
    count: selected > 0 ? selected : activeRow ? 1 : 0,
    hasCell: column !== undefined && activeRow !== null,
    copyCell() {
      if (column && activeRow) {
        const text = column.textOf(activeRow);
        void copy(text, tableMessages.copied(text));
      }
    },
    copyRows() {
      const rows = chosen();
      void copy(rowsAsTsv(texts, rows), tableMessages.copiedRows(rows.length));
    },
    copyPaths() {
      const paths = chosen().flatMap(({ sourcePath }) => sourcePath ?? []);
      if (paths.length === 0) setNotice(tableMessages.nothingToCopy);
      else void copy(paths.join("\n"), tableMessages.copiedPaths(paths.length));
    },
    async exportCsv() {
      const rows = versions.found.map((row) => row.original);
      const { csvText } = await import("#lib/domain/csv");
      saveFile(csvText(tableOf(texts, rows)), csvName(project, uploadType, new Date()));
      setNotice(tableMessages.exported(rows.length));
    },
  };
}
export type RowTexts = ReturnType<typeof useRowTexts>;

function saveFile(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
