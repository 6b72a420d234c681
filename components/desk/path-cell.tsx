"use client";

import { FileX2 } from "lucide-react";
import { tableMessages as words } from "#components/messages/table-messages";
import { CopyButton } from "#components/ui/copy-button";
import { useRowTabIndex } from "./active-row.tsx";
import { splitPath } from "./split-path.ts";

interface PathCellProps {
  path: string | null;
  /** Only the file's name, where there is no room for folders. */
  nameOnly?: boolean;
}

/** A source path whose middle gives way, and a way to copy it whole. */
export function PathCell({ path, nameOnly = false }: PathCellProps) {
  const tabIndex = useRowTabIndex();
  if (path === null) {
    return (
      <span className="flex items-center gap-1.5 text-warn">
        <FileX2 aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="truncate">{words.noPath}</span>
      </span>
    );
  }
  const { head, tail } = splitPath(path);
  return (
    <span className="flex min-w-0 items-center gap-1 font-mono text-xs" title={path}>
      <CopyButton text={path} what={words.theSourcePath} tabIndex={tabIndex} className="text-faint" />
      {nameOnly ? (
        <span className="truncate text-muted">{tail.replace(/^\//, "")}</span>
      ) : (
        <span className="flex min-w-0">
          <span className="truncate text-muted">{head}</span>
          <span className="max-w-96 shrink-0 truncate">{tail}</span>
        </span>
      )}
    </span>
  );
}
