import { crc32, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { exr } from "#sandbox/media/exr";
import { jpeg } from "#sandbox/media/jpeg";
import { lettered } from "#sandbox/media/lettering";
import { mov } from "#sandbox/media/mov";
import { gradient, rasterOf } from "#sandbox/media/picture";
import { png } from "#sandbox/media/png";

const picture = gradient(0.6, 0.5);

test("an EXR holds its head, a table of lines, and the picture as half floats", () => {
  const file = exr(32, 18, picture);
  expect(file.subarray(0, 8).toString("hex")).toBe("762f310102000000");
  const { attributes, end } = exrAttributes(file);
  expect(Object.keys(attributes)).toEqual([
    "channels",
    "compression",
    "dataWindow",
    "displayWindow",
    "lineOrder",
    "pixelAspectRatio",
    "screenWindowCenter",
    "screenWindowWidth",
  ]);
  expect(attributes.dataWindow?.readInt32LE(8)).toBe(31);
  expect(attributes.dataWindow?.readInt32LE(12)).toBe(17);
  for (const y of [0, 17]) {
    const line = Number(file.readBigUInt64LE(end + y * 8));
    expect(file.readInt32LE(line)).toBe(y);
    expect(file.readInt32LE(line + 4)).toBe(32 * 3 * 2);
    const at = (plane: number, x: number) => halfValue(file.readUInt16LE(line + 8 + (plane * 32 + x) * 2));
    const [red, green, blue] = picture(7 / 31, y / 17);
    expect([at(2, 7), at(1, 7), at(0, 7)].map((level) => level.toFixed(2))).toEqual(
      [red, green, blue].map((level) => (Math.floor(level * 4096) / 4096).toFixed(2)),
    );
  }
  expect(file.length).toBe(end + 18 * 8 + 18 * (8 + 32 * 3 * 2));
});

function exrAttributes(file: Buffer): { attributes: Record<string, Buffer>; end: number } {
  const attributes: Record<string, Buffer> = {};
  let place = 8;
  const word = () => {
    const end = file.indexOf(0, place);
    const text = file.toString("latin1", place, end);
    place = end + 1;
    return text;
  };
  for (let name = word(); name !== ""; name = word()) {
    word();
    const size = file.readInt32LE(place);
    attributes[name] = file.subarray(place + 4, place + 4 + size);
    place += 4 + size;
  }
  return { attributes, end: place };
}

function halfValue(bits: number): number {
  const exponent = bits >> 10;
  return exponent === 0 ? 0 : 2 ** (exponent - 15) * (1 + (bits & 0x3ff) / 1024);
}

test("a JPEG is baseline, and its scan decodes to every block of the picture", () => {
  const file = jpeg(96, 54, picture);
  const { markers, size, scan } = jpegParts(file);
  expect(markers).toEqual([0xe0, 0xdb, 0xc0, 0xc4, 0xc4, 0xda]);
  expect(size).toEqual([54, 96]);
  expect(file.subarray(-2).toString("hex")).toBe("ffd9");
  const levels = jpegLevels(scan, 12 * 7);
  expect(levels).toHaveLength(12 * 7);
  const [red, green, blue] = picture(0.5 / 12, 0.5 / 7).map((level) => level * 255);
  const luma = 0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0);
  expect(Math.abs((levels[0]?.[0] ?? 0) - luma)).toBeLessThan(1.5);
});

function jpegParts(file: Buffer) {
  const markers: number[] = [];
  let size: number[] = [];
  let place = 2;
  while (file[place] === 0xff && markers.at(-1) !== 0xda) {
    const marker = file[place + 1] ?? 0;
    markers.push(marker);
    if (marker === 0xc0) size = [file.readUInt16BE(place + 5), file.readUInt16BE(place + 7)];
    place += 2 + file.readUInt16BE(place + 2);
  }
  const scan = Buffer.from(file.toString("latin1", place, file.length - 2).replaceAll("\xff\0", "\xff"), "latin1");
  return { markers, size, scan };
}

