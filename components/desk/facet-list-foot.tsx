import { facetMessages } from "#components/messages/facet-messages";
import { Button } from "#components/ui/button";
import type { FacetOption } from "#lib/domain/facets";
import { allSet, inverted } from "./facet-list-rules.ts";

interface FacetListFootProps {
  /** What the search shows: the two buttons reach no further. */
  listed: readonly FacetOption[];
  chosen: readonly string[];
  /** Values that the other facets' choices leave nothing of. */
  hidden: number;
  onChange: (chosen: string[]) => void;
}

/** Choosing many at once, and how many values are not offered. */
export function FacetListFoot({ listed, chosen, hidden, onChange }: FacetListFootProps) {
  return (
    <div className="flex flex-wrap items-center gap-1 border-t border-line p-1.5">
      <Button
        size="sm"
        variant="quiet"
        title={facetMessages.selectAllHint(listed.length)}
        onClick={() => onChange(allSet(chosen, listed))}
      >
        {facetMessages.selectAll}
      </Button>
      <Button
        size="sm"
        variant="quiet"
        title={facetMessages.invertHint}
        onClick={() => onChange(inverted(chosen, listed))}
      >
        {facetMessages.invert}
      </Button>
      <Button
        size="sm"
        variant="quiet"
        aria-disabled={chosen.length === 0}
        className="aria-disabled:opacity-50"
        onClick={() => onChange([])}
      >
        {facetMessages.clear}
      </Button>
      {hidden > 0 ? <p className="ml-auto px-1 text-2xs text-faint">{facetMessages.hidden(hidden)}</p> : null}
    </div>
  );
}
