import { countOf, type FacetChoices, type FacetTable } from "#lib/domain/facets";
import { type FacetName, facetNames, perFacet } from "#lib/domain/selection";
import { fullValues } from "./choice-in-url.ts";

export interface ReadChoices {
  /** All that the address holds, also what is not there any more. */
  all: FacetChoices;
  /** Without that: what a remembered selection comes back as. */
  known: FacetChoices;
  gone: readonly GoneChoices[];
}

/** Values of one facet that are chosen and that the table lacks. */
interface GoneChoices {
  facet: FacetName;
  count: number;
  /** Nothing else is chosen in that facet. */
  all: boolean;
}

/** What the facets in an address mean, and which of them nothing is ready for any more. */
export function readChoices(inUrl: FacetChoices, table: FacetTable): ReadChoices {
  const all = perFacet((facet) => fullValues(inUrl[facet], table.values[facet]));
  const known = perFacet((facet) => {
    const there = new Set(table.values[facet].map(({ value }) => value));
    return all[facet].every((value) => there.has(value)) ? all[facet] : all[facet].filter((value) => there.has(value));
  });
  const gone = facetNames.flatMap((facet) => {
    const count = all[facet].length - known[facet].length;
    return count === 0 ? [] : [{ facet, count, all: known[facet].length === 0 }];
  });
  return { all, known, gone };
}

/** What is to be said of a preset that was applied. */
export interface AppliedPreset {
  name: string;
  gone: readonly GoneChoices[];
  /** Each choice is there, and nothing fits all of them. */
  empty: boolean;
}

/** Null where there is nothing to be said: all of it is there. */
export function appliedPreset(name: string, { known, gone }: ReadChoices, table: FacetTable): AppliedPreset | null {
  const empty = countOf(table, known) === 0;
  return gone.length === 0 && !empty ? null : { name, gone, empty };
}
