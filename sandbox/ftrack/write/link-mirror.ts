import { schema } from "#sandbox/ftrack/schema/schema";
import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { linkType } from "./concrete-type.ts";

const forth = schema.must("CustomAttributeLink");
const back = schema.must("CustomAttributeLinkFrom");

/** A custom attribute link is one thing seen from two ends: each end is a row of its own, with the same id. */
export function mirrorLink(store: Store, row: Row): void {
  const other = otherEnd(row);
  if (other === undefined || store.inFamily(other.family, primaryKeyOf(row)) !== undefined) return;
  const farColumn = row.type.family.column(other === back ? "from_id" : "to_id");
  const type = linkType(store, other, farColumn === undefined ? undefined : textOf(row, farColumn));
  const values: unknown[] = new Array(other.family.columns.length).fill(null);
  for (const column of other.family.columns) {
    const same = row.type.family.column(column.name);
    if (same !== undefined) values[column.slot] = row.values[same.slot];
  }
  store.insert(type, values);
}

/** The row of the same link at its other end. */
export function mirrorOf(store: Store, row: Row): Row | undefined {
  const other = otherEnd(row);
  return other === undefined ? undefined : store.inFamily(other.family, primaryKeyOf(row));
}

function otherEnd(row: Row): typeof forth | undefined {
  if (row.type.family === forth.family) return back;
  return row.type.family === back.family ? forth : undefined;
}
