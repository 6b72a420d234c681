"use client";

import { ArrowRight, ChevronRight, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { itemMessages } from "#components/messages/item-messages";
import { previewMessages } from "#components/messages/preview-messages";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import { Sentence } from "#components/ui/sentence";
import type { PreviewItem } from "#lib/domain/desk";
import { PreviewLinks } from "./preview-links.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

const words = previewMessages.item;

/** One version of the plan: what will become of it and why, where it comes from and where it goes. */
export function PreviewItemRow({ item, destination }: { item: PreviewItem; destination: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { deliverable, reasons, warnings, sourcePath, targetPath, frames, linkCount } = item;
  const about = [
    deliverable.sequence?.name,
    deliverable.shot.name,
    deliverable.department.name,
    deliverable.extension,
    deliverable.camera,
    frames && words.frames(frames),
  ];
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <VerdictBadge verdict={item.verdict} />
        <span className="font-medium wrap-anywhere">{deliverable.versionName}</span>
        <span className="text-xs text-muted">{about.filter(Boolean).join(" · ")}</span>
        {linkCount > 0 ? (
          <Button
            size="sm"
            variant="quiet"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            className="ml-auto"
          >
            <ChevronRight aria-hidden="true" className={cn("size-3.5!", open && "rotate-90")} />
            {words.links(linkCount)}
            <span className="sr-only">{words.of(deliverable.versionName)}</span>
          </Button>
        ) : null}
      </div>
      {reasons.map((reason) => (
        <p key={reason} className="mt-1 wrap-anywhere">
          <Sentence text={reason} />
        </p>
      ))}
      {warnings.map((warning) => (
        <p key={warning} className="mt-1 flex gap-1.5 wrap-anywhere">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-warn" />
          <span>
            <span className="font-medium text-warn">{words.warning} </span>
            <Sentence text={warning} />
          </span>
        </p>
      ))}
      <p className="mt-1 flex flex-wrap items-baseline gap-x-1.5 font-mono text-2xs wrap-anywhere">
        <span className="min-w-0 text-muted">{sourcePath ?? itemMessages.noSource}</span>
        {targetPath ? (
          <>
            <ArrowRight role="img" aria-label={words.linkedAs} className="size-3 shrink-0 self-center text-faint" />
            <span className="min-w-0">{below(targetPath, destination)}</span>
          </>
        ) : null}
      </p>
      <div id={id}>{open ? <PreviewLinks item={item} destination={destination} /> : null}</div>
    </li>
  );
}

function below(path: string, destination: string): string {
  return path.startsWith(`${destination}/`) ? `…/${path.slice(destination.length + 1)}` : path;
}
