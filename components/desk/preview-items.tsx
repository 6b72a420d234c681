"use client";

import { useId, useMemo, useState } from "react";
import { Button } from "#components/ui/button";
import type { Preview } from "#lib/domain/desk";
import { type PlanPart, planParts } from "./plan-parts.ts";
import { PreviewItemRow } from "./preview-item-row.tsx";

const step = 100;

/** Every version of the plan, part by part, problems first; a great many come in portions. */
export function PreviewItems({ plan }: { plan: Preview["plan"] }) {
  const [listed, setListed] = useState(step);
  const parts = useMemo(() => firstOf(planParts(plan.items), listed), [plan.items, listed]);
  const rest = plan.items.length - listed;
  return (
    <>
      {parts.map((part) => (
        <Part key={part.title} part={part} destination={plan.destination} />
      ))}
      {rest > 0 ? (
        <Button onClick={() => setListed(listed + step)}>
          List {Math.min(step, rest).toLocaleString()} of {rest.toLocaleString()} more
        </Button>
      ) : null}
    </>
  );
}

interface ListedPart extends PlanPart {
  /** How many there are, listed or not. */
  count: number;
}

function firstOf(parts: readonly PlanPart[], most: number): ListedPart[] {
  let left = most;
  return parts.flatMap(({ title, items }) => {
    const listed = items.slice(0, left);
    left -= listed.length;
    return listed.length === 0 ? [] : [{ title, items: listed, count: items.length }];
  });
}

function Part({ part: { title, items, count }, destination }: { part: ListedPart; destination: string }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 font-semibold">
        {title} <span className="font-normal text-muted">{count.toLocaleString()}</span>
      </h3>
      <ul aria-labelledby={id} className="rounded-md border border-line bg-surface px-3">
        {items.map((item) => (
          <PreviewItemRow key={item.deliverable.componentId} item={item} destination={destination} />
        ))}
      </ul>
    </section>
  );
}
