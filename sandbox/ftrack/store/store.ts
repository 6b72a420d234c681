import { ApiError } from "#sandbox/ftrack/api-error";
import type { Column, EntityType, Family, Schema } from "#sandbox/ftrack/schema/model";
import type { Change } from "./change.ts";
import { keyOf, primaryKeyOf, type Row } from "./row.ts";

type Table = {
  readonly rows: Map<string, Row>;
  /** By slot; only where the column is indexed. */
  readonly indexes: readonly (Map<unknown, Row[]> | undefined)[];
  /** The slots that have an index. */
  readonly indexed: readonly number[];
  /** By the names of the columns that are unique together. */
  readonly unique: Map<string, Map<string, Row>>;
};

const none: readonly Row[] = [];

/** All rows, in memory, found by primary key, by every reference and by every set of unique columns. */
export class Store {
  readonly schema: Schema;
  private readonly tables = new Map<Family, Table>();
  private undo: (() => void)[] | undefined;
  private changes: Change[] | undefined;
  private serial = 0;
  private readonly disordered = new Set<Table>();

  constructor(schema: Schema) {
    this.schema = schema;
    for (const { family } of schema.types.values()) {
      if (this.tables.has(family)) continue;
      const indexes = family.columns.map((column) => (column.indexed ? new Map<unknown, Row[]>() : undefined));
      const indexed = family.columns.filter((column) => column.indexed).map(({ slot }) => slot);
      this.tables.set(family, { rows: new Map(), indexes, indexed, unique: new Map() });
    }
  }

  /** The row of that primary key, if it is of *type*. */
  get(type: EntityType, key: string): Row | undefined {
    const row = this.table(type.family).rows.get(key);
    return row !== undefined && (row.type === type || type.covers.has(row.type)) ? row : undefined;
  }

  /** The row of that primary key, whatever its type in the family. */
  inFamily(family: Family, key: string): Row | undefined {
    return this.table(family).rows.get(key);
  }

  /** Rows whose indexed *column* holds *value*, in the order of their creation. */
  lookup(column: Column, value: unknown): readonly Row[] {
    const index = this.table(column.family).indexes[column.slot];
    if (index === undefined) throw new Error(`${column.family.name}.${column.name} has no index`);
    return index.get(value) ?? none;
  }

  /** The row that holds *values* in columns that are unique together. */
  lookupUnique(family: Family, columns: readonly Column[], key: string): Row | undefined {
    return this.table(family).unique.get(labelOf(columns))?.get(key);
  }

  /** How many rows the family has. */
  size(family: Family): number {
    return this.table(family).rows.size;
  }

  *all(type: EntityType): Generator<Row> {
    for (const row of this.table(type.family).rows.values()) {
      if (type.covers.has(row.type)) yield row;
    }
  }

  /** @throws ApiError IntegrityError if the primary key or a unique set of columns is taken. */
  insert(type: EntityType, values: unknown[]): Row {
    const table = this.table(type.family);
    const key = keyOf(values, type.primaryKey);
    if (table.rows.has(key)) throw duplicate(values, type.primaryKey, "PRIMARY");
    const uniqueKeys = type.unique.map((columns) => refuseTaken(table, columns, values, undefined));
    this.serial += 1;
    const row: Row = { type, serial: this.serial, values };
    attach(table, key, row, uniqueKeys, []);
    this.undo?.push(() => detach(table, key, row));
    this.changes?.push({ kind: "insert", row });
    return row;
  }

  /** @throws ApiError IntegrityError if a unique set of columns would hold what another row holds. */
  set(row: Row, column: Column, value: unknown): void {
    const before = row.values[column.slot];
    if (before === value) return;
    const table = this.table(row.type.family);
    const unique = row.type.unique.filter((columns) => columns.includes(column));
    for (const columns of unique) {
      const after = [...row.values];
      after[column.slot] = value;
      refuseTaken(table, columns, after, row);
    }
    const place = write(table, row, column, unique, value, undefined);
    this.undo?.push(() => write(table, row, column, unique, before, place));
    this.changes?.push({ kind: "set", row, column, before });
  }

  remove(row: Row): void {
    const table = this.table(row.type.family);
    const key = primaryKeyOf(row);
    if (table.rows.get(key) !== row) return;
    const places = detach(table, key, row);
    this.undo?.push(() => {
      attach(table, key, row, uniqueKeysOf(row), places);
      this.disordered.add(table);
    });
    this.changes?.push({ kind: "remove", row });
  }

  /** True while the row is in the store. */
  has(row: Row): boolean {
    return this.table(row.type.family).rows.get(primaryKeyOf(row)) === row;
  }

