"use client";

import { useMemo, useState } from "react";
import { Button } from "#components/ui/button";
import type { Preview } from "#lib/domain/desk";
import { problemsFirst } from "./plan-order.ts";
import { PreviewItemRow } from "./preview-item-row.tsx";

const step = 100;

/** Every version of the plan, problems first; a great many come in portions. */
export function PreviewItems({ plan }: { plan: Preview["plan"] }) {
  const [listed, setListed] = useState(step);
  const items = useMemo(() => problemsFirst(plan.items), [plan.items]);
  const rest = items.length - listed;
  return (
    <>
      <ul aria-label="Versions of this plan" className="rounded-md border border-line bg-surface px-3">
        {items.slice(0, listed).map((item) => (
          <PreviewItemRow key={item.deliverable.componentId} item={item} destination={plan.destination} />
        ))}
      </ul>
      {rest > 0 ? (
        <Button onClick={() => setListed(listed + step)}>
          List {Math.min(step, rest).toLocaleString()} of {rest.toLocaleString()} more
        </Button>
      ) : null}
    </>
  );
}
