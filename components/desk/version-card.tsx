"use client";

import { PanelRight } from "lucide-react";
import type { KeyboardEvent } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { cn } from "#components/ui/class-names";
import type { VersionRow } from "#lib/domain/desk";
import { ActiveRowProvider } from "./active-row.tsx";
import { framesText } from "./frames-text.ts";
import { PathCell } from "./path-cell.tsx";
import { CardMark, StatusNow } from "./row-mark.tsx";
import { SentBadges } from "./sent-badges.tsx";
import { Thumbnail } from "./thumbnail.tsx";
import { VersionLink } from "./version-link.tsx";

interface VersionCardProps {
  row: VersionRow;
  at: number;
  /** Px from the top of the list. */
  top: number;
  active: boolean;
  selected: boolean;
  onToggle: (at: number, withShift: boolean) => void;
  onDetail: (at: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One version on a phone. */
export function VersionCard({ row, at, top, active, selected, onToggle, onDetail, onKeyDown }: VersionCardProps) {
  const id = `select-${row.componentId}`;
  return (
    <ActiveRowProvider value={active}>
      <li
        data-at={at}
        style={{ transform: `translateY(${top}px)` }}
        className={cn("absolute inset-x-0 top-0 flex h-26 border-b border-line", selected && "bg-selected")}
      >
        <label htmlFor={id} className="grid w-10 shrink-0 place-items-center">
          <Checkbox
            id={id}
            aria-label={tableMessages.selectRow(row.versionName, row.componentName)}
            checked={selected}
            tabIndex={active ? 0 : -1}
            onChange={() => onToggle(at, false)}
            onKeyDown={onKeyDown}
          />
        </label>
        <div className="flex min-w-0 grow flex-col justify-center gap-0.5 pr-3">
          <p className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium">{row.shot.name}</span>
            <span className="truncate text-muted">{row.assetName}</span>
            <VersionLink row={row} />
            <span className="ml-auto flex shrink-0 gap-1">
              {row.camera ? <Badge>{row.camera}</Badge> : null}
              <Badge>{row.extension}</Badge>
            </span>
          </p>
          <div className="flex min-w-0 items-center gap-2">
            <Thumbnail id={row.thumbnailId} name={row.versionName} />
            <div className="min-w-0 text-xs text-muted">
              <p className="truncate">
                {[row.sequence?.name, row.department.name, framesText(row), row.artist?.name]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              <div className="flex min-w-0 gap-3">
                <StatusNow row={row} of="version" />
                <StatusNow row={row} of="task" />
              </div>
            </div>
          </div>
          <div className="flex min-w-0 items-center">
            <PathCell path={row.sourcePath} nameOnly />
            <SentBadges row={row} short />
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={tableMessages.detailsOf(row.versionName)}
              tabIndex={active ? 0 : -1}
              onClick={() => onDetail(at)}
              className="ml-auto"
            >
              <PanelRight aria-hidden="true" />
            </Button>
          </div>
        </div>
        <CardMark id={row.componentId} />
      </li>
    </ActiveRowProvider>
  );
}
