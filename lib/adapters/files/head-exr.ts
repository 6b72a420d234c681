import type { HeadState } from "#lib/domain/source";
import { type ExrHeader, type ExrPart, readExrHeader } from "./exr-header.ts";
import type { OpenFile } from "./open-file.ts";

const firstBytes = 16 * 1024;
/** Larger headers and tables exist; they are looked into this far. */
const mostBytes = 1024 * 1024;

/**
 * OpenEXR: its magic number, a header that ends, and a table of chunks that is filled and lies within the file, as does the
 * last chunk. A writer fills the table last, so that zeros in it mean that it never came so far.
 */
export async function judgeExr(file: OpenFile): Promise<HeadState> {
  for (let length = firstBytes; ; length *= 8) {
    const bytes = await file.read(0, Math.min(length, mostBytes));
    const header = readExrHeader(bytes);
    if (typeof header === "object") return judgeChunks(file, bytes, header);
    if (header !== "too-short") return header;
    if (bytes.length >= file.size) return "cut-off";
    if (bytes.length >= mostBytes) return "sound";
  }
}

async function judgeChunks(file: OpenFile, bytes: Buffer, { parts, tableAt }: ExrHeader): Promise<HeadState> {
  const entries = parts.reduce((sum, { chunks }) => sum + chunks, 0);
  const tableEnd = tableAt + entries * 8;
  if (tableEnd > file.size) return "cut-off";
  const wanted = Math.min(tableEnd, tableAt + mostBytes);
  const table = wanted <= bytes.length ? bytes.subarray(tableAt, wanted) : await file.read(tableAt, wanted - tableAt);
  const last = { at: 0, entry: 0 };
  for (let entry = 0; (entry + 1) * 8 <= table.length; entry++) {
    const at = table.readUInt32LE(entry * 8) + table.readUInt32LE(entry * 8 + 4) * 0x1_0000_0000;
    if (at === 0) return "unfinished";
    if (at < tableEnd) return "damaged";
    if (at >= file.size) return "cut-off";
    if (at > last.at) Object.assign(last, { at, entry });
  }
  const part = partOf(parts, last.entry);
  const end = part === null ? null : await endOfChunk(file, last.at, part, parts.length > 1);
  return end !== null && end > file.size ? "cut-off" : "sound";
}

function partOf(parts: readonly ExrPart[], entry: number): ExrPart | null {
  let before = 0;
  for (const part of parts) {
    before += part.chunks;
    if (entry < before) return part;
  }
  return null;
}

/** Where a chunk ends, by its own head; beyond every file where that is cut. */
async function endOfChunk(file: OpenFile, at: number, part: ExrPart, isOneOfMany: boolean): Promise<number> {
  const place = (isOneOfMany ? 4 : 0) + (part.isTiled ? 16 : 4);
  const length = place + (part.isDeep ? 24 : 4);
  const head = await file.read(at, length);
  if (head.length < length) return Number.POSITIVE_INFINITY;
  if (!part.isDeep) return at + length + head.readUInt32LE(place);
  return at + length + Number(head.readBigUInt64LE(place)) + Number(head.readBigUInt64LE(place + 8));
}
