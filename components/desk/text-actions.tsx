"use client";

import { Copy, FileDown, FolderTree } from "lucide-react";
import { tableMessages } from "#components/messages/table-messages";
import { Button } from "#components/ui/button";
import type { RowTexts } from "./use-row-texts.ts";

interface TextActionsProps {
  texts: RowTexts;
  /** Rows that the filter lets through. */
  found: number;
  onDone: () => void;
}

/** Copy and export, as a short list of buttons. */
export function TextActions({ texts, found, onDone }: TextActionsProps) {
  const entries = [
    { label: tableMessages.copyRows(texts.count), Icon: Copy, run: texts.copyRows, off: texts.count === 0 },
    { label: tableMessages.copyPaths(texts.count), Icon: FolderTree, run: texts.copyPaths, off: texts.count === 0 },
    { label: tableMessages.exportCsv(found), Icon: FileDown, run: () => void texts.exportCsv(), off: found === 0 },
  ];
  return (
    <div className="flex flex-col p-1">
      {entries.map(({ label, Icon, run, off }) => (
        <Button
          key={label}
          variant="quiet"
          disabled={off}
          onClick={() => {
            run();
            onDone();
          }}
          className="justify-start text-ink"
        >
          <Icon aria-hidden="true" />
          {label}
        </Button>
      ))}
    </div>
  );
}
