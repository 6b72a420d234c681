import { ApiError } from "#sandbox/ftrack/api-error";
import type { EntityType } from "#sandbox/ftrack/schema/model";
import { primaryKeyOf, type Row } from "#sandbox/ftrack/store/row";
import { isCustomValue, unsetCustomValue } from "./custom-values.ts";
import { mirrorOf } from "./link-mirror.ts";
import { refreshCategory } from "./note-category.ts";
import type { Writer } from "./writer.ts";

/** @throws ApiError ValueError if there is no such entity, IntegrityError if another can't be without it. */
export function removeEntity(writer: Writer, type: EntityType, key: string): void {
  if (writer.store.get(type, key) === undefined && writer.wentAlong(type, key)) return;
  const row = findRow(writer, type, key);
  if (isCustomValue(type)) unsetCustomValue(writer, row);
  else removeRow(writer, row);
}

/** Removes a row with what it owns; whoever refers to it loses the reference. */
function removeRow(writer: Writer, row: Row): void {
  const { store } = writer;
  if (!store.has(row)) return;
  store.remove(row);
  const mirror = mirrorOf(store, row);
  if (mirror !== undefined) takeAlong(writer, mirror);
  refreshCategory(store, row);
  const key = primaryKeyOf(row);
  for (const property of row.type.properties.values()) {
    if (property.kind !== "members" || !property.owned) continue;
    for (const member of [...store.lookup(property.column, key)]) {
      if (property.target.covers.has(member.type)) takeAlong(writer, member);
    }
  }
  for (const { type, column } of row.type.referredBy) {
    for (const referrer of [...store.lookup(column, key)]) {
      if (!type.covers.has(referrer.type)) continue;
      if (referrer.type.primaryKey.includes(column)) takeAlong(writer, referrer);
      else if (referrer.type.needs.includes(column)) throw stillUsed(row, referrer);
      else store.set(referrer, column, null);
    }
  }
}

/** Removes a row because what it belongs to goes. */
export function takeAlong(writer: Writer, row: Row): void {
  writer.noteGone(row);
  removeRow(writer, row);
}

/** @throws ApiError ValueError */
export function findRow(writer: Writer, type: EntityType, key: string): Row {
  const row = writer.store.get(type, key);
  if (row !== undefined) return row;
  const parts = key.split("\u0000").map((part) => `'${part}'`);
  throw new ApiError("ValueError", `Could not find entity ${type.name} with entity_key [${parts.join(", ")}].`);
}

function stillUsed(row: Row, referrer: Row): ApiError {
  const used = `${row.type.name} '${primaryKeyOf(row)}'`;
  return new ApiError("IntegrityError", `${used} is still used by ${referrer.type.name} '${primaryKeyOf(referrer)}'`);
}
