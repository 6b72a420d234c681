import type { Column } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";

/** A column of our own schema, for the few places that know it by name. */
export function columnOf(type: string, name: string): Column {
  const column = schema.must(type).family.column(name);
  if (column === undefined) throw new Error(`${type} has no column ${name}`);
  return column;
}
