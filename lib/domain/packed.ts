/**
 * Rows as one text: a column for each key, values that repeat written once. Thousands of rows hold the same few people,
 * shots and statuses; one text is written, sent and read many times faster than as many objects.
 */
export type Packed<Row> = string & { readonly packedRows: Row };

type Column = { key: string } & (
  | { kind: "plain"; values: readonly unknown[] }
  /** Texts that all begin and end alike. */
  | { kind: "middles"; before: string; after: string; values: readonly string[] }
  /** The text of a column before this one, between a beginning and an end. */
  | { kind: "like"; before: string; after: string; other: string }
  /** Values that repeat, and each row's place among them. */
  | { kind: "repeated"; distinct: readonly unknown[]; at: readonly number[] }
  /** The same with objects, which are a table themselves. */
  | { kind: "objects"; distinct: Table; at: readonly number[] }
);

interface Table {
  rows: number;
  columns: readonly Column[];
}

const absent = -1;
const isNull = -2;

/** Packs rows of what JSON can hold. */
export function packed<Row extends object>(rows: readonly Row[]): Packed<Row> {
  return JSON.stringify(tableOf(rows)) as Packed<Row>;
}

/** The rows again; equal objects of one column are one object. Only `packed` makes such a text, of such rows. */
export function unpacked<Row>(text: Packed<Row>): Row[] {
  const table: Table = JSON.parse(text);
  return rowsOf(table) as Row[];
}

function tableOf(rows: readonly object[]): Table {
  const keys = new Set<string>();
  for (const row of rows) for (const key in row) keys.add(key);
  const columns: Column[] = [];
  const ids = new Map<string, readonly string[]>();
  for (const key of keys) {
    const values = rows.map((row): unknown => Reflect.get(row, key));
    const column = columnOf(key, values, ids);
    columns.push(column);
    if (column.kind === "middles" && column.before + column.after === "") ids.set(key, column.values);
  }
  return { rows: rows.length, columns };
}

function columnOf(key: string, values: readonly unknown[], before: ReadonlyMap<string, readonly string[]>): Column {
  if (values.every((value) => value === null || value === undefined || isPlainObject(value))) {
    const { distinct, at } = folded(values.filter(isPlainObject), values);
    return { key, kind: "objects", distinct: tableOf(distinct), at };
  }
  const isText = values.every((value) => typeof value === "string");
  if (!isText || repeats(values.slice(0, triedValues))) {
    const { distinct, at } = folded(values, values);
    if (repeats(values, distinct.length) || at.includes(absent)) return { key, kind: "repeated", distinct, at };
  }
  return isText ? textColumn(key, values, before) : { key, kind: "plain", values };
}

/** So many texts tell whether a column's texts repeat: rows that are alike stand side by side. */
const triedValues = 300;

function repeats(values: readonly unknown[], distinct = new Set(values).size): boolean {
  return distinct * 2 <= values.length;
}

function textColumn(key: string, texts: readonly string[], before: ReadonlyMap<string, readonly string[]>): Column {
  const ends = sharedEnds(texts);
  const values = texts.map((text) => text.slice(ends.before.length, text.length - ends.after.length));
  for (const [other, known] of before) {
    if (known.every((text, row) => text === values[row])) return { key, kind: "like", ...ends, other };
  }
  return { key, kind: "middles", ...ends, values };
}

/** Each value once, and where each of all stands among them. Objects that say the same are one. */
function folded<Value>(found: readonly Value[], all: readonly unknown[]): { distinct: Value[]; at: number[] } {
  const distinct: Value[] = [];
  const places = new Map<unknown, number>();
  const objects = new Map<string, number>();
  const placeFor = (value: Value): number => {
    if (typeof value !== "object" || value === null) return distinct.push(value) - 1;
    const text = JSON.stringify(value);
    const place = objects.get(text) ?? distinct.push(value) - 1;
    objects.set(text, place);
    return place;
  };
  for (const value of found) {
    if (value !== undefined && value !== null && !places.has(value)) places.set(value, placeFor(value));
  }
  return { distinct, at: all.map((value) => (value === null ? isNull : (places.get(value) ?? absent))) };
}

function sharedEnds(texts: readonly string[]): { before: string; after: string } {
  const [first = ""] = texts;
  let before = first;
  for (const text of texts) {
    while (!text.startsWith(before)) before = before.slice(0, -1);
  }
  let after = first.slice(before.length);
  for (const text of texts) {
    while (before.length + after.length > text.length || !text.endsWith(after)) after = after.slice(1);
  }
  return { before, after };
}

function rowsOf(table: Table): Record<string, unknown>[] {
  // Copies of one object with all keys: adding keys to thousands of objects one by one is several times as slow.
  const form = Object.fromEntries(table.columns.filter(isWhole).map(({ key }) => [key, null as unknown]));
  const rows = Array.from({ length: table.rows }, (): Record<string, unknown> => ({ ...form }));
  for (const column of table.columns) {
    const { key } = column;
    const valueAt = reader(column, rows);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at];
      const value = valueAt(at);
      if (row !== undefined && value !== undefined) row[key] = value;
    }
  }
  return rows;
}

/** Whether every row has the key. */
function isWhole(column: Column): boolean {
  return !("at" in column) || !column.at.includes(absent);
}

function reader(column: Column, rows: readonly Record<string, unknown>[]): (row: number) => unknown {
  switch (column.kind) {
    case "plain":
      return (row) => column.values[row];
    case "middles":
      if (column.before + column.after === "") return (row) => column.values[row];
      return (row) => `${column.before}${column.values[row]}${column.after}`;
    case "like":
      return (row) => `${column.before}${rows[row]?.[column.other]}${column.after}`;
    case "repeated":
      return placed(column.distinct, column.at);
    case "objects":
      return placed(rowsOf(column.distinct), column.at);
  }
}

function placed(distinct: readonly unknown[], at: readonly number[]): (row: number) => unknown {
  return (row) => (at[row] === isNull ? null : distinct[at[row] ?? absent]);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
