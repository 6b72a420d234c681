import type { ColumnProperty, EntityType } from "#sandbox/ftrack/schema/model";

const known = new WeakMap<EntityType, readonly ColumnProperty[]>();

/** The foreign keys of a type. */
export function keysOf(type: EntityType): readonly ColumnProperty[] {
  const found = known.get(type);
  if (found !== undefined) return found;
  const keys = [...type.properties.values()]
    .filter((property) => property.kind === "column")
    .filter((property) => property.target !== undefined);
  known.set(type, keys);
  return keys;
}