  /**
   * Does *work* as a whole: if it throws, every write that it made is taken back. *changes* gathers what it did, step
   * by step, if somebody wants to know.
   */
  transaction<T>(work: () => T, changes?: Change[]): T {
    const undo: (() => void)[] = [];
    this.undo = undo;
    this.changes = changes;
    try {
      return work();
    } catch (error) {
      this.undo = undefined;
      for (const step of undo.reverse()) step();
      for (const table of this.disordered) sortBySerial(table);
      this.disordered.clear();
      throw error;
    } finally {
      this.undo = undefined;
      this.changes = undefined;
    }
  }

  private table(family: Family): Table {
    const table = this.tables.get(family);
    if (table === undefined) throw new Error(`The store has no table for ${family.name}`);
    return table;
  }
}

/** Where in the list of an index a row stood, so that it can be put back there. */
type Place = number | undefined;

function attach(table: Table, key: string, row: Row, uniqueKeys: readonly string[], places: readonly Place[]): void {
  table.rows.set(key, row);
  for (const [place, columns] of row.type.unique.entries()) {
    uniqueIndex(table, columns).set(uniqueKeys[place] ?? "", row);
  }
  for (const slot of table.indexed) {
    const index = table.indexes[slot];
    if (index !== undefined) addTo(index, row.values[slot], row, places[slot]);
  }
}

function uniqueKeysOf({ type, values }: Row): readonly string[] {
  return type.unique.map((columns) => keyOf(values, columns));
}

function detach(table: Table, key: string, row: Row): readonly Place[] {
  table.rows.delete(key);
  for (const columns of row.type.unique) uniqueIndex(table, columns).delete(keyOf(row.values, columns));
  return table.indexes.map((index, slot) =>
    index === undefined ? undefined : removeFrom(index, row.values[slot], row),
  );
}

function write(
  table: Table,
  row: Row,
  column: Column,
  unique: readonly (readonly Column[])[],
  value: unknown,
  place: Place,
): Place {
  for (const columns of unique) uniqueIndex(table, columns).delete(keyOf(row.values, columns));
  const index = table.indexes[column.slot];
  const left = index === undefined ? undefined : removeFrom(index, row.values[column.slot], row);
  row.values[column.slot] = value;
  if (index !== undefined) addTo(index, value, row, place);
  for (const columns of unique) uniqueIndex(table, columns).set(keyOf(row.values, columns), row);
  return left;
}

/** The key of *values* in columns that are unique together. @throws ApiError IntegrityError if another row holds it. */
function refuseTaken(
  table: Table,
  columns: readonly Column[],
  values: readonly unknown[],
  self: Row | undefined,
): string {
  const key = keyOf(values, columns);
  const holder = uniqueIndex(table, columns).get(key);
  if (holder !== undefined && holder !== self) throw duplicate(values, columns, labelOf(columns));
  return key;
}

/** Rows that were removed and put back stand last; this puts them where they were. */
function sortBySerial({ rows }: Table): void {
  const entries = [...rows].sort(([, a], [, b]) => a.serial - b.serial);
  rows.clear();
  for (const [key, row] of entries) rows.set(key, row);
}

function addTo(index: Map<unknown, Row[]>, value: unknown, row: Row, place: Place): void {
  if (value === null || value === undefined) return;
  const rows = index.get(value);
  if (rows === undefined) index.set(value, [row]);
  else if (place === undefined) rows.push(row);
  else rows.splice(place, 0, row);
}

function removeFrom(index: Map<unknown, Row[]>, value: unknown, row: Row): Place {
  const rows = index.get(value);
  if (rows === undefined) return undefined;
  const place = rows.indexOf(row);
  if (place !== -1) rows.splice(place, 1);
  if (rows.length === 0) index.delete(value);
  return place;
}

function uniqueIndex(table: Table, columns: readonly Column[]): Map<string, Row> {
  const label = labelOf(columns);
  const known = table.unique.get(label);
  if (known !== undefined) return known;
  const made = new Map<string, Row>();
  table.unique.set(label, made);
  return made;
}

const labels = new WeakMap<readonly Column[], string>();

function labelOf(columns: readonly Column[]): string {
  const known = labels.get(columns);
  if (known !== undefined) return known;
  const label = columns.map((column) => column.name).join("_");
  labels.set(columns, label);
  return label;
}

function duplicate(values: readonly unknown[], columns: readonly Column[], key: string): ApiError {
  const entry = columns.map((column) => String(values[column.slot])).join("-");
  return new ApiError("IntegrityError", `Duplicate entry '${entry}' for key '${key}'`);
}
