"use client";

import { CircleCheck, CircleX, ExternalLink } from "lucide-react";
import { deskMessages } from "#components/messages/desk-messages";
import { whyNotMessages as words } from "#components/messages/why-not-messages";
import { Badge } from "#components/ui/badge";
import { Sentence } from "#components/ui/sentence";
import type { DeliverableFacets } from "#lib/domain/deliverable";
import type { FacetChoices } from "#lib/domain/facets";
import type { WhyNot } from "#lib/domain/why-not";
import { DateCell } from "./date-cell.tsx";
import { StatusCell } from "./status-cell.tsx";
import { Thumbnail } from "./thumbnail.tsx";
import { WhyNotComponent } from "./why-not-component.tsx";

interface WhyNotVersionProps {
  version: WhyNot["versions"][number];
  managers: WhyNot["managers"];
  choices: FacetChoices;
  isShown: (componentId: string) => boolean;
  onBring: (facets: DeliverableFacets) => void;
}

/** One version that was looked for: its statuses, each rule that it fails, its components, and who could change it. */
export function WhyNotVersion({ version, managers, choices, isShown, onBring }: WhyNotVersionProps) {
  const { name, reasons, task, artist, date } = version;
  const ready = reasons.length === 0;
  return (
    <li className="flex gap-3 border-b border-line px-4 py-3">
      <Thumbnail id={version.thumbnailId} name={name} tabIndex={0} />
      <div className="flex min-w-0 grow flex-col gap-1.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <a
            href={version.ftrackUrl}
            target="_blank"
            rel="noreferrer"
            aria-label={deskMessages.inFtrack(name)}
            className="inline-flex min-w-0 items-center gap-1 rounded-sm font-medium wrap-anywhere hover:text-link hover:underline"
          >
            {name}
            <ExternalLink aria-hidden="true" className="size-3 shrink-0 text-faint" />
          </a>
          <Badge tone={ready ? "good" : "bad"}>
            {ready ? <CircleCheck aria-hidden="true" /> : <CircleX aria-hidden="true" />}
            {ready ? words.passes : words.fails}
          </Badge>
          <span className="ml-auto text-xs text-muted">
            {artist ? `${artist.name}${date === null ? "" : " · "}` : null}
            {date === null ? null : <DateCell at={date} />}
          </span>
        </div>
        <div className="flex flex-wrap gap-x-4 text-xs text-muted">
          <span>{version.shotPath}</span>
          <StatusCell status={version.versionStatus} />
          {task === null ? (
            words.noTask
          ) : (
            <StatusCell status={{ ...task.status, name: `${task.name}: ${task.status.name}` }} />
          )}
        </div>
        {ready ? null : (
          <ul className="flex flex-col gap-0.5">
            {reasons.map((reason) => (
              <li key={reason} className="flex gap-1.5">
                <CircleX aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-bad" />
                <span className="min-w-0 wrap-anywhere">
                  <Sentence text={reason} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {version.components.length > 0 ? (
          <ul className="flex flex-col gap-1">
            {version.components.map((component) => (
              <WhyNotComponent
                key={component.componentId}
                component={component}
                ready={ready}
                choices={choices}
                shown={isShown(component.componentId)}
                onBring={onBring}
              />
            ))}
          </ul>
        ) : null}
        {ready ? null : <p className="text-xs text-muted">{whoCanChange(version.assignees, managers)}</p>}
      </div>
    </li>
  );
}

function whoCanChange(assignees: readonly string[], managers: WhyNot["managers"]): string {
  const names = [...assignees.map(words.assigned), ...managers.map(({ name, role }) => words.manages(name, role))];
  return names.length === 0 ? words.nobody : `${words.whoCanChange} ${words.people(names)}.`;
}
