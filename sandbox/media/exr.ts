import type { Picture } from "./picture.ts";

const text = (value: string) => Buffer.from(`${value}\0`, "latin1");
const int = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeInt32LE(value, index * 4);
  return bytes;
};
const float = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes;
};
const attribute = (name: string, type: string, value: Buffer) =>
  Buffer.concat([text(name), text(type), int(value.length), value]);

const halfType = 1;
/** The format wants channels in the order of their names. */
const channels = ["B", "G", "R"] as const;
const channelIndex = { R: 0, G: 1, B: 2 } as const;

/** An OpenEXR file: version 2, scan lines, no compression, half floats. */
export function exr(width: number, height: number, picture: Picture): Buffer {
  const window = int(0, 0, width - 1, height - 1);
  const header = Buffer.concat([
    Buffer.from([0x76, 0x2f, 0x31, 0x01]),
    int(2),
    attribute(
      "channels",
      "chlist",
      Buffer.concat([...channels.map((name) => Buffer.concat([text(name), int(halfType, 0, 1, 1)])), Buffer.from([0])]),
    ),
    attribute("compression", "compression", Buffer.from([0])),
    attribute("dataWindow", "box2i", window),
    attribute("displayWindow", "box2i", window),
    attribute("lineOrder", "lineOrder", Buffer.from([0])),
    attribute("pixelAspectRatio", "float", float(1)),
    attribute("screenWindowCenter", "v2f", float(0, 0)),
    attribute("screenWindowWidth", "float", float(1)),
    Buffer.from([0]),
  ]);
  const lineBytes = width * channels.length * 2;
  const offsets = Buffer.alloc(height * 8);
  const lines = Buffer.alloc(height * (8 + lineBytes));
  for (let y = 0; y < height; y++) {
    const start = y * (8 + lineBytes);
    offsets.writeBigUInt64LE(BigInt(header.length + offsets.length + start), y * 8);
    lines.writeInt32LE(y, start);
    lines.writeInt32LE(lineBytes, start + 4);
    for (let x = 0; x < width; x++) {
      const colour = picture(x / (width - 1), y / (height - 1));
      channels.forEach((name, plane) => {
        lines.writeUInt16LE(half(colour[channelIndex[name]]), start + 8 + (plane * width + x) * 2);
      });
    }
  }
  return Buffer.concat([header, offsets, lines]);
}

const view = new DataView(new ArrayBuffer(4));

/** Bits of the half float nearest below a number from 0 to 65504; what is under the smallest normal half becomes 0. */
function half(value: number): number {
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  const exponent = (bits >>> 23) - 127 + 15;
  return exponent <= 0 ? 0 : (exponent << 10) | ((bits >>> 13) & 0x3ff);
}
