import { crc32, deflateSync } from "node:zlib";
import { byte, type Picture } from "./picture.ts";

const chunk = (type: string, data: Buffer) => {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
};

/** A PNG of eight bits per channel, without alpha. Each point of the picture becomes `scale`×`scale` points of the file. */
export function png(width: number, height: number, picture: Picture, scale = 1): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width * scale, 0);
  head.writeUInt32BE(height * scale, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * scale * 3);
    for (let x = 0; x < width; x++) {
      const colour = Buffer.from(picture(x / width, y / height).map(byte));
      row.fill(colour, 1 + x * scale * 3, 1 + (x + 1) * scale * 3);
    }
    for (let copy = 0; copy < scale; copy++) rows.push(row);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
