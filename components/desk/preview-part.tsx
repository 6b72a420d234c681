"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { previewMessages as words } from "#components/messages/preview-messages";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import type { PlanPart } from "./plan-parts.ts";
import { PreviewItemRow } from "./preview-item-row.tsx";

const first = 50;
const step = 100;

/** Versions that all come to the same, in portions. `folded`: a look at the count is enough at first. */
export function PreviewPart({ part, destination, folded }: { part: PlanPart; destination: string; folded: boolean }) {
  const id = useId();
  const [open, setOpen] = useState(!folded);
  const [listed, setListed] = useState(first);
  const { title, items } = part;
  const rest = items.length - listed;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 font-semibold">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-6 items-center gap-1 rounded-sm"
        >
          <ChevronRight aria-hidden="true" className={cn("size-3.5 text-faint", open && "rotate-90")} />
          {title} <span className="font-normal text-muted">{items.length.toLocaleString()}</span>
        </button>
      </h3>
      {open ? (
        <>
          <ul aria-labelledby={id} className="rounded-md border border-line bg-surface px-3">
            {items.slice(0, listed).map((item) => (
              <PreviewItemRow key={item.deliverable.componentId} item={item} destination={destination} />
            ))}
          </ul>
          {rest > 0 ? (
            <Button className="mt-2" onClick={() => setListed(listed + step)}>
              {words.listMore(Math.min(step, rest), rest)}
            </Button>
          ) : null}
        </>
      ) : null}
    </section>
  );
}
