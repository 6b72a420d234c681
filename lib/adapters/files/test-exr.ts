/** For tests: EXR files of the kinds that a studio's own tools write, with pictures of nothing. */

interface ExrWish {
  width: number;
  height: number;
  /** The format's number; 3 is ZIP. */
  compression?: number;
  tiles?: { size: number; mode: number };
  parts?: number;
  deep?: boolean;
  /** Leaves the table of chunks as a writer leaves it that was killed. */
  unfilled?: boolean;
  /** Where the table says that every chunk begins, instead of where they do. */
  chunksAt?: number;
}

const int = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeInt32LE(value, at * 4);
  return bytes;
};
const long = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const text = (value: string) => Buffer.from(`${value}\0`, "latin1");
const attribute = (name: string, type: string, value: Buffer) =>
  Buffer.concat([text(name), text(type), int(value.length), value]);

const linesOf: Readonly<Record<number, number>> = { 0: 1, 3: 16, 4: 32 };
const content = Buffer.alloc(40, 9);

export function exrSample(wish: ExrWish): Buffer {
  const { parts = 1, unfilled = false, chunksAt } = wish;
  const flags = (parts > 1 ? 0x1000 : 0) | (wish.deep ? 0x800 : 0) | (wish.tiles && parts === 1 ? 0x200 : 0);
  const headers = Array.from({ length: parts }, () => headerOf(wish));
  const beginning = Buffer.concat([
    Buffer.from([0x76, 0x2f, 0x31, 0x01]),
    int(2 | flags),
    ...headers,
    ...(parts > 1 ? [Buffer.from([0])] : []),
  ]);
  const perPart = chunksOf(wish);
  const chunks = Array.from({ length: parts * perPart }, (_, at) => chunkOf(wish, Math.floor(at / perPart)));
  let at = beginning.length + chunks.length * 8;
  const table = chunks.map((chunk) => {
    const entry = unfilled ? 0 : (chunksAt ?? at);
    at += chunk.length;
    return long(entry);
  });
  return Buffer.concat([beginning, ...table, ...chunks]);
}

function headerOf(wish: ExrWish): Buffer {
  const { width, height, compression = 3, tiles, parts = 1, deep = false } = wish;
  const window = int(0, 0, width - 1, height - 1);
  const type = `${deep ? "deep" : ""}${tiles === undefined ? (deep ? "scanline" : "scanlineimage") : deep ? "tile" : "tiledimage"}`;
  return Buffer.concat([
    attribute("channels", "chlist", Buffer.concat([text("Y"), int(1, 0, 1, 1), Buffer.from([0])])),
    ...(parts > 1 ? [attribute("chunkCount", "int", int(chunksOf(wish)))] : []),
    attribute("compression", "compression", Buffer.from([deep ? 0 : compression])),
    attribute("dataWindow", "box2i", window),
    attribute("displayWindow", "box2i", window),
    ...(tiles === undefined
      ? []
      : [attribute("tiles", "tiledesc", Buffer.concat([int(tiles.size, tiles.size), Buffer.from([tiles.mode])]))]),
    ...(parts > 1 || deep ? [attribute("type", "string", Buffer.from(type, "latin1"))] : []),
    Buffer.from([0]),
  ]);
}

/** Counted by hand for the tiled samples: 70 × 40 in tiles of 32, and 9 × 5 in tiles of 4. */
function chunksOf({ width, height, compression = 3, tiles, deep = false }: ExrWish): number {
  if (tiles === undefined) return Math.ceil(height / (deep ? 1 : (linesOf[compression] ?? 1)));
  const known: Readonly<Record<string, number>> = {
    // 3 × 2 tiles.
    "70x40/0": 6,
    // 70×40, 35×20, 17×10, 8×5, 4×2, 2×1, 1×1: 3×2 + 2×1 + five times one.
    "70x40/1": 13,
    // Widths 9, 5, 3, 2, 1 take 3, 2, 1, 1, 1 tiles; heights 5, 3, 2, 1 take 2, 1, 1, 1.
    "9x5/18": 40,
  };
  return known[`${width}x${height}/${tiles.mode}`] ?? 1;
}

function chunkOf({ tiles, parts = 1, deep = false }: ExrWish, part: number): Buffer {
  return Buffer.concat([
    ...(parts > 1 ? [int(part)] : []),
    tiles === undefined ? int(0) : int(0, 0, 0, 0),
    ...(deep ? [long(10), long(content.length - 10), long(1000)] : [int(content.length)]),
    content,
  ]);
}
