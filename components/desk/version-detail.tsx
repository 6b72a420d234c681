"use client";

import { X } from "lucide-react";
import { detailMessages } from "#components/messages/detail-messages";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { VersionRow } from "#lib/domain/desk";
import { DetailBody } from "./detail-body.tsx";

interface VersionDetailProps {
  /** The active row; null where the focus is on the head of a group. */
  row: VersionRow | null;
  project: string;
  narrow: boolean;
  onClose: () => void;
  /** Gives the focus back to the row. */
  onBack: () => void;
}

/** All about the active version, beside the table; on a phone over it. */
export function VersionDetail({ row, project, narrow, onClose, onBack }: VersionDetailProps) {
  const body = row ? (
    <DetailBody key={row.componentId} row={row} project={project} />
  ) : (
    <p className="p-3 text-muted">{detailMessages.nothing}</p>
  );
  if (narrow) {
    return (
      <Dialog open onClose={onClose} title={row?.versionName ?? detailMessages.title}>
        <div className="-mx-4 -my-3">{body}</div>
      </Dialog>
    );
  }
  return (
    <aside
      id="version-detail"
      tabIndex={-1}
      aria-label={row ? `${detailMessages.title}: ${row.versionName} ${row.componentName}` : detailMessages.title}
      onKeyDown={(event) => {
        if (event.key === "Escape") onBack();
      }}
      className="flex shrink-0 flex-col border-line-strong bg-surface max-lg:h-80 max-lg:border-t lg:w-100 lg:border-l focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus"
    >
      <header className="flex h-8 shrink-0 items-center gap-2 border-b border-line-strong bg-sunken pl-3">
        <h2 className="min-w-0 grow truncate font-semibold">{row?.versionName ?? detailMessages.title}</h2>
        <Button variant="quiet" size="icon" aria-label={detailMessages.close} onClick={onClose}>
          <X aria-hidden="true" />
        </Button>
      </header>
      <div className="min-h-0 grow overflow-auto">{body}</div>
    </aside>
  );
}
