import type { ColumnProperty, DerivedProperty, EntityType } from "#sandbox/ftrack/schema/model";

/** The stored value that a derived one is only another name of; undefined if it is read from further away. */
export function storedBehind(
  type: EntityType,
  { path: [first, ...rest] }: DerivedProperty,
): ColumnProperty | undefined {
  const property = first === undefined || rest.length > 0 ? undefined : type.properties.get(first);
  return property?.kind === "column" ? property : undefined;
}
