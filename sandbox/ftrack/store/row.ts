import type { Column, EntityType } from "#sandbox/ftrack/schema/model";

/** One entity. `values` is indexed by the slots of its family's columns; an absent value is null. */
export type Row = {
  readonly type: EntityType;
  /** Rises with each row of the store: the order of answers that ask for none. */
  readonly serial: number;
  readonly values: unknown[];
};

/** The text of a column, or undefined if it is null. */
export function textOf(row: Row, column: Column): string | undefined {
  const value = row.values[column.slot];
  return typeof value === "string" ? value : undefined;
}

export function numberOf(row: Row, column: Column): number | undefined {
  const value = row.values[column.slot];
  return typeof value === "number" ? value : undefined;
}

/** What rows of *columns* are told apart by. */
export function keyOf(values: readonly unknown[], columns: readonly Column[]): string {
  const [first] = columns;
  if (columns.length === 1 && first !== undefined) return String(values[first.slot]);
  return joinKey(columns.map(({ slot }) => values[slot]));
}

export function joinKey(parts: readonly unknown[]): string {
  let key = String(parts[0]);
  for (let index = 1; index < parts.length; index += 1) key += `\u0000${parts[index]}`;
  return key;
}

/** The row's primary key as one text. */
export function primaryKeyOf(row: Row): string {
  return keyOf(row.values, row.type.primaryKey);
}
