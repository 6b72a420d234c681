"use client";

import { ExternalLink } from "lucide-react";
import { deskMessages } from "#components/messages/desk-messages";
import type { VersionRow } from "#lib/domain/desk";
import { versionLabel } from "#lib/domain/layout";
import { useRowTabIndex } from "./active-row.tsx";

/** The version's number, leading to its page in ftrack. */
export function VersionLink({ row }: { row: VersionRow }) {
  const tabIndex = useRowTabIndex();
  const number = versionLabel(row.version);
  const inFtrack = deskMessages.inFtrack(row.versionName);
  return (
    <a
      href={row.ftrackUrl}
      target="_blank"
      rel="noreferrer"
      tabIndex={tabIndex}
      title={inFtrack}
      aria-label={`${number}, ${inFtrack}`}
      className="group/link inline-flex items-center gap-1 rounded-sm font-mono text-xs hover:text-link hover:underline"
    >
      {number}
      <ExternalLink aria-hidden="true" className="size-3 text-faint opacity-0 group-hover/link:opacity-100" />
    </a>
  );
}
