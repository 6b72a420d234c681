"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { facetMessages } from "#components/messages/facet-messages";
import { buttonClass } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import { Popover } from "#components/ui/popover";
import { useCounts } from "#components/ui/use-counts";
import type { FacetOption } from "#lib/domain/facets";
import type { FacetName } from "#lib/domain/selection";
import { FacetList } from "./facet-list.tsx";
import { facetSummary } from "./facet-list-rules.ts";

export interface FacetFieldProps {
  name: FacetName;
  label: string;
  options: readonly FacetOption[];
  chosen: readonly string[];
  /** How many values there are where nothing is chosen anywhere. */
  total: number;
  onChange: (chosen: string[]) => void;
}

/** The button that opens a facet, for whoever hands the focus on. */
export function facetButtonId(name: FacetName): string {
  return `facet-${name}`;
}

/** One facet: closed it says what is chosen, open it lets one choose many. Nothing chosen means all. */
export function FacetField({ name, label, options, chosen, total, onChange }: FacetFieldProps) {
  const id = useId();
  const counted = useCounts();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span id={`${id}-label`} className="truncate text-xs font-medium text-muted">
        {label}
      </span>
      <Popover
        label={facetMessages.list(label)}
        width={320}
        wanted={420}
        trigger={(trigger) => (
          <button
            {...trigger}
            id={facetButtonId(name)}
            type="button"
            aria-labelledby={`${id}-label ${id}-summary`}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown") return;
              event.preventDefault();
              event.currentTarget.click();
            }}
            className={cn(
              buttonClass(),
              "w-full justify-between border-line-control font-normal",
              chosen.length > 0 && "border-type! bg-type-soft! font-medium",
            )}
          >
            <span id={`${id}-summary`} className="min-w-0 truncate">
              {facetSummary(options, counted)}
            </span>
            <ChevronDown aria-hidden="true" className="size-3.5! text-faint" />
          </button>
        )}
      >
        {(close) => (
          <FacetList
            label={label}
            options={options}
            chosen={chosen}
            total={total}
            onChange={onChange}
            onClose={close}
          />
        )}
      </Popover>
    </div>
  );
}
