import type { Answer } from "./answer.ts";
import type { ComingVersions, Facets, VersionRow } from "./desk.ts";
import type { FacetTable, FacetValue } from "./facets.ts";
import { type Packed, packed, unpacked } from "./packed.ts";
import { type FacetName, facetNames } from "./selection.ts";

/** Shown versions as they travel to the browser, page after page; what goes wrong on the way is the last of them. */
export type PackedVersions = Omit<ComingVersions, "pages"> & { pages: AsyncIterable<Answer<Packed<VersionRow>>> };

/** Facets as they travel to the browser: each combination is its places among the values, and its count. */
export type PackedFacets = Omit<Facets, "table"> & {
  values: Packed<FacetValue & { facet: FacetName }>;
  combinations: Packed<Record<string, number>>;
};

export function packedFacets({ table, ...facets }: Facets): PackedFacets {
  return {
    ...facets,
    values: packed(facetNames.flatMap((facet) => table.values[facet].map((value) => ({ ...value, facet })))),
    combinations: packed(table.rows.map(({ at, count }) => Object.fromEntries([...at, count].entries()))),
  };
}

export function unpackedFacets({ values, combinations, ...facets }: PackedFacets): Facets {
  const known: Record<FacetName, FacetValue[]> = {
    department: [],
    sequence: [],
    shot: [],
    asset: [],
    extension: [],
    camera: [],
  };
  for (const { facet, ...value } of unpacked(values)) known[facet].push(value);
  const rows: FacetTable["rows"] = unpacked(combinations).map((combination) => ({
    at: facetNames.map((_, place) => combination[place] ?? -1),
    count: combination[facetNames.length] ?? 0,
  }));
  return { ...facets, table: { values: known, rows } };
}
