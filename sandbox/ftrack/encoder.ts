import { ApiError } from "./api-error.ts";
import { bytesOf, JsonWriter } from "./json-text.ts";
import type { Projection } from "./query/projection.ts";
import { type Run, startRun } from "./query/run.ts";
import type { Reader } from "./read/reader.ts";
import type { EntityType } from "./schema/model.ts";
import { type Shape, shapeOf } from "./shape.ts";
import type { Row } from "./store/row.ts";

/** A row in an answer: what its places ask of it, where its relations lead, and whether that was sent. */
type Mention = {
  shape: Shape;
  readonly firstPlace: Projection;
  morePlaces: Projection[] | undefined;
  /** By the slots of the shape's relations. */
  singles: (Row | undefined)[];
  many: (readonly Row[])[];
  sent: boolean;
};

const mostWritten = 1_000_000;

/**
 * Turns rows into what one answer sends. Each row is sent in full once, where it is met first, with everything that
 * any place of the answer asks of it; later places hold its type and key. Denormalised, each place holds what it asks.
 */
export class Encoder {
  private readonly run: Run;
  private readonly denormalized: boolean;
  private readonly mentions = new Map<Row, Mention>();
  private written = 0;

  constructor(reader: Reader, denormalized: boolean) {
    this.run = startRun(reader);
    this.denormalized = denormalized;
  }

  /** Notes what *projection* asks of *row*; all places of an answer are noted before the first is encoded. */
  note(row: Row, projection: Projection): void {
    if (this.denormalized) return;
    const mention = this.mentions.get(row);
    if (mention === undefined) this.noteFirst(row, projection);
    else if (mention.firstPlace !== projection && mention.morePlaces?.includes(projection) !== true) {
      this.noteAgain(mention, row, projection);
    }
  }

  private noteFirst(row: Row, projection: Projection): void {
    const shape = shapeOf(projection, row.type);
    const { run } = this;
    const singles = shape.singles.map(({ read }) => read(row, run));
    const many = shape.many.map(({ read }) => read(row, run));
    const mention = { shape, firstPlace: projection, morePlaces: undefined, singles, many, sent: false };
    this.mentions.set(row, mention);
    for (const { slot, child } of shape.singles) {
      const found = singles[slot];
      if (found !== undefined) this.note(found, child);
    }
    for (const { slot, child } of shape.many) for (const member of many[slot] ?? []) this.note(member, child);
  }

  private noteAgain(mention: Mention, row: Row, projection: Projection): void {
    mention.morePlaces ??= [];
    mention.morePlaces.push(projection);
    const asked = shapeOf(projection, row.type);
    const { shape: before } = mention;
    const after = before.with(asked);
    if (after !== before) {
      const { run } = this;
      mention.shape = after;
      mention.singles = after.singles.map((part) => mention.singles[before.slotOf(part)] ?? part.read(row, run));
      mention.many = after.many.map((part) => mention.many[before.slotOf(part)] ?? part.read(row, run));
    }
    for (const part of asked.singles) {
      const found = mention.singles[after.slotOf(part)];
      if (found !== undefined) this.note(found, part.child);
    }
    for (const part of asked.many) {
      for (const member of mention.many[after.slotOf(part)] ?? []) this.note(member, part.child);
    }
  }

  /** What the answer holds for *rows* in the place of *projection*, as a JSON list. */
  encodeList(rows: readonly Row[], projection: Projection): string {
    const out = new JsonWriter();
    this.writeList(out, rows, projection);
    return out.finish();
  }

  /** The same for one row; *typeName* tells the type otherwise than the row. */
  encode(row: Row, projection: Projection, typeName?: string): string {
    const out = new JsonWriter();
    this.write(out, row, projection, typeName);
    return out.finish();
  }

  private writeList(out: JsonWriter, rows: readonly Row[], projection: Projection): void {
    out.byte(character.open);
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index];
      if (row === undefined) continue;
      if (index > 0) out.byte(character.comma);
      this.write(out, row, projection);
    }
    out.byte(character.close);
  }

  private write(out: JsonWriter, row: Row, projection: Projection, typeName = typeNameOf(row, projection)): void {
    if (this.denormalized) this.refuseTooMany();
    writeHead(out, row, typeName);
    const mention = this.mentions.get(row);
    if (mention === undefined) {
      this.writeParts(out, row, shapeOf(projection, row.type), undefined);
    } else if (!mention.sent) {
      mention.sent = true;
      this.writeParts(out, row, mention.shape, mention);
    }
    out.byte(character.end);
  }

  /** Denormalised, a path to and fro would send the same rows at each turn, twice as many or more. */
  private refuseTooMany(): void {
    this.written += 1;
    if (this.written > mostWritten) {
      throw new ApiError("ServerError", `The answer would hold more than ${mostWritten} entities: select less`);
    }
  }

  private writeParts(out: JsonWriter, row: Row, shape: Shape, mention: Mention | undefined): void {
    const { run } = this;
    for (const part of shape.parts) {
      out.raw(part.label);
      switch (part.kind) {
        case "scalar":
          part.write(row, run, out);
          break;
        case "single": {
          const found = mention === undefined ? part.read(row, run) : mention.singles[part.slot];
          if (found === undefined) out.value(null);
          else this.write(out, found, part.child);
          break;
        }
        case "many":
          this.writeList(
            out,
            (mention === undefined ? part.read(row, run) : mention.many[part.slot]) ?? [],
            part.child,
          );
          break;
      }
    }
  }
}

/** A row bears the name of its own type, but a twin is called as the place calls it. */
function typeNameOf(row: Row, { type }: Projection): string {
  return type.row.twin === true ? type.name : row.type.name;
}

const character = { comma: 0x2c, open: 0x5b, close: 0x5d, end: 0x7d } as const;

/** By the type's name in the answer: type and the name of the key (or of each part of it), with what stands between. */
const heads = new WeakMap<EntityType, Map<string, readonly Uint8Array[]>>();

/** Type and key of an entity, without the bracket that ends it. */
function writeHead(out: JsonWriter, { type, values }: Row, typeName: string): void {
  const labels = headOf(type, typeName);
  for (let index = 0; index < type.primaryKey.length; index += 1) {
    out.raw(labels[index] ?? none);
    out.value(values[type.primaryKey[index]?.slot ?? 0]);
  }
}

const none = bytesOf("");

function headOf(type: EntityType, typeName: string): readonly Uint8Array[] {
  const byName = heads.get(type) ?? new Map<string, readonly Uint8Array[]>();
  heads.set(type, byName);
  const known = byName.get(typeName);
  if (known !== undefined) return known;
  const labels = type.primaryKey.map(({ name }, index) => {
    const before = index === 0 ? `{"__entity_type__":${JSON.stringify(typeName)}` : "";
    return bytesOf(`${before},${JSON.stringify(name)}:`);
  });
  byName.set(typeName, labels);
  return labels;
}
