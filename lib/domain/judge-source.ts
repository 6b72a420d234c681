import type { Configuration } from "./configuration.ts";
import type { Deliverable } from "./deliverable.ts";
import { folderOf, nameOf } from "./posix-path.ts";
import { counted, listedFew, quoted, verb } from "./sentences.ts";
import { type Completeness, completeness, type FrameRange, framesIn, parsePattern, writeRanges } from "./sequence.ts";
import type { SourceFacts, SourceFile } from "./source.ts";

type FrameRules = Pick<Configuration["frames"], "incomplete" | "extra">;

/** Whether a deliverable's files can be linked, with the frames that are there and what to say about them. */
export type JudgedSource =
  | { stopped: "missing" | "incomplete"; reasons: readonly string[]; warnings: readonly string[]; frames: string }
  | {
      stopped: null;
      frames: string;
      warnings: readonly string[];
      path: string;
      folder: string;
      realFolder: string;
      files: readonly SourceFile[];
    };

/** Holds a deliverable against what the disk says. Pure: `source` is null where ftrack names no place that this server can reach. */
export function judgeSource(
  deliverable: Pick<Deliverable, "kind" | "knownRange" | "places">,
  source: SourceFacts | null,
  rules: FrameRules,
): JudgedSource {
  if (source === null) return missing(noPlace(deliverable.places));
  switch (source.state) {
    case "absent":
      return missing(`${quoted(source.path)} is not on disk.`);
    case "outside":
      return missing(
        `${quoted(source.path)} really lies in ${quoted(source.realPath)}, outside of the folders that sources may come from.`,
      );
    case "unreadable":
      return missing(`${quoted(source.path)} can't be read: ${source.reason.replace(/\.$/, "")}.`);
    case "found":
      return deliverable.kind === "sequence" ? judgeSequence(source, deliverable.knownRange, rules) : judgeFile(source);
  }
}

type Found = Extract<SourceFacts, { state: "found" }>;

function missing(reason: string): JudgedSource {
  return { stopped: "missing", reasons: [reason], warnings: [], frames: "" };
}

function noPlace(places: Deliverable["places"]): string {
  if (places.length === 0) return "ftrack names no place for these files.";
  const named = places.map(({ location, resourceIdentifier }) => `${quoted(resourceIdentifier)} (${location})`);
  return `No place that ftrack names can be reached from this server: ${listedFew(named)}.`;
}

function judgeFile({ path, realFolder, files }: Found): JudgedSource {
  const file = files.find(({ name }) => name === nameOf(path));
  if (file === undefined) return missing(`${quoted(path)} is not on disk.`);
  switch (file.state) {
    case "unreadable":
      return missing(`${quoted(path)} can't be read by this server.`);
    case "not-a-file":
      return missing(`${quoted(path)} is no regular file.`);
    case "outside":
      return missing(`${quoted(path)} is a link that leaves the folders that sources may come from.`);
    case "ok":
      return file.size === 0
        ? { stopped: "incomplete", reasons: [`${quoted(path)} is empty (0 bytes).`], warnings: [], frames: "" }
        : { stopped: null, frames: "", warnings: [], path, folder: folderOf(path), realFolder, files: [file] };
  }
}

function judgeSequence(
  { path, realFolder, files }: Found,
  known: Deliverable["knownRange"],
  rules: FrameRules,
): JudgedSource {
  const pattern = parsePattern(path);
  if (pattern === null) return judgeFile({ state: "found", path, realFolder, files });
  const found = completeness({ known, files, pattern });
  if (found.frames.length === 0) {
    return missing(`No frame of ${quoted(nameOf(path))} is in ${quoted(pattern.folder)}.${knows(known)}`);
  }
  const frames = writeRanges(runsOf(found));
  const { stops, damages, extras, remarks } = findings(found, known);
  const reasons = [
    ...stops,
    ...(rules.incomplete === "stop" ? damages : []),
    ...(rules.extra === "stop" ? extras : []),
  ];
  const warnings = [
    ...(rules.incomplete === "warn" ? damages : []),
    ...(rules.extra === "warn" ? extras.map((sentence) => `${sentence} They are linked too.`) : []),
    ...remarks,
  ];
  if (reasons.length > 0) return { stopped: "incomplete", reasons, warnings, frames };
  return {
    stopped: null,
    frames,
    warnings,
    path,
    folder: pattern.folder,
    realFolder,
    files: found.frames.map(({ file }) => file),
  };
}

function runsOf({ frames }: Completeness): FrameRange[] {
  const ranges: FrameRange[] = [];
  for (const { frame } of frames) {
    const current = ranges.at(-1);
    if (current !== undefined && frame === current.last + 1) current.last = frame;
    else ranges.push({ first: frame, last: frame });
  }
  return ranges;
}

interface Findings {
  /** Stop whatever the configuration says: such files can't or mustn't be linked. */
  stops: string[];
  damages: string[];
  extras: string[];
  remarks: string[];
}

function findings(found: Completeness, known: Deliverable["knownRange"]): Findings {
  const say = (ranges: readonly FrameRange[], one: string, many: string) => {
    const count = framesIn(ranges);
    return count === 0 ? [] : [`${counted(count, "frame")} ${verb(count, one, many)}: ${writeRanges(ranges)}.`];
  };
  const gone = framesIn(found.missing);
  const span = known ?? { first: found.frames[0]?.frame ?? 0, last: found.frames.at(-1)?.frame ?? 0 };
  const of = `${gone} of ${counted(span.last - span.first + 1, "frame")}`;
  return {
    stops: [
      ...say(found.unreadable, "can't be read by this server", "can't be read by this server"),
      ...say(found.notFiles, "is no regular file", "are no regular files"),
      ...say(found.outside, "is a link that leaves the source folders", "are links that leave the source folders"),
    ],
    damages: [
      ...(gone === 0
        ? []
        : [`${of} ${verb(gone, "is", "are")} missing: ${writeRanges(found.missing)}.${knows(known)}`]),
      ...say(found.zeroByte, "is empty (0 bytes)", "are empty (0 bytes)"),
    ],
    extras: say(found.extra, "is beyond the known range", "are beyond the known range").map(
      (sentence) => `${sentence}${knows(known)}`,
    ),
    remarks: found.gapsOnly
      ? [
          "ftrack knows no frame range, so frames missing at the start or the end can't be seen; only gaps were looked for.",
        ]
      : [],
  };
}

function knows(known: Deliverable["knownRange"]): string {
  return known === null ? "" : ` ftrack knows ${writeRanges([known])} (${known.source}).`;
}
