"use client";

import { type KeyboardEvent, useId } from "react";
import { Checkbox } from "#components/ui/checkbox";
import { cn } from "#components/ui/class-names";
import type { FacetOption } from "#lib/domain/facets";

/** Px. */
export const optionHeight = 28;

interface FacetOptionRowProps {
  option: FacetOption;
  at: number;
  /** Px from the top of the list. */
  top: number;
  tabbable: boolean;
  onChoose: (at: number, withShift: boolean) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** One value of a facet, with its path where another has the same name, and what it leads to. */
export function FacetOptionRow({ option, at, top, tabbable, onChoose, onFocus, onKeyDown }: FacetOptionRowProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      data-at={at}
      style={{ transform: `translateY(${top}px)` }}
      className={cn(
        "absolute inset-x-0 top-0 flex h-7 items-center gap-2 px-3 select-none hover:bg-hover has-focus-visible:bg-hover",
        option.chosen && "bg-selected hover:bg-selected",
      )}
    >
      <Checkbox
        id={id}
        checked={option.chosen}
        tabIndex={tabbable ? 0 : -1}
        onChange={({ nativeEvent }) => onChoose(at, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      />
      <span className={cn("truncate", option.count === 0 && "text-faint line-through")}>{option.label}</span>
      {option.hint ? <span className="min-w-0 truncate text-xs text-faint">{option.hint}</span> : null}
      <span className="ml-auto shrink-0 text-xs text-faint">{option.count.toLocaleString()}</span>
    </label>
  );
}
