"use client";

import { CircleCheck, FilterX, Minus, TriangleAlert } from "lucide-react";
import { deskMessages } from "#components/messages/desk-messages";
import { whyNotMessages as words } from "#components/messages/why-not-messages";
import { Button } from "#components/ui/button";
import { Sentence } from "#components/ui/sentence";
import type { DeliverableFacets } from "#lib/domain/deliverable";
import { type FacetChoices, leftOutBy } from "#lib/domain/facets";
import type { ComponentCase } from "#lib/domain/why-not";

interface WhyNotComponentProps {
  component: ComponentCase;
  /** Its version fails no rule. */
  ready: boolean;
  choices: FacetChoices;
  shown: boolean;
  onBring: (facets: DeliverableFacets) => void;
}

/** One component: why it is no deliverable, what leaves it out of the table, or that it is listed. */
export function WhyNotComponent({ component, ready, choices, shown, onBring }: WhyNotComponentProps) {
  const { name, reason, noPlace, facets } = component;
  if (facets === null) {
    return <Line icon={<Minus aria-hidden="true" className="text-faint" />} name={name} text={reason ?? ""} muted />;
  }
  const leftOut = leftOutBy(facets, choices);
  const place =
    noPlace === null ? null : (
      <Line
        icon={<TriangleAlert aria-hidden="true" className="text-warn" />}
        name={name}
        text={words.noUpload(noPlace)}
      />
    );
  if (leftOut.length > 0) {
    return (
      <>
        <Line
          icon={<FilterX aria-hidden="true" className="text-warn" />}
          name={name}
          text={words.leftOut(leftOut)}
          action={ready ? <Bring label={words.bring} of={name} onClick={() => onBring(facets)} /> : null}
        />
        {place}
      </>
    );
  }
  if (!ready) return place;
  return (
    <>
      <Line
        icon={<CircleCheck aria-hidden="true" className="text-good" />}
        name={name}
        text={shown ? words.isListed : words.fitsNotShown}
        action={shown ? null : <Bring label={deskMessages.show} of={name} onClick={() => onBring(facets)} />}
      />
      {place}
    </>
  );
}

function Bring({ label, of, onClick }: { label: string; of: string; onClick: () => void }) {
  return (
    <Button size="sm" onClick={onClick}>
      {label}
      <span className="sr-only"> {of}</span>
    </Button>
  );
}

interface LineProps {
  icon: React.ReactNode;
  name: string;
  text: string;
  muted?: boolean;
  action?: React.ReactNode;
}

function Line({ icon, name, text, muted = false, action }: LineProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-2 gap-y-1">
      <span
        className={`flex min-w-0 gap-1.5 *:[svg]:mt-0.5 *:[svg]:size-4 *:[svg]:shrink-0 ${muted ? "text-muted" : ""}`}
      >
        {icon}
        <span className="min-w-0 wrap-anywhere">
          <span className="font-mono text-xs">{name}</span> <Sentence text={text} />
        </span>
      </span>
      {action}
    </li>
  );
}
