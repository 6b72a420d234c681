"use client";

import { X } from "lucide-react";
import { facetMessages } from "#components/messages/facet-messages";
import { Button } from "#components/ui/button";
import { FacetChips } from "./facet-chips.tsx";
import type { PresetActions } from "./preset-actions.ts";
import { PresetMenu } from "./preset-menu.tsx";
import type { DeskSelection } from "./use-selection.ts";

/** One line of fixed height, so that the table below stays where it is: what is chosen, and the way to let all of it go. */
export function ChosenRow({ selection, presets }: { selection: DeskSelection; presets: PresetActions }) {
  return (
    <div className="flex h-7 items-center gap-1">
      <PresetMenu selection={selection} actions={presets} />
      <FacetChips selection={selection} />
      <Button
        size="sm"
        variant="quiet"
        aria-disabled={!selection.filtered}
        className="aria-disabled:opacity-50"
        onClick={selection.clearFacets}
      >
        <X aria-hidden="true" />
        {facetMessages.clearAll}
      </Button>
    </div>
  );
}
