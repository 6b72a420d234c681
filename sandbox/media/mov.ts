const u32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};
const u16 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
};
const latin = (text: string) => Buffer.from(text, "latin1");

function atom(type: string, ...body: Buffer[]): Buffer {
  const content = Buffer.concat(body);
  return Buffer.concat([u32(content.length + 8), latin(type), content]);
}

const fixed = (value: number) => value * 0x10000;
const identity = u32(fixed(1), 0, 0, 0, fixed(1), 0, 0, 0, 0x40000000);
const zeros = (count: number) => Buffer.alloc(count);

export interface Movie {
  width: number;
  height: number;
  framesPerSecond: number;
  /** JPEG pictures. */
  frames: readonly Buffer[];
}

/** A QuickTime movie in Photo JPEG, one track, one chunk. */
export function mov(movie: Movie): Buffer {
  const file = atom("ftyp", latin("qt  "), u32(0x200), latin("qt  "));
  const data = atom("mdat", ...movie.frames);
  return Buffer.concat([file, data, header(movie, file.length + 8)]);
}

function header({ width, height, framesPerSecond, frames }: Movie, firstByte: number): Buffer {
  const duration = frames.length;
  const times = u32(0, 0, 0, framesPerSecond, duration);
  const picture = Buffer.concat([
    zeros(6),
    u16(1, 0, 0),
    latin("cmpt"),
    u32(0, 0x200),
    u16(width, height),
    u32(fixed(72), fixed(72), 0),
    u16(1),
    latin("\x04jpeg".padEnd(32, "\0")),
    u16(24, 0xffff),
  ]);
  const samples = atom(
    "stbl",
    atom("stsd", u32(0, 1), atom("jpeg", picture)),
    atom("stts", u32(0, 1, frames.length, 1)),
    atom("stsc", u32(0, 1, 1, frames.length, 1)),
    atom("stsz", u32(0, 0, frames.length, ...frames.map((frame) => frame.length))),
    atom("stco", u32(0, 1, firstByte)),
  );
  const media = atom(
    "mdia",
    atom("mdhd", times, u16(0, 0)),
    atom("hdlr", u32(0), latin("mhlrvide"), zeros(12), latin("\x05Video")),
    atom(
      "minf",
      atom("vmhd", u32(1), u16(0x40, 0x8000, 0x8000, 0x8000)),
      atom("hdlr", u32(0), latin("dhlralis"), zeros(12), latin("\x04File")),
      atom("dinf", atom("dref", u32(0, 1), atom("alis", u32(1)))),
      samples,
    ),
  );
  const track = atom(
    "trak",
    atom("tkhd", u32(0xf, 0, 0, 1, 0, duration), zeros(16), identity, u32(fixed(width), fixed(height))),
    media,
  );
  return atom("moov", atom("mvhd", times, u32(fixed(1)), u16(0x100), zeros(10), identity, zeros(24), u32(2)), track);
}
