import type { Deliverable } from "./deliverable.ts";
import { joinPath, nameOf, splitExtension } from "./posix-path.ts";
import { listed } from "./sentences.ts";
import { type FramePattern, parsePattern } from "./sequence.ts";

export const layoutTokens = [
  "file",
  "stem",
  "project",
  "sequence",
  "shot",
  "asset",
  "version",
  "department",
  "camera",
  "extension",
] as const;
type LayoutToken = (typeof layoutTokens)[number];
type LayoutValues = Readonly<Record<Exclude<LayoutToken, "file">, string>>;

/** What keeps a template from being a layout, or null: found when the configuration is read, not when an upload runs. */
export function layoutProblem(template: string): string | null {
  const known: ReadonlySet<string> = new Set(layoutTokens);
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)]
    .map((match) => match[1] ?? "")
    .find((name) => !known.has(name));
  if (unknown !== undefined) {
    return `has {${unknown}}, which stands for nothing; use ${listed(layoutTokens.map((name) => `{${name}}`))}`;
  }
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ""))) return "has a brace that is not closed or not opened";
  if (template.startsWith("/")) return "must be relative: it begins below the destination";
  if (/[\\\p{Cc}]/u.test(template)) return "may hold neither backslashes nor control characters";
  if (!template.endsWith("{file}")) return "must end with {file}";
  const segments = template.split("/");
  if (segments.includes("")) return "has an empty folder name: two slashes in a row";
  if (segments.some((segment) => segment === "." || segment === "..")) return 'may not hold "." or ".."';
  if (template.indexOf("{file}") !== template.length - "{file}".length) return "may hold {file} once only, at its end";
  return null;
}

/** Where the files of one deliverable go. */
export interface Layout {
  /** Absolute: the destination, or a folder below it. */
  folder: string;
  nameFor(file: string): string;
}

/** Applies a template that `layoutProblem` accepts. Whatever the values hold, the folder never leaves the destination; a folder name that comes out empty is left out. */
export function targetOf({
  destination,
  template,
  values,
}: {
  destination: string;
  template: string;
  values: LayoutValues;
}): Layout {
  const filled = template
    .split("/")
    .map((segment) =>
      segment.replace(/\{(\w+)\}/g, (token, name) => (name === "file" ? token : filledToken(values, name))),
    );
  const prefix = cleanSegment((filled.at(-1) ?? "").replace("{file}", ""));
  return {
    folder: joinPath(destination, ...filled.slice(0, -1).map(safeSegment)),
    nameFor: (file) => `${prefix}${file}`,
  };
}

function filledToken(values: LayoutValues, name: string): string {
  const found = Object.entries(values).find(([key]) => key === name);
  return cleanSegment(found?.[1] ?? "");
}

/** Slashes and what no file system or reader can bear become "_". */
function cleanSegment(text: string): string {
  return text.trim().replace(/[/\\\p{Cc}]/gu, "_");
}

function safeSegment(text: string): string {
  const name = text.trim();
  return /^\.{1,2}$/.test(name) ? name.replaceAll(".", "_") : name;
}

/** What the tokens stand for: `v003` for the version, "" where there is no sequence or camera. */
export function layoutValues(
  deliverable: Pick<
    Deliverable,
    | "sequence"
    | "shot"
    | "assetName"
    | "version"
    | "versionName"
    | "componentName"
    | "department"
    | "camera"
    | "extension"
  >,
  projectName: string,
  sourcePath: string,
  pattern: FramePattern | null,
): LayoutValues {
  return {
    stem: stemOf(sourcePath, pattern) || `${deliverable.versionName}_${deliverable.componentName}`,
    project: projectName,
    sequence: deliverable.sequence?.name ?? "",
    shot: deliverable.shot.name,
    asset: deliverable.assetName,
    version: versionLabel(deliverable.version),
    department: deliverable.department.name,
    camera: deliverable.camera ?? "",
    extension: deliverable.extension,
  };
}

/** "v003". */
export function versionLabel(version: number): string {
  return `v${String(version).padStart(3, "0")}`;
}

/** The file name without frame number, extension and the separator before them: "NXP_sh0010_v003_left"; "" where nothing is left. */
export function stemOf(path: string, pattern: FramePattern | null = parsePattern(path)): string {
  if (pattern === null) return splitExtension(nameOf(path))[0];
  const before = pattern.prefix.replace(/[._\-\s]+$/, "");
  const after = pattern.suffix.replace(/\.[^.]*$/, "");
  return before === "" ? after.replace(/^[._\-\s]+/, "") : before + after;
}
