/** One picture of an EXR file. */
export interface ExrPart {
  /** Entries that it has in the table of chunks. */
  chunks: number;
  isTiled: boolean;
  isDeep: boolean;
}

export interface ExrHeader {
  parts: readonly ExrPart[];
  /** Where the table of chunks begins, in bytes. */
  tableAt: number;
}

const magic = 20_000_630;
const tiledFlag = 0x200;
const deepFlag = 0x800;
const manyPartsFlag = 0x1000;
const longestName = 255;
const mostChunks = 1 << 26;

/** Lines in one chunk by the number of the compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB, HTJ2K256, HTJ2K32. */
const linesPerChunk = [1, 1, 1, 16, 32, 16, 32, 32, 32, 256, 256, 32];

class TooShort extends Error {}

/** `too-short`: the header goes on behind these bytes. */
export function readExrHeader(bytes: Buffer): ExrHeader | "wrong-format" | "damaged" | "sound" | "too-short" {
  if (bytes.length < 4) return "too-short";
  if (bytes.readUInt32LE(0) !== magic) return "wrong-format";
  try {
    return readParts(new Cursor(bytes, 4));
  } catch (error) {
    if (error instanceof TooShort) return "too-short";
    throw error;
  }
}

function readParts(cursor: Cursor): ExrHeader | "damaged" | "sound" {
  const version = cursor.int();
  // Of a version that nobody knows yet there is nothing to say.
  if ((version & 0xff) > 2) return "sound";
  const hasMany = (version & manyPartsFlag) !== 0;
  const parts: ExrPart[] = [];
  do {
    const attributes = readAttributes(cursor);
    if (attributes === null) return "damaged";
    if (attributes.size === 0) break;
    const part = partOf(attributes, version);
    if (part === null || part.chunks > mostChunks) return "damaged";
    if (part.chunks === 0) return "sound";
    parts.push(part);
  } while (hasMany);
  return parts.length === 0 ? "damaged" : { parts, tableAt: cursor.at };
}

type Attributes = ReadonlyMap<string, Buffer>;

/** Null where what stands there is no list of attributes. */
function readAttributes(cursor: Cursor): Attributes | null {
  const attributes = new Map<string, Buffer>();
  for (;;) {
    const name = cursor.name();
    if (name === "") return attributes;
    const type = cursor.name();
    if (name === null || type === null || type === "") return null;
    const size = cursor.int();
    if (size < 0) return null;
    attributes.set(name, cursor.take(size));
  }
}

/** Null where the header lacks what every header has. No chunks: a compression that is not known here. */
function partOf(attributes: Attributes, version: number): ExrPart | null {
  const window = attributes.get("dataWindow");
  const compression = attributes.get("compression")?.at(0);
  if (window?.length !== 16 || compression === undefined) return null;
  const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => window.readInt32LE(at));
  const width = (right ?? 0) - (left ?? 0) + 1;
  const height = (bottom ?? 0) - (top ?? 0) + 1;
  if (width < 1 || height < 1) return null;
  const type = attributes.get("type")?.toString("latin1").replace(/\0+$/, "");
  const tiles = attributes.get("tiles");
  const isTiled = type === undefined ? (version & tiledFlag) !== 0 : /tile/.test(type);
  const isDeep = type === undefined ? (version & deepFlag) !== 0 : type.startsWith("deep");
  const told = attributes.get("chunkCount");
  if (told?.length === 4) return { chunks: told.readUInt32LE(0), isTiled, isDeep };
  if (!isTiled) return { chunks: Math.ceil(height / (linesPerChunk[compression] ?? Infinity)), isTiled, isDeep };
  return tiles?.length === 9 ? { chunks: tilesIn(width, height, tiles), isTiled, isDeep } : null;
}

/** Tiles of all levels: one, halved in both directions together, or in each by itself. */
function tilesIn(width: number, height: number, description: Buffer): number {
  const [across, down, mode] = [description.readUInt32LE(0), description.readUInt32LE(4), description.readUInt8(8)];
  if (across === 0 || down === 0) return mostChunks + 1;
  const round = mode >> 4 === 0 ? Math.floor : Math.ceil;
  const levels = (size: number) => round(Math.log2(size)) + 1;
  const count = (size: number, level: number, tile: number) => Math.ceil(Math.max(1, round(size / 2 ** level)) / tile);
  const sum = (amount: number, of: (level: number) => number) =>
    Array.from({ length: amount }, (_, level) => of(level)).reduce((a, b) => a + b, 0);
  switch (mode & 0xf) {
    case 0:
      return count(width, 0, across) * count(height, 0, down);
    case 1:
      return sum(levels(Math.max(width, height)), (level) => count(width, level, across) * count(height, level, down));
    default:
      return sum(levels(width), (x) => count(width, x, across)) * sum(levels(height), (y) => count(height, y, down));
  }
}

class Cursor {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  take(length: number): Buffer {
    if (this.at + length > this.#bytes.length) throw new TooShort();
    const taken = this.#bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  int(): number {
    return this.take(4).readInt32LE(0);
  }

  /** Null where no name ends as soon as names do. */
  name(): string | null {
    const end = this.#bytes.indexOf(0, this.at);
    if (end < 0 && this.#bytes.length - this.at <= longestName) throw new TooShort();
    if (end < 0 || end - this.at > longestName) return null;
    return this.take(end + 1 - this.at)
      .subarray(0, -1)
      .toString("latin1");
  }
}
