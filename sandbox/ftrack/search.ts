import type { QueryAnswer } from "./query/compile.ts";
import { columnOf } from "./read/column-of.ts";
import { assetAncestors, assetOf, contextsAbove } from "./read/hierarchy.ts";
import type { Reader } from "./read/reader.ts";
import { primaryKeyOf, type Row } from "./store/row.ts";
import type { Store } from "./store/store.ts";

export type SearchTerms = {
  readonly terms: readonly string[];
  readonly contextId: string | undefined;
  readonly objectTypeIds: readonly string[];
};

const objectTypeId = columnOf("Context", "object_type_id");
const nameColumns = ["name", "full_name", "username", "first_name", "last_name", "email"];

/** Keeps what a query found if each term is in its names or those above it, within a context and some object types. */
export function search(answer: QueryAnswer, asked: SearchTerms, { store }: Reader): QueryAnswer {
  if (answer.found.kind === "groups") return answer;
  const terms = asked.terms.map((term) => term.toLowerCase());
  const rows = answer.found.rows.filter((row) => {
    const above = placesAbove(row, store);
    const text = [...above, row].map(namesOf).join(" ").toLowerCase();
    return (
      terms.every((term) => text.includes(term)) &&
      (asked.contextId === undefined || [...above, row].some((place) => primaryKeyOf(place) === asked.contextId)) &&
      (asked.objectTypeIds.length === 0 || asked.objectTypeIds.includes(String(row.values[objectTypeId.slot])))
    );
  });
  return { ...answer, found: { kind: "rows", rows } };
}

function placesAbove(row: Row, store: Store): readonly Row[] {
  switch (row.type.family.name) {
    case "Context":
      return contextsAbove(row, store);
    case "Asset": {
      const [nearest, ...rest] = assetAncestors(row, store);
      return nearest === undefined ? [] : [...contextsAbove(nearest, store), nearest, ...rest];
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
