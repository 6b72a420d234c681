"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { sentMessages } from "#components/messages/sent-messages";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { ExactTime } from "#components/ui/exact-time";
import { HoverCard } from "#components/ui/hover-card";
import { useHoverCard } from "#components/ui/use-hover-card";
import type { Sending } from "#lib/domain/already-sent";
import { useRowTabIndex } from "./active-row.tsx";

interface SentBadgeProps {
  tone: BadgeTone;
  upload: Sending;
  /** What was done, for which review: read out, and the first line of the card. */
  whole: string;
  children: ReactNode;
}

/** One upload in a badge that leads to its page; beside it, on hover or focus, when, by whom and where to. */
export function SentBadge({ tone, upload, whole, children }: SentBadgeProps) {
  const tabIndex = useRowTabIndex();
  const card = useHoverCard();
  return (
    <>
      <Link
        ref={(link) => {
          card.anchor.current = link;
        }}
        href={`/uploads/${upload.uploadId}`}
        prefetch={false}
        tabIndex={tabIndex}
        {...card.trigger}
        className="inline-flex min-w-0 rounded-sm hover:underline"
      >
        <span className="sr-only">{whole}: </span>
        <Badge tone={tone} className="min-w-0">
          {children}
        </Badge>
      </Link>
      <HoverCard card={card} width={360} wanted={110} className="px-3 py-2">
        <span className="block font-medium">{whole}</span>
        <span className="block text-muted">
          <ExactTime at={upload.at} /> {sentMessages.by(upload.by.name)}
        </span>
        <span className="block text-muted">
          {sentMessages.to} <code className="font-mono text-xs text-ink wrap-anywhere">{upload.destination}</code>
        </span>
      </HoverCard>
    </>
  );
}
