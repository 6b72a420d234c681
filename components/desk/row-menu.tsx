"use client";

import { Copy, CopyPlus, ExternalLink, FolderTree, PanelRight } from "lucide-react";
import { tableMessages } from "#components/messages/table-messages";
import { Menu } from "#components/ui/menu";
import type { VersionRow } from "#lib/domain/desk";
import type { RowTexts } from "./use-row-texts.ts";

interface RowMenuProps {
  row: VersionRow;
  texts: RowTexts;
  place: { x: number; y: number };
  onDetail: () => void;
  onClose: () => void;
}

/** The menu of a version: of its cell under the pointer, and of what is selected. */
export function RowMenu({ row, texts, place, onDetail, onClose }: RowMenuProps) {
  return (
    <Menu
      label={tableMessages.menu(row.versionName)}
      place={place}
      onClose={onClose}
      items={[
        { id: "details", label: tableMessages.details, icon: <PanelRight aria-hidden="true" />, run: onDetail },
        {
          id: "cell",
          label: tableMessages.copyCell,
          icon: <Copy aria-hidden="true" />,
          off: !texts.hasCell,
          run: texts.copyCell,
        },
        {
          id: "rows",
          label: tableMessages.copyRows(texts.count),
          icon: <CopyPlus aria-hidden="true" />,
          run: texts.copyRows,
        },
        {
          id: "paths",
          label: tableMessages.copyPaths(texts.count),
          icon: <FolderTree aria-hidden="true" />,
          run: texts.copyPaths,
        },
        {
          id: "ftrack",
          label: tableMessages.openInFtrack,
          icon: <ExternalLink aria-hidden="true" />,
          run: () => window.open(row.ftrackUrl, "_blank", "noreferrer"),
        },
      ]}
    />
  );
}
