import type { KnownRange } from "./deliverable.ts";
import { folderOf, nameOf } from "./posix-path.ts";
import { counted } from "./sentences.ts";
import type { SourceFile } from "./source.ts";

/** A frame pattern's parts: files of `folder` named `<prefix><frame><suffix>`. */
export interface FramePattern {
  folder: string;
  prefix: string;
  /** Digits that a frame number has at least; 1 where it is not padded. */
  padding: number;
  suffix: string;
}

/** Frames, both ends included. */
export interface FrameRange {
  first: number;
  last: number;
}

export interface Frame {
  frame: number;
  file: SourceFile;
}

/** What a sequence's folder holds, held against what ftrack knows. Ranges are in order and do not touch. */
export interface Completeness {
  /** Every frame on disk that fits the pattern, in order, whatever its state. */
  frames: readonly Frame[];
  /** Known to ftrack and not on disk; the gaps between frames where ftrack knows no range. */
  missing: readonly FrameRange[];
  /** On disk, outside of what ftrack knows. */
  extra: readonly FrameRange[];
  zeroByte: readonly FrameRange[];
  unreadable: readonly FrameRange[];
  /** Folders, sockets, links that lead nowhere. */
  notFiles: readonly FrameRange[];
  /** Links that leave every source root. */
  outside: readonly FrameRange[];
  /** True where no range is known: frames missing at either end cannot be seen. */
  gapsOnly: boolean;
}

const tokens = [/%(\d*)d/g, /\$F(\d*)/g, /(#+)/g, /(@{2,})/g];
const mostDigits = 12;
const zero = "0".charCodeAt(0);

/** Reads `%04d`, `%d`, `####`, `@@@@`, `$F4` or `$F` in a path's file name; null where there is none. */
export function parsePattern(path: string): FramePattern | null {
  const name = nameOf(path);
  for (const token of tokens) {
    const found = [...name.matchAll(token)].at(-1);
    if (found === undefined) continue;
    const written = found[1] ?? "";
    const padding = /^[#@]/.test(written) ? written.length : Math.max(1, Number(written));
    return {
      folder: folderOf(path),
      prefix: name.slice(0, found.index),
      padding,
      suffix: name.slice(found.index + found[0].length),
    };
  }
  return null;
}

/** Whether a path can only mean a sequence: one "#" or "@" may be part of a plain file's name. */
export function isPatternPath(path: string): boolean {
  return /%0?\d*d|\$F\d*\.|#{2,}|@{3,}/.test(nameOf(path));
}

/** The frame number of a file name, or null where the name does not fit the pattern. */
export function frameOf(name: string, pattern: Pick<FramePattern, "prefix" | "padding" | "suffix">): number | null {
  const { prefix, padding, suffix } = pattern;
  const end = name.length - suffix.length;
  const length = end - prefix.length;
  if (length < padding || length > mostDigits) return null;
  if (length < 1 || !name.startsWith(prefix) || !name.endsWith(suffix)) return null;
  let frame = 0;
  for (let at = prefix.length; at < end; at++) {
    const digit = name.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return null;
    frame = frame * 10 + digit;
  }
  return length > padding && name.charCodeAt(prefix.length) === zero ? null : frame;
}

/** What file servers and desktops leave behind: never a frame. */
export function isJunk(name: string): boolean {
  return /^(?:\.nfs.*|\._.*|\.ds_store|thumbs\.db)$/i.test(name);
}

/** Frames in any order, with repeats, as ranges in order. */
export function rangesOf(frames: readonly number[]): FrameRange[] {
  const ranges: FrameRange[] = [];
  for (const frame of [...frames].sort((a, b) => a - b)) {
    const current = ranges.at(-1);
    if (current !== undefined && frame <= current.last + 1) current.last = frame;
    else ranges.push({ first: frame, last: frame });
  }
  return ranges;
}

/** "1001-1004, 1010". */
export function writeRanges(ranges: readonly FrameRange[]): string {
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(", ");
}

const mostRanges = 20;

/** The same for sentences: after the first twenty ranges it only counts. */
export function writeFewRanges(ranges: readonly FrameRange[]): string {
  const more = ranges.length - mostRanges;
  if (more <= 0) return writeRanges(ranges);
  return `${writeRanges(ranges.slice(0, mostRanges))} and ${counted(more, "more range")}`;
}

/** Frames in any order as "1001-1004, 1010". */
export function formatRanges(frames: readonly number[]): string {
  return writeRanges(rangesOf(frames));
}

/** How many frames the ranges hold. */
export function framesIn(ranges: readonly FrameRange[]): number {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** The files that fit a pattern, in the order of their frames. */
export function framesAmong(files: readonly SourceFile[], pattern: FramePattern): Frame[] {
  const frames: Frame[] = [];
  for (const file of files) {
    const frame = frameOf(file.name, pattern);
    if (frame !== null && !isJunk(file.name)) frames.push({ frame, file });
  }
  return frames.sort((a, b) => a.frame - b.frame);
}

/** Holds a folder's files against the range that ftrack knows. Files that do not fit the pattern, and junk, are no frames. */
export function completeness({
  known,
  files,
  pattern,
}: {
  known: Pick<KnownRange, "first" | "last"> | null;
  files: readonly SourceFile[];
  pattern: FramePattern;
}): Completeness {
  const frames = framesAmong(files, pattern);
  const numbers = frames.map(({ frame }) => frame);
  const present = rangesOf(numbers);
  const where = (fits: (file: SourceFile) => boolean) =>
    rangesOf(frames.filter(({ file }) => fits(file)).map(({ frame }) => frame));
  return {
    frames,
    missing: gaps(present, known),
    extra: known === null ? [] : rangesOf(numbers.filter((frame) => frame < known.first || frame > known.last)),
    zeroByte: where((file) => file.state === "ok" && file.size === 0),
    unreadable: where((file) => file.state === "unreadable"),
    notFiles: where((file) => file.state === "not-a-file"),
    outside: where((file) => file.state === "outside"),
    gapsOnly: known === null,
  };
}

/** Works on ranges, never on single frames: one stray file name with eight digits must not cost a hundred million steps. */
function gaps(present: readonly FrameRange[], known: FrameRange | null): FrameRange[] {
  const first = known?.first ?? present[0]?.first ?? 0;
  const last = known?.last ?? present.at(-1)?.last ?? -1;
  const missing: FrameRange[] = [];
  let next = first;
  for (const range of present) {
    if (range.last < next) continue;
    if (range.first > last) break;
    if (range.first > next) missing.push({ first: next, last: range.first - 1 });
    next = range.last + 1;
  }
  if (next <= last) missing.push({ first: next, last });
  return missing;
}
