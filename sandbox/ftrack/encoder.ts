import { encodeDate } from "./dates.ts";
import { resolvePath, valuesAlong } from "./query/path.ts";
import type { Field, Projection } from "./query/projection.ts";
import { type Run, startRun } from "./query/run.ts";
import { collectionReader, referenceReader, scalarReader } from "./read/access.ts";
import type { Reader } from "./read/reader.ts";
import type { EntityType, Property, ScalarProperty } from "./schema/model.ts";
import { schema } from "./schema/schema.ts";
import type { Row } from "./store/row.ts";

type Entity = Record<string, unknown>;

type Part =
  | { readonly kind: "scalar"; readonly name: string; readonly read: (row: Row, run: Run) => unknown }
  | {
      readonly kind: "single";
      readonly name: string;
      readonly child: Projection;
      readonly read: (row: Row, run: Run) => Row | undefined;
    }
  | {
      readonly kind: "many";
      readonly name: string;
      readonly child: Projection;
      readonly read: (row: Row, run: Run) => readonly Row[];
    };

/**
 * Turns rows into what one answer sends. Each row is sent in full once, where it is met first, with everything that
 * any place of the answer asks of it; later places hold its type and key. Denormalised, each place holds what it asks.
 */
export class Encoder {
  private readonly run: Run;
  private readonly denormalized: boolean;
  private readonly wanted = new Map<Row, Map<string, Part>>();
  private readonly visited = new Map<Projection, Set<Row>>();
  private readonly sent = new Set<Row>();

  constructor(reader: Reader, denormalized: boolean) {
    this.run = startRun(reader);
    this.denormalized = denormalized;
  }

  /** Notes what *projection* asks of *row*; all places of an answer are noted before the first is encoded. */
  note(row: Row, projection: Projection): void {
    if (this.denormalized) return;
    const seen = this.visited.get(projection);
    if (seen === undefined) this.visited.set(projection, new Set([row]));
    else if (seen.has(row)) return;
    else seen.add(row);
    const parts = partsOf(projection, row.type);
    const known = this.wanted.get(row);
    if (known === undefined) this.wanted.set(row, parts);
    else if (known !== parts) this.wanted.set(row, union(known, parts));
    for (const part of parts.values()) {
      if (part.kind === "single") {
        const found = part.read(row, this.run);
        if (found !== undefined) this.note(found, part.child);
      } else if (part.kind === "many") {
        for (const member of part.read(row, this.run)) this.note(member, part.child);
      }
    }
  }

  /** What the answer holds for *row* in the place of *projection*; *typeName* tells the type otherwise than the row. */
  encode(row: Row, projection: Projection, typeName = typeNameOf(row, projection)): Entity {
    const entity: Entity = { __entity_type__: typeName };
    for (const { name, slot } of row.type.primaryKey) entity[name] = row.values[slot] ?? null;
    if (this.denormalized) return this.fill(entity, row, partsOf(projection, row.type));
    if (this.sent.has(row)) return entity;
    this.sent.add(row);
    return this.fill(entity, row, this.wanted.get(row) ?? partsOf(projection, row.type));
  }

  private fill(entity: Entity, row: Row, parts: Map<string, Part>): Entity {
    for (const part of parts.values()) {
      switch (part.kind) {
        case "scalar":
          entity[part.name] = part.read(row, this.run) ?? null;
          break;
        case "single": {
          const found = part.read(row, this.run);
          entity[part.name] = found === undefined ? null : this.encode(found, part.child);
          break;
        }
        case "many":
          entity[part.name] = part.read(row, this.run).map((member) => this.encode(member, part.child));
          break;
      }
    }
    return entity;
  }
}

/** A row bears the name of its own type, but a twin is called as the place calls it. */
function typeNameOf(row: Row, { type }: Projection): string {
  return type.row.twin === true ? type.name : row.type.name;
}

const cachedParts = new WeakMap<Projection, Map<EntityType, Map<string, Part>>>();

/** What *projection* asks of rows of *type*, ready to be read. */
function partsOf(projection: Projection, type: EntityType): Map<string, Part> {
  const byType = cachedParts.get(projection) ?? new Map<EntityType, Map<string, Part>>();
  cachedParts.set(projection, byType);
  const known = byType.get(type);
  if (known !== undefined) return known;
  const parts = new Map<string, Part>();
  if (!projection.keyOnly) {
    for (const name of type.system) addPart(parts, type, { name, only: undefined, child: projection });
  }
  for (const field of projection.fields.values()) {
    if (field.only === undefined || field.only.covers.has(type)) addPart(parts, type, field);
  }
  byType.set(type, parts);
  return parts;
}

function addPart(parts: Map<string, Part>, type: EntityType, { name, child }: Field): void {
  const property = type.properties.get(name);
  if (property === undefined || property.hidden || type.primaryKey.some((column) => column.name === name)) return;
  parts.set(name, partFor(type, property, name, child));
}

function partFor(type: EntityType, property: Property, name: string, child: Projection): Part {
  switch (property.kind) {
    case "column":
    case "computed":
    case "derived":
      return { kind: "scalar", name, read: wireReader(type, property) };
    case "reference":
    case "computed-reference":
      return { kind: "single", name, child, read: referenceReader(property) };
    case "members":
    case "through":
    case "computed-collection":
      return { kind: "many", name, child, read: collectionReader(property) };
  }
}

function wireReader(type: EntityType, property: ScalarProperty): (row: Row, run: Run) => unknown {
  if (property.kind === "derived") {
    const segments = property.path.map((part) => ({ name: part, cast: null }));
    const values = valuesAlong(resolvePath(schema, type, { segments, at: 0 }, true));
    return (row, run) => values(row, run)[0];
  }
  const read = scalarReader(property);
  if (property.type !== "datetime") return read;
  return (row, run) => {
    const value = read(row, run);
    return typeof value === "string" ? encodeDate(value) : null;
  };
}

const unions = new WeakMap<Map<string, Part>, WeakMap<Map<string, Part>, Map<string, Part>>>();

/** Both sets of parts; the same object for the same two. */
function union(a: Map<string, Part>, b: Map<string, Part>): Map<string, Part> {
  const withA = unions.get(a) ?? new WeakMap<Map<string, Part>, Map<string, Part>>();
  unions.set(a, withA);
  const known = withA.get(b);
  if (known !== undefined) return known;
  const both = new Map([...b, ...a]);
  withA.set(b, both.size === a.size ? a : both);
  return both.size === a.size ? a : both;
}
