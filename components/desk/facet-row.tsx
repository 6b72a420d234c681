"use client";

import { facetLabel, facetNames } from "#lib/domain/selection";
import { FacetPlace } from "./desk-grid.tsx";
import { FacetField } from "./facet-field.tsx";
import type { DeskSelection } from "./use-selection.ts";

/** The six facets that take many values; before project and upload type are chosen, and while they load, their places. */
export function FacetRow({ selection }: { selection: DeskSelection }) {
  const { options, choices, facets, askingFacets } = selection;
  return facetNames.map((name) =>
    options && choices && facets ? (
      <FacetField
        key={name}
        name={name}
        label={facetLabel[name]}
        options={options[name]}
        chosen={choices[name]}
        total={facets.table.values[name].length}
        onChange={(chosen) => selection.setFacet(name, chosen)}
      />
    ) : (
      <FacetPlace key={name} label={facetLabel[name]} waiting={askingFacets} />
    ),
  );
}
