import type { FrameRules } from "./configuration-frames.ts";
import type { Deliverable } from "./deliverable.ts";
import { type BrokenHead, brokenHeads } from "./preflight-heads.ts";
import { nameFindings } from "./preflight-names.ts";
import { sizeOutliers } from "./preflight-sizes.ts";
import { counted, verb } from "./sentences.ts";
import {
  type Completeness,
  type FramePattern,
  type FrameRange,
  framesIn,
  rangesOf,
  writeFewRanges,
  writeRanges,
} from "./sequence.ts";
import type { SourceFacts } from "./source.ts";

/** Something to say about a sequence's files. `about` names the setting that decides what it does; null: it stops anyway. */
export interface Finding {
  about: "incomplete" | "extra" | "outliers" | "headers" | "padding" | null;
  sentence: string;
}

type Known = Deliverable["knownRange"];
type Found = Extract<SourceFacts, { state: "found" }>;

/** Everything that is wrong with the frames of a sequence, what can't be linked at all first. Frames are named as ranges. */
export function preflightFindings(
  frames: Completeness,
  { source, pattern, known, rules }: { source: Found; pattern: FramePattern; known: Known; rules: FrameRules },
): Finding[] {
  return [
    ...inaccessible(frames),
    ...incomplete(frames, known),
    ...brokenFrames(frames),
    ...(rules.outliers === "off" ? [] : smallFrames(frames, rules.outlierPercent)),
    ...say("extra", frames.extra, ["is beyond the known range", "are beyond the known range"], knows(known)),
    ...nameFindings(source.files, pattern, source.lookalikes ?? []).map(
      (sentence): Finding => ({ about: "padding", sentence }),
    ),
  ];
}

/** " ftrack knows 1001-1024 (shot)."; "" where it knows nothing. */
export function knows(known: Known): string {
  return known === null ? "" : ` ftrack knows ${writeRanges([known])} (${known.source}).`;
}

/** What is wrong with a file that was opened, for one and for many. */
export const headSaying: Readonly<Record<BrokenHead, readonly [one: string, many: string]>> = {
  unreadable: ["can't be read by this server", "can't be read by this server"],
  "wrong-format": ["does not begin as a file of its extension does", "do not begin as files of their extension do"],
  damaged: ["has a header that makes no sense", "have headers that make no sense"],
  unfinished: ["was never written to its end", "were never written to their end"],
  "cut-off": [
    "ends too early: it was cut off while it was written or copied",
    "end too early: they were cut off while they were written or copied",
  ],
};

export const mendHead = " Render or copy again.";
const askForAccess = " Ask for read access.";

function say(
  about: Finding["about"],
  ranges: readonly FrameRange[],
  [one, many]: readonly [string, string],
  advice = "",
): Finding[] {
  const count = framesIn(ranges);
  if (count === 0) return [];
  return [
    { about, sentence: `${counted(count, "frame")} ${verb(count, one, many)}: ${writeFewRanges(ranges)}.${advice}` },
  ];
}

function inaccessible({ unreadable, notFiles, outside }: Completeness): Finding[] {
  return [
    ...say(null, unreadable, headSaying.unreadable, askForAccess),
    ...say(null, notFiles, ["is no regular file", "are no regular files"], " Publish real files."),
    ...say(
      null,
      outside,
      ["is a link that leaves the source folders", "are links that leave the source folders"],
      " Publish the files themselves.",
    ),
  ];
}

function incomplete({ frames, missing, zeroByte }: Completeness, known: Known): Finding[] {
  const gone = framesIn(missing);
  const span = known ?? { first: frames[0]?.frame ?? 0, last: frames.at(-1)?.frame ?? 0 };
  const of = `${gone} of ${counted(span.last - span.first + 1, "frame")}`;
  const advice = known === null ? " Render what is missing." : " Render what is missing, or correct the range.";
  const sentence = `${of} ${verb(gone, "is", "are")} missing: ${writeFewRanges(missing)}.${knows(known)}${advice}`;
  return [
    ...(gone === 0 ? [] : [{ about: "incomplete" as const, sentence }]),
    ...say("incomplete", zeroByte, ["is empty (0 bytes)", "are empty (0 bytes)"], mendHead),
  ];
}

function brokenFrames({ frames }: Completeness): Finding[] {
  return brokenHeads.flatMap((state) => {
    const numbers = frames.filter(({ file }) => file.head === state).map(({ frame }) => frame);
    const about = state === "unreadable" ? null : "headers";
    return say(about, rangesOf(numbers), headSaying[state], state === "unreadable" ? askForAccess : mendHead);
  });
}

/** A frame that is known to be broken is not told of twice. */
function smallFrames({ frames }: Completeness, percent: number): Finding[] {
  const small = sizeOutliers(frames, percent).filter(({ file }) => (file.head ?? "sound") === "sound");
  return say(
    "outliers",
    rangesOf(small.map(({ frame }) => frame)),
    [`has less than ${percent} % of its neighbours' size`, `have less than ${percent} % of their neighbours' size`],
    " Look at the picture: it may be black or half rendered.",
  );
}
