import type { FacetOption } from "#lib/domain/facets";
import { type FacetName, facetNames } from "#lib/domain/selection";

/** More than this many of one facet stand as one chip: nobody reads forty, and each would cost a place in the row. */
const mostOfOne = 12;

export interface Chip {
  facet: FacetName;
  /** The one value that it stands for; null where it stands for all that is chosen in the facet. */
  option: FacetOption | null;
  /** How many values it stands for. */
  count: number;
}

/** What is chosen, facet by facet, as chips. */
export function chipsOf(options: Readonly<Record<FacetName, readonly FacetOption[]>>): Chip[] {
  return facetNames.flatMap((facet): Chip[] => {
    const chosen = options[facet].filter((option) => option.chosen);
    if (chosen.length > mostOfOne) return [{ facet, option: null, count: chosen.length }];
    return chosen.map((option) => ({ facet, option, count: 1 }));
  });
}
