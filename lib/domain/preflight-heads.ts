import type { FrameRules } from "./configuration-frames.ts";
import type { Deliverable } from "./deliverable.ts";
import { nameOf } from "./posix-path.ts";
import { sizeOutliers } from "./preflight-sizes.ts";
import { type Frame, framesAmong, parsePattern } from "./sequence.ts";
import type { HeadState, SourceFacts, SourceFile } from "./source.ts";

/** States of a file that was opened and is not sound, gravest first. */
export const brokenHeads = [
  "unreadable",
  "wrong-format",
  "damaged",
  "unfinished",
  "cut-off",
] as const satisfies Exclude<HeadState, "sound">[];
export type BrokenHead = (typeof brokenHeads)[number];

/**
 * Which files of a source are still to be opened: a single file always; of a sequence the sample that the configuration
 * asks for, and once one of those is broken all others too, so that every broken frame has its name. Empty when it is done.
 */
export function headsToRead(
  kind: Deliverable["kind"],
  source: SourceFacts | null,
  rules: Pick<FrameRules, "headers" | "readHeaders" | "outlierPercent">,
): SourceFile[] {
  if (rules.headers === "off" || source?.state !== "found") return [];
  const pattern = kind === "sequence" ? parsePattern(source.path) : null;
  if (pattern === null) return source.files.filter((file) => file.name === nameOf(source.path) && isUnread(file));
  const frames = framesAmong(source.files, pattern);
  const all = rules.readHeaders === "all" || frames.some(({ file }) => isBroken(file.head));
  return (all ? frames : sampleOf(frames, rules.outlierPercent)).map(({ file }) => file).filter(isUnread);
}

export function isBroken(head: HeadState | undefined): head is BrokenHead {
  return head !== undefined && head !== "sound";
}

function sampleOf(frames: readonly Frame[], outlierPercent: number): Frame[] {
  const middle = Math.floor((frames.length - 1) / 2);
  const ends = frames.filter((_, at) => at === 0 || at === middle || at === frames.length - 1);
  return [...new Set([...ends, ...sizeOutliers(frames, outlierPercent)])];
}

/** What is empty, or no file that this server can read, is told of without being opened. */
function isUnread({ head, state, size }: SourceFile): boolean {
  return head === undefined && state === "ok" && size > 0;
}
