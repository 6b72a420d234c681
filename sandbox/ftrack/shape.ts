import { bytesOf, type JsonWriter } from "./json-text.ts";
import { firstAlong, resolvePath } from "./query/path.ts";
import type { Field, Projection } from "./query/projection.ts";
import type { Run } from "./query/run.ts";
import { collectionReader, referenceReader, scalarReader } from "./read/access.ts";
import type { EntityType, Property, ScalarProperty } from "./schema/model.ts";
import { schema } from "./schema/schema.ts";
import type { Row } from "./store/row.ts";

/** `label` is the name as JSON, with the comma before it. A relation's `slot` is its place among the shape's of its kind. */
type ScalarPart = {
  readonly kind: "scalar";
  readonly name: string;
  readonly label: Uint8Array;
  readonly write: (row: Row, run: Run, out: JsonWriter) => void;
};
export type SinglePart = {
  readonly kind: "single";
  readonly name: string;
  readonly label: Uint8Array;
  readonly slot: number;
  readonly child: Projection;
  readonly read: (row: Row, run: Run) => Row | undefined;
};
export type ManyPart = {
  readonly kind: "many";
  readonly name: string;
  readonly label: Uint8Array;
  readonly slot: number;
  readonly child: Projection;
  readonly read: (row: Row, run: Run) => readonly Row[];
};
type Part = ScalarPart | SinglePart | ManyPart;

/** What is sent of rows of one type beyond type and key, ready to be read. */
export class Shape {
  readonly parts: readonly Part[];
  readonly singles: readonly SinglePart[];
  readonly many: readonly ManyPart[];
  private readonly byName: ReadonlyMap<string, Part>;
  private readonly unions = new WeakMap<Shape, Shape>();

  constructor(parts: readonly Part[]) {
    const counts = { single: 0, many: 0 };
    this.parts = parts.map((part) => (part.kind === "scalar" ? part : { ...part, slot: counts[part.kind]++ }));
    this.singles = this.parts.filter((part) => part.kind === "single");
    this.many = this.parts.filter((part) => part.kind === "many");
    this.byName = new Map(this.parts.map((part) => [part.name, part]));
  }

  /** Where this shape keeps a relation that another one has too. */
  slotOf({ name }: SinglePart | ManyPart): number {
    const part = this.byName.get(name);
    return part === undefined || part.kind === "scalar" ? -1 : part.slot;
  }

  /** This shape with what only *other* has; itself if that is nothing, and the same object for the same two. */
  with(other: Shape): Shape {
    const known = this.unions.get(other);
    if (known !== undefined) return known;
    const both = new Map([...other.byName, ...this.byName]);
    const made = both.size === this.byName.size ? this : new Shape([...both.values()]);
    this.unions.set(other, made);
    return made;
  }
}

const shapes = new WeakMap<Projection, Map<EntityType, Shape>>();

/** What *projection* asks of rows of *type*. */
export function shapeOf(projection: Projection, type: EntityType): Shape {
  const byType = shapes.get(projection) ?? new Map<EntityType, Shape>();
  shapes.set(projection, byType);
  const known = byType.get(type);
  if (known !== undefined) return known;
  const parts = new Map<string, Part>();
  if (!projection.keyOnly) {
    for (const name of type.system) addPart(parts, type, { name, only: undefined, child: projection });
  }
  for (const field of projection.fields.values()) {
    if (field.only === undefined || field.only.covers.has(type)) addPart(parts, type, field);
  }
  const shape = new Shape([...parts.values()]);
  byType.set(type, shape);
  return shape;
}

function addPart(parts: Map<string, Part>, type: EntityType, { name, child, exact }: Field): void {
  const property = type.properties.get(name);
  if (property === undefined || property.hidden || type.primaryKey.some((column) => column.name === name)) return;
  const part = partFor(type, property, name, child);
  const told = exact !== undefined && part.kind === "scalar";
  parts.set(name, told ? { ...part, write: (_row, _run, out) => out.date(exact) } : part);
}

function partFor(type: EntityType, property: Property, name: string, child: Projection): Part {
  const label = bytesOf(`,${JSON.stringify(name)}:`);
  switch (property.kind) {
    case "column":
    case "computed":
    case "derived":
      return { kind: "scalar", name, label, write: scalarWriter(type, property) };
    case "reference":
    case "computed-reference":
      return { kind: "single", name, label, slot: 0, child, read: referenceReader(property) };
    case "members":
    case "through":
    case "computed-collection":
      return { kind: "many", name, label, slot: 0, child, read: collectionReader(property) };
  }
}

function scalarWriter(type: EntityType, property: ScalarProperty): ScalarPart["write"] {
  if (property.kind === "derived") {
    const segments = property.path.map((part) => ({ name: part, cast: null }));
    const read = firstAlong(resolvePath(schema, type, { segments, at: 0 }, true));
    return (row, run, out) => out.value(read(row, run));
  }
  const isDate = property.type === "datetime";
  if (property.kind === "column") {
    const { slot } = property.column;
    return isDate ? (row, _run, out) => out.date(row.values[slot]) : (row, _run, out) => out.value(row.values[slot]);
  }
  const read = scalarReader(property);
  return isDate ? (row, run, out) => out.date(read(row, run)) : (row, run, out) => out.value(read(row, run));
}
