import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { Span } from "./span.ts";

type Piece = { readonly size: number } & ({ readonly bytes: Buffer } | { readonly path: string });

/** The bytes of one file: pieces in memory or on disk, one after the other. An upload in parts is never copied together. */
export type KeptBytes = { readonly size: number; readonly pieces: readonly Piece[] };

export function bytesInMemory(bytes: Buffer): KeptBytes {
  return { size: bytes.length, pieces: [{ size: bytes.length, bytes }] };
}

export function bytesOnDisk(files: readonly { readonly path: string; readonly size: number }[]): KeptBytes {
  return { size: files.reduce((sum, { size }) => sum + size, 0), pieces: files };
}

/** Reads the bytes, or those of *span*. */
export function readKept(kept: KeptBytes, span: Span = allOf(kept)): Readable {
  return Readable.from(chunksOf(kept, span), { objectMode: false });
}

/** The bytes, or those of *span*, at once; for what is known to be small. */
export async function wholeOf(kept: KeptBytes, span: Span = allOf(kept)): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(kept, span)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function allOf({ size }: KeptBytes): Span {
  return { first: 0, last: size - 1 };
}

async function* chunksOf({ pieces }: KeptBytes, { first, last }: Span): AsyncGenerator<Buffer> {
  let start = 0;
  for (const piece of pieces) {
    const from = Math.max(first - start, 0);
    const to = Math.min(last - start, piece.size - 1);
    start += piece.size;
    if (from > to) continue;
    if ("bytes" in piece) {
      yield piece.bytes.subarray(from, to + 1);
      continue;
    }
    for await (const chunk of createReadStream(piece.path, { start: from, end: to })) yield Buffer.from(chunk);
  }
}
