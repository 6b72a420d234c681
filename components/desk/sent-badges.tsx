"use client";

import { Check, History, Upload } from "lucide-react";
import { sentMessages } from "#components/messages/sent-messages";
import { Badge } from "#components/ui/badge";
import { cn } from "#components/ui/class-names";
import type { VersionRow } from "#lib/domain/desk";
import { versionLabel } from "#lib/domain/layout";
import { SentBadge } from "./sent-badge.tsx";
import { sentTime } from "./sent-time.ts";

interface SentBadgesProps {
  row: Pick<VersionRow, "sent" | "newerVersion" | "versionName">;
  /** Where there is little room: who stays in the card of the badge. */
  short?: boolean;
}

/** What uploads did with a row before and do now, and whether there is a newer version. Nothing where there is nothing to say. */
export function SentBadges({ row, short = false }: SentBadgesProps) {
  const { own = null, other = null, going = null } = row.sent ?? {};
  const newer = row.newerVersion === null ? null : versionLabel(row.newerVersion);
  return (
    <span className={cn("flex min-w-0 items-center gap-1", short && "shrink-0")}>
      {going ? (
        <SentBadge tone="info" upload={going} whole={sentMessages.goingWhole(going.uploadType)}>
          <Upload aria-hidden="true" />
          <span className="truncate">{short ? sentMessages.goingShort : sentMessages.going(going.by.name)}</span>
        </SentBadge>
      ) : null}
      {own ? (
        <SentBadge tone="type" upload={own.latest} whole={sentMessages.sentWhole(own.latest.uploadType, own.times)}>
          <Check aria-hidden="true" />
          <span className="truncate">
            {sentTime(own.latest.at)}
            {short || going ? "" : ` · ${own.latest.by.name}`}
          </span>
          {own.times > 1 ? <span>{sentMessages.times(own.times)}</span> : null}
        </SentBadge>
      ) : null}
      {other ? (
        <SentBadge
          tone="neutral"
          upload={other.latest}
          whole={sentMessages.sentWhole(other.latest.uploadType, other.times)}
        >
          <Check aria-hidden="true" />
          <span className="truncate">{sentMessages.otherType(other.latest.uploadType)}</span>
        </SentBadge>
      ) : null}
      {newer ? (
        <Badge tone="warn" className="shrink-0">
          <History aria-hidden="true" />
          <span className="sr-only">{sentMessages.newerWhole(newer)}</span>
          <span aria-hidden="true" title={sentMessages.newerWhole(newer)}>
            {short ? sentMessages.newerShort(newer) : sentMessages.newer(newer)}
          </span>
        </Badge>
      ) : null}
    </span>
  );
}
