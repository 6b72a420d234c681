import { byte, type Picture } from "./picture.ts";

/** Huffman code lengths for DC differences (Annex K.3 of the JPEG standard); codes for categories 0 to 11. */
const dcCounts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const dcCategories = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
/** Every block is flat, so that AC needs one code alone: "end of block", the single bit 0. */
const endOfBlock = { code: 0, length: 1 };
const step = 8;

const segment = (marker: number, ...body: (number | readonly number[])[]) => {
  const bytes = body.flat();
  return [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff, ...bytes];
};
const word = (value: number) => [value >> 8, value & 0xff];

/** A baseline JPEG in full colour; each block of 8×8 points has one colour, so that files stay small. */
export function jpeg(width: number, height: number, picture: Picture): Buffer {
  const components = [1, 2, 3];
  const head = [
    [0xff, 0xd8],
    segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0], [1, 1, 0], word(1), word(1), [0, 0]),
    segment(0xdb, [0], Array<number>(64).fill(step)),
    segment(
      0xc0,
      [8],
      word(height),
      word(width),
      [3],
      components.flatMap((id) => [id, 0x11, 0]),
    ),
    segment(0xc4, [0x00], dcCounts, dcCategories),
    segment(0xc4, [0x10], [1, ...Array<number>(15).fill(0)], [0]),
    segment(
      0xda,
      [3],
      components.flatMap((id) => [id, 0x00]),
      [0, 63, 0],
    ),
  ].flat();
  return Buffer.from([...head, ...scan(width, height, picture), 0xff, 0xd9]);
}

function scan(width: number, height: number, picture: Picture): number[] {
  const bits = bitWriter();
  const last = [0, 0, 0];
  const [columns, rows] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const colour = toYcc(picture((column + 0.5) / columns, (row + 0.5) / rows));
      colour.forEach((level, component) => {
        // The DC term of a flat block is eight times its level, counted from the middle.
        const dc = Math.round(((level - 128) * 8) / step);
        writeDifference(bits, dc - (last[component] ?? 0));
        last[component] = dc;
        bits.write(endOfBlock.code, endOfBlock.length);
      });
    }
  }
  return bits.end();
}

function toYcc([r, g, b]: readonly [number, number, number]): readonly number[] {
  const [red, green, blue] = [byte(r), byte(g), byte(b)];
  return [
    0.299 * red + 0.587 * green + 0.114 * blue,
    128 - 0.168736 * red - 0.331264 * green + 0.5 * blue,
    128 + 0.5 * red - 0.418688 * green - 0.081312 * blue,
  ];
}

const dcCodes = canonicalCodes(dcCounts);

/** Codes in the order of their symbols, as the counts of code lengths define them. */
function canonicalCodes(counts: readonly number[]): { code: number; length: number }[] {
  const codes: { code: number; length: number }[] = [];
  let code = 0;
  counts.forEach((count, index) => {
    for (let n = 0; n < count; n++) codes.push({ code: code++, length: index + 1 });
    code <<= 1;
  });
  return codes;
}

function writeDifference(bits: BitWriter, difference: number): void {
  const category = Math.abs(difference).toString(2).replace(/^0$/, "").length;
  const symbol = dcCodes[category];
  if (!symbol) throw new RangeError(`A DC difference of ${difference} does not fit a baseline JPEG.`);
  bits.write(symbol.code, symbol.length);
  bits.write(difference < 0 ? difference + (1 << category) - 1 : difference, category);
}

interface BitWriter {
  write(value: number, length: number): void;
  end(): number[];
}

function bitWriter(): BitWriter {
  const bytes: number[] = [];
  let [pending, count] = [0, 0];
  const write = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) {
      pending = (pending << 1) | ((value >> bit) & 1);
      if (++count < 8) continue;
      bytes.push(pending);
      // A data byte FF is followed by 00, or it would be a marker.
      if (pending === 0xff) bytes.push(0);
      [pending, count] = [0, 0];
    }
  };
  return {
    write,
    end() {
      if (count > 0) write(0xff, 8 - count);
      return bytes;
    },
  };
}
