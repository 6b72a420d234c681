import type { HeadState } from "#lib/domain/source";
import type { OpenFile } from "./open-file.ts";

/** Types that a movie may begin with: old QuickTime files have no `ftyp`. */
const first = new Set(["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot", "uuid", "styp", "moof", "sidx"]);
const mostBoxes = 256;

/** MOV and MP4: boxes that follow one another up to the end of the file, and an index (`moov`) among them. */
export async function judgeMovie(file: OpenFile): Promise<HeadState> {
  let indexed = false;
  let at = 0;
  for (let boxes = 0; at < file.size; boxes++) {
    // A fragmented movie may have a box for every second: its beginning says enough.
    if (boxes === mostBoxes) return "sound";
    const head = await file.read(at, 16);
    if (head.length < 8) return at > 0 && head.every((byte) => byte === 0) ? finished(indexed) : "cut-off";
    const type = head.toString("latin1", 4, 8);
    if (at === 0 && !first.has(type)) return "wrong-format";
    const size = sizeOf(head, file.size - at);
    if (size === null) return head.length < 16 ? "cut-off" : "damaged";
    if (at + size > file.size) return "cut-off";
    indexed ||= type === "moov";
    at += size;
  }
  return finished(indexed);
}

function finished(indexed: boolean): HeadState {
  return indexed ? "sound" : "unfinished";
}

/** Bytes of a box, its head included; null where it can't be one. */
function sizeOf(head: Buffer, rest: number): number | null {
  const short = head.readUInt32BE(0);
  if (short === 0) return rest;
  if (short !== 1) return short < 8 ? null : short;
  if (head.length < 16) return null;
  const long = Number(head.readBigUInt64BE(8));
  return long < 16 ? null : long;
}
