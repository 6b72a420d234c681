import type { FacetName } from "./selection.ts";

export interface FacetValue {
  /** What the URL holds: an id, or a name where a facet has only names; "-" for none. */
  value: string;
  label: string;
  /** The path, where two values share a label; else "". */
  hint: string;
}

/** All eligible deliverables of a project and upload type, folded to what facets need: which values occur together, how often. */
export interface FacetTable {
  values: Readonly<Record<FacetName, readonly FacetValue[]>>;
  /** Indices into `values`, in the order of `facetNames`, and the number of deliverables with that combination. */
  rows: readonly { at: readonly number[]; count: number }[];
}

/** A value with the number of deliverables that it has under the other facets' choices. */
export interface FacetOption extends FacetValue {
  count: number;
  chosen: boolean;
}
