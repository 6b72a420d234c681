import type { HeadState } from "#lib/domain/source";
import { type OpenFile, readTail } from "./open-file.ts";

const headBytes = 16 * 1024;
const jpegBegin = Buffer.from([0xff, 0xd8, 0xff]);
const jpegEnd = Buffer.from([0xff, 0xd9]);
const startOfScan = 0xda;

/** JPEG: begins with SOI, its segments follow one another, and EOI stands at its end. What a camera wrote behind EOI is let be. */
export async function judgeJpeg(file: OpenFile): Promise<HeadState> {
  const head = await file.read(0, headBytes);
  if (!head.subarray(0, 3).equals(jpegBegin)) return "wrong-format";
  let at = 2;
  while (at + 4 <= head.length) {
    if (head[at] !== 0xff) return "damaged";
    const marker = head[at + 1] ?? 0;
    const next = marker === 0xff ? at + 1 : at + 2 + head.readUInt16BE(at + 2);
    if (next > file.size) return "cut-off";
    at = next;
    if (marker === startOfScan) break;
  }
  // Behind the first scan begins, EOI can't stand in a preview inside of the header.
  const tail = await readTail(file, Math.min(at, file.size));
  return tail.includes(jpegEnd) ? "sound" : "cut-off";
}

const pngBegin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pngHeader = Buffer.from([0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
const pngEnd = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);

/** PNG: its signature, then IHDR, and IEND at the end. */
export async function judgePng(file: OpenFile): Promise<HeadState> {
  const head = await file.read(0, 33);
  if (!head.subarray(0, 8).equals(pngBegin)) return "wrong-format";
  if (head.length < 33) return "cut-off";
  if (!head.subarray(8, 16).equals(pngHeader)) return "damaged";
  return (await readTail(file)).includes(pngEnd) ? "sound" : "cut-off";
}
