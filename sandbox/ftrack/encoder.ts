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

type ScalarPart = {
  readonly kind: "scalar";
  readonly name: string;
  readonly read: (row: Row, run: Run) => unknown;
};
/** A relation; one row or none for a reference, which is sent as an object and not as a list. */
type RelationPart = {
  readonly kind: "single" | "many";
  readonly name: string;
  readonly child: Projection;
  readonly read: (row: Row, run: Run) => readonly Row[];
};
type Part = ScalarPart | RelationPart;

/** A row in an answer: what its places ask of it, where its relations lead, and whether that was sent. */
type Mention = {
  parts: Map<string, Part>;
  readonly places: Projection[];
  readonly related: Map<RelationPart, readonly Row[]>;
  sent: boolean;
};

/**
 * Turns rows into what one answer sends. Each row is sent in full once, where it is met first, with everything that
 * any place of the answer asks of it; later places hold its type and key. Denormalised, each place holds what it asks.
 */
export class Encoder {
  private readonly run: Run;
  private readonly denormalized: boolean;
  private readonly mentions = new Map<Row, Mention>();

  constructor(reader: Reader, denormalized: boolean) {
    this.run = startRun(reader);
    this.denormalized = denormalized;
  }

  /** Notes what *projection* asks of *row*; all places of an answer are noted before the first is encoded. */
  note(row: Row, projection: Projection): void {
    if (this.denormalized) return;
    const parts = partsOf(projection, row.type);
    let mention = this.mentions.get(row);
    if (mention === undefined) {
      mention = { parts, places: [projection], related: new Map(), sent: false };
      this.mentions.set(row, mention);
    } else {
      if (mention.places.includes(projection)) return;
      mention.places.push(projection);
      if (mention.parts !== parts) mention.parts = union(mention.parts, parts);
    }
    for (const part of parts.values()) {
      if (part.kind === "scalar") continue;
      const rows = part.read(row, this.run);
      mention.related.set(part, rows);
      for (const each of rows) this.note(each, part.child);
    }
  }

  /** What the answer holds for *row* in the place of *projection*; *typeName* tells the type otherwise than the row. */
  encode(row: Row, projection: Projection, typeName = typeNameOf(row, projection)): Entity {
    const entity: Entity = { __entity_type__: typeName };
    for (const { name, slot } of row.type.primaryKey) entity[name] = row.values[slot] ?? null;
    const mention = this.mentions.get(row);
    if (mention === undefined) return this.fill(entity, row, partsOf(projection, row.type), undefined);
    if (mention.sent) return entity;
    mention.sent = true;
    return this.fill(entity, row, mention.parts, mention.related);
  }

  private fill(entity: Entity, row: Row, parts: Map<string, Part>, related: Mention["related"] | undefined): Entity {
    for (const part of parts.values()) {
      if (part.kind === "scalar") {
        entity[part.name] = part.read(row, this.run) ?? null;
        continue;
      }
      const entities = (related?.get(part) ?? part.read(row, this.run)).map((each) => this.encode(each, part.child));
      entity[part.name] = part.kind === "many" ? entities : (entities[0] ?? null);
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
      return { kind: "single", name, child, read: asList(referenceReader(property)) };
    case "members":
    case "through":
    case "computed-collection":
      return { kind: "many", name, child, read: collectionReader(property) };
  }
}

function asList(read: (row: Row, run: Run) => Row | undefined): RelationPart["read"] {
  return (row, run) => {
    const found = read(row, run);
    return found === undefined ? [] : [found];
  };
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
