import type { Test } from "./query/path.ts";
import { columnOf } from "./read/column-of.ts";
import { assetOf, contextsAbove, homeOf } from "./read/hierarchy.ts";
import { primaryKeyOf, type Row } from "./store/row.ts";
import type { Store } from "./store/store.ts";

export type SearchTerms = {
  readonly terms: readonly string[];
  readonly contextId: string | undefined;
  readonly objectTypeIds: readonly string[];
};

const objectTypeId = columnOf("Context", "object_type_id");
const nameColumns = ["name", "full_name", "username", "first_name", "last_name", "email"];

/** A test that each term is in a row's names or in those above it, within a context and some object types. */
export function searchTest(asked: SearchTerms): Test {
  const terms = asked.terms.map((term) => term.toLowerCase());
  return (row, { store }) => {
    const above = placesAbove(row, store);
    const text = [...above, row].map(namesOf).join(" ").toLowerCase();
    return (
      terms.every((term) => text.includes(term)) &&
      (asked.contextId === undefined || [...above, row].some((place) => primaryKeyOf(place) === asked.contextId)) &&
      (asked.objectTypeIds.length === 0 || asked.objectTypeIds.includes(String(row.values[objectTypeId.slot])))
    );
  };
}

function placesAbove(row: Row, store: Store): readonly Row[] {
  switch (row.type.family.name) {
    case "Context":
      return contextsAbove(row, store);
    case "Asset": {
      const home = homeOf(row, store);
      return home === undefined ? [] : [...contextsAbove(home, store), home];
    }
    case "AssetVersion": {
      const asset = assetOf(row, store);
      return asset === undefined ? [] : [...placesAbove(asset, store), asset];
    }
    default:
      return [];
  }
}

function namesOf(row: Row): string {
  return nameColumns
    .flatMap((name) => row.type.family.column(name) ?? [])
    .map((column) => row.values[column.slot])
    .filter((value) => typeof value === "string")
    .join(" ");
}
