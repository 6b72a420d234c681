import type { FrameRules } from "./configuration-frames.ts";
import type { Deliverable } from "./deliverable.ts";
import { folderOf, nameOf } from "./posix-path.ts";
import { type Finding, headSaying, knows, mendHead, preflightFindings } from "./preflight-findings.ts";
import { isBroken } from "./preflight-heads.ts";
import { nameFindings } from "./preflight-names.ts";
import { listedFew, quoted } from "./sentences.ts";
import { completeness, parsePattern, rangesOf, writeRanges } from "./sequence.ts";
import type { SourceFacts, SourceFile } from "./source.ts";

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
      return deliverable.kind === "sequence"
        ? judgeSequence(source, deliverable.knownRange, rules)
        : judgeFile(source, rules);
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

function judgeFile({ path, realFolder, files }: Found, rules: FrameRules): JudgedSource {
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
      return judgeOpened(path, file, realFolder, rules);
  }
}

function judgeOpened(path: string, file: SourceFile, realFolder: string, { headers }: FrameRules): JudgedSource {
  const { head, size } = file;
  if (size === 0) return incomplete(`${quoted(path)} is empty (0 bytes).${mendHead}`);
  if (head === "unreadable") return missing(`${quoted(path)} can't be read by this server.`);
  const broken = isBroken(head) ? `${quoted(path)} ${headSaying[head][0]}.${mendHead}` : null;
  if (broken !== null && headers === "stop") return incomplete(broken);
  const warnings = broken !== null && headers === "warn" ? [broken] : [];
  return { stopped: null, frames: "", warnings, path, folder: folderOf(path), realFolder, files: [file] };
}

function incomplete(reason: string): JudgedSource {
  return { stopped: "incomplete", reasons: [reason], warnings: [], frames: "" };
}

function judgeSequence(source: Found, known: Deliverable["knownRange"], rules: FrameRules): JudgedSource {
  const { path, realFolder, files } = source;
  const pattern = parsePattern(path);
  if (pattern === null) return judgeFile(source, rules);
  const found = completeness({ known, files, pattern });
  if (found.frames.length === 0) {
    const nothing = `No frame of ${quoted(nameOf(path))} is in ${quoted(pattern.folder)}.${knows(known)}`;
    const names = nameFindings(files, pattern, source.lookalikes ?? []);
    return { stopped: "missing", reasons: [nothing, ...names], warnings: [], frames: "" };
  }
  const findings = preflightFindings(found, { source, pattern, known, rules });
  const reasons = findings.filter(({ about }) => about === null || rules[about] === "stop").map(sentenceOf);
  const warnings = [
    ...findings.filter(({ about }) => about !== null && rules[about] === "warn").map(warningOf),
    ...(found.gapsOnly && rules.incomplete !== "off" ? [gapsOnly] : []),
  ];
  const frames = writeRanges(rangesOf(found.frames.map(({ frame }) => frame)));
  if (reasons.length > 0) return { stopped: "incomplete", reasons, warnings, frames };
  const linked = found.frames.map(({ file }) => file);
  return { stopped: null, frames, warnings, path, folder: pattern.folder, realFolder, files: linked };
}

const gapsOnly =
  "ftrack knows no frame range, so frames missing at the start or the end can't be seen; only gaps were looked for.";

function sentenceOf({ sentence }: Finding): string {
  return sentence;
}

function warningOf({ about, sentence }: Finding): string {
  return about === "extra" ? `${sentence} They are linked too.` : sentence;
}
