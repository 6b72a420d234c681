"use client";

import { useRef } from "react";
import type { FacetOption } from "#lib/domain/facets";
import { rangeSet, toggled } from "./facet-list-rules.ts";

/** Choosing one by one and in ranges. A range goes from where one chose or stood last without shift. */
export function useFacetChoice(
  listed: readonly FacetOption[],
  chosen: readonly string[],
  onChange: (chosen: string[]) => void,
) {
  /** `before`: what was chosen when the range began, so that one that shrinks again lets go of what it took. */
  const start = useRef({ at: 0, before: chosen });

  return {
    /** One begins anew from here: the list was searched, or keys moved without shift. */
    begin(at: number) {
      start.current = { at, before: chosen };
    },
    toggle(at: number) {
      const option = listed[at];
      if (!option) return;
      const next = toggled(chosen, option.value);
      start.current = { at, before: next };
      onChange(next);
    },
    /** Gives the whole range the state that the option at its end gets. */
    toggleTo(at: number) {
      const option = listed[at];
      if (!option) return;
      const next = rangeSet(chosen, listed, start.current.at, at, !option.chosen);
      start.current = { at, before: next };
      onChange(next);
    },
    /** Chooses from the start to here, and nothing more than that. */
    extendTo(at: number) {
      onChange(rangeSet(start.current.before, listed, start.current.at, at, true));
    },
  };
}
