import { crc32, deflateSync } from "node:zlib";

const images = new Map<number, Buffer>();

/** A PNG that stands for a missing picture: a dark 16:9 gradient with a frame, at most *size* pixels wide. */
export function placeholderImage(size: number): Buffer {
  const width = Math.min(Math.max(Math.round(size), 16), 1024);
  const known = images.get(width);
  if (known !== undefined) return known;
  const height = Math.round((width * 9) / 16);
  const image = png(width, height, (x, y) => {
    const edge = x < 2 || y < 2 || x >= width - 2 || y >= height - 2;
    const shade = edge ? 88 : 36 + Math.round((24 * (x + y)) / (width + height));
    return [shade, shade, shade + 8];
  });
  images.set(width, image);
  return image;
}

function png(
  width: number,
  height: number,
  pixel: (x: number, y: number) => readonly [number, number, number],
): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    // Each line begins with its filter: none.
    at += 1;
    for (let x = 0; x < width; x += 1) {
      for (const channel of pixel(x, y)) {
        rows[at] = channel;
        at += 1;
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
