import { crc32, deflateSync } from "node:zlib";
import type { Raster } from "./picture.ts";

const chunk = (type: string, data: Buffer) => {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
};

/** A PNG of eight bits per channel, without alpha. Each point of the raster becomes `scale`×`scale` points of the file. */
export function png({ width, height, points }: Raster, scale = 1): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width * scale, 0);
  head.writeUInt32BE(height * scale, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rowBytes = 1 + width * scale * 3;
  const rows = Buffer.alloc(rowBytes * height * scale);
  for (let y = 0; y < height; y++) {
    const row = y * scale * rowBytes;
    for (let x = 0; x < width * scale; x++) {
      const point = (y * width + Math.floor(x / scale)) * 3;
      points.copy(rows, row + 1 + x * 3, point, point + 3);
    }
    // Filter 2 stores the difference to the row above: for a repeated row that is nothing but zeros.
    for (let copy = 1; copy < scale; copy++) rows[row + copy * rowBytes] = 2;
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