/** Levels of Y, Cb and Cr of each block, decoded with the standard's own table of DC codes. */
function jpegLevels(scan: Buffer, blocks: number): number[][] {
  const codes = ["00", "010", "011", "100", "101", "110", "1110", "11110", "111110", "1111110", "11111110"];
  const bits = [...scan].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  let place = 0;
  const last = [0, 0, 0];
  const readDifference = () => {
    const category = codes.findIndex((code) => bits.startsWith(code, place));
    place += codes[category]?.length ?? Number.NaN;
    const value = Number.parseInt(bits.slice(place, place + category) || "0", 2);
    const negative = category > 0 && bits[place] === "0";
    place += category;
    expect(bits[place++]).toBe("0");
    return negative ? value - 2 ** category + 1 : value;
  };
  const decoded = Array.from({ length: blocks }, () =>
    last.map((before, component) => {
      last[component] = before + readDifference();
      return (last[component] ?? 0) + 128;
    }),
  );
  expect(bits.length - place).toBeLessThan(8);
  expect(bits.slice(place)).toMatch(/^1*$/);
  return decoded;
}

test("a MOV's samples lie where its tables say, and are the frames", () => {
  const frames = [0, 0.5, 1].map((time) => jpeg(96, 54, gradient(0.1, time)));
  const file = mov({ width: 96, height: 54, framesPerSecond: 24, frames });
  const top = atoms(file);
  expect(top.map(({ type }) => type)).toEqual(["ftyp", "mdat", "moov"]);
  const table = atomAt(file, "moov", "trak", "mdia", "minf", "stbl");
  const sizes = atomAt(table, "stsz");
  expect(sizes.readUInt32BE(8)).toBe(3);
  let place = atomAt(table, "stco").readUInt32BE(8);
  frames.forEach((frame, index) => {
    const size = sizes.readUInt32BE(12 + index * 4);
    expect(file.subarray(place, place + size).equals(frame)).toBe(true);
    place += size;
  });
  expect(atomAt(table, "stsd").toString("latin1", 12, 16)).toBe("jpeg");
});

function atoms(bytes: Buffer): { type: string; body: Buffer }[] {
  const found = [];
  for (let place = 0; place < bytes.length; place += bytes.readUInt32BE(place)) {
    const body = bytes.subarray(place + 8, place + bytes.readUInt32BE(place));
    found.push({ type: bytes.toString("latin1", place + 4, place + 8), body });
  }
  return found;
}

function atomAt(bytes: Buffer, ...path: string[]): Buffer {
  return path.reduce((inside, type) => {
    const atom = atoms(inside).find((candidate) => candidate.type === type);
    if (!atom) throw new Error(`There is no ${type}.`);
    return atom.body;
  }, bytes);
}

test("a PNG's chunks are sound, and lettering shows", () => {
  const black = rasterOf(() => [0, 0, 0], 40, 20);
  const file = png(lettered(black, "sh0010"), 2);
  const chunks = pngChunks(file);
  expect(chunks.map(({ type }) => type)).toEqual(["IHDR", "IDAT", "IEND"]);
  expect(chunks[0]?.data.readUInt32BE(0)).toBe(80);
  expect(chunks[0]?.data.readUInt32BE(4)).toBe(40);
  const pixels = inflateSync(chunks[1]?.data ?? Buffer.alloc(0));
  expect(pixels).toHaveLength(40 * (1 + 80 * 3));
  expect(new Set(pixels)).toEqual(new Set([0, 255, 2]));
});

function pngChunks(file: Buffer): { type: string; data: Buffer }[] {
  expect(file.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks = [];
  for (let place = 8; place < file.length; ) {
    const size = file.readUInt32BE(place);
    expect(file.readUInt32BE(place + 8 + size)).toBe(crc32(file.subarray(place + 4, place + 8 + size)));
    chunks.push({
      type: file.toString("latin1", place + 4, place + 8),
      data: file.subarray(place + 8, place + 8 + size),
    });
    place += 12 + size;
  }
  return chunks;
}
