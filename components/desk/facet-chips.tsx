"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { facetMessages } from "#components/messages/facet-messages";
import { cn } from "#components/ui/class-names";
import { useCounts } from "#components/ui/use-counts";
import { type FacetName, facetLabel } from "#lib/domain/selection";
import { chipsOf } from "./chips-of.ts";
import { facetButtonId } from "./facet-field.tsx";
import type { DeskSelection } from "./use-selection.ts";

/** What is chosen, in one line that scrolls sideways: one stop for Tab, arrows move, Delete or Enter takes a chip away. */
export function FacetChips({ selection }: { selection: DeskSelection }) {
  const counted = useCounts();
  const { options, choices } = selection;
  const bar = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [focusOn, setFocusOn] = useState<{ at: number; facet: FacetName } | null>(null);
  const chips = useMemo(() => (options ? chipsOf(options) : []), [options]);
  const current = Math.min(active, Math.max(0, chips.length - 1));

  useEffect(() => {
    if (focusOn === null) return;
    setFocusOn(null);
    const left = bar.current?.querySelectorAll("button");
    const next = left?.[Math.min(focusOn.at, left.length - 1)];
    (next ?? document.getElementById(facetButtonId(focusOn.facet)))?.focus();
  }, [focusOn]);

  function remove(at: number) {
    const chip = chips[at];
    if (!chip || !choices) return;
    selection.setFacet(
      chip.facet,
      chip.option ? choices[chip.facet].filter((value) => value !== chip.option?.value) : [],
    );
    setFocusOn({ at, facet: chip.facet });
  }

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>, at: number) {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      remove(at);
      return;
    }
    const to = movedInRow(event.key, at, chips.length);
    const chip = chips[to ?? -1];
    if (to === null || !chip) return;
    event.preventDefault();
    setFocusOn({ at: to, facet: chip.facet });
  }

  if (chips.length === 0) {
    return (
      <p className="min-w-0 grow truncate px-1 text-xs text-faint">
        {options ? facetMessages.nothingChosen : facetMessages.beforeChoice}
      </p>
    );
  }
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={facetMessages.chosen}
      className="flex min-w-0 grow scroll-px-2 items-center gap-1 self-stretch overflow-x-auto px-1 [scrollbar-width:thin]"
    >
      {chips.map((chip, at) => (
        <button
          key={`${chip.facet} ${chip.option?.value}`}
          type="button"
          tabIndex={at === current ? 0 : -1}
          title={chip.option?.count === 0 ? facetMessages.leadsToNothing : undefined}
          onClick={() => remove(at)}
          onFocus={() => setActive(at)}
          onKeyDown={(event) => onKeyDown(event, at)}
          className={cn(
            "flex h-6 shrink-0 items-center gap-1 rounded-full border border-type/50 bg-type-soft pr-1 pl-2 text-xs select-none hover:border-type",
            chip.option?.count === 0 && "border-dashed",
          )}
        >
          <span className="sr-only">{facetMessages.remove} </span>
          <span className="text-muted">{facetLabel[chip.facet]} </span>
          <span className={cn("max-w-48 truncate font-medium", chip.option?.count === 0 && "text-muted line-through")}>
            {chip.option ? chip.option.label : facetMessages.manyChosen(counted(chip.count))}{" "}
          </span>
          {chip.option?.hint ? <span className="max-w-40 truncate text-muted">{chip.option.hint}</span> : null}
          <X aria-hidden="true" className="size-3.5 text-muted" />
        </button>
      ))}
    </div>
  );
}

function movedInRow(key: string, at: number, length: number): number | null {
  if (key === "ArrowRight") return Math.min(length - 1, at + 1);
  if (key === "ArrowLeft") return Math.max(0, at - 1);
  if (key === "Home") return 0;
  return key === "End" ? length - 1 : null;
}
