import type { StorageRoot } from "./configuration.ts";
import { joinPath, normalPath, segmentsOf } from "./posix-path.ts";
import { listed, quoted, quotedList } from "./sentences.ts";
import { type PathFault, readWrittenPath, type WrittenPath } from "./written-path.ts";

type Volume = Pick<StorageRoot, "path" | "aliases">;

/**
 * Maps a path as people and publishers write it to a normal, absolute POSIX path in the studio's mount form.
 * The longest alias wins; a POSIX path below no alias stays as it is. The problem is a sentence for the person.
 */
export function studioPath(input: string, roots: readonly Volume[]): { path: string } | { problem: string } {
  const written = readWrittenPath(input);
  if ("fault" in written) return { problem: faultSentence(written, roots) };
  const mapped = mapPath(written, roots);
  if (mapped !== null) return { path: mapped };
  if (written.kind === "posix") return { path: `/${written.segments.join("/")}` };
  if (written.kind === "share" && /^\s*\/\/(?!\?)/.test(input)) {
    // "//mnt/prj" is a share's form, but also how a doubled slash looks: a volume of that name decides.
    const path = `/${written.segments.join("/")}`;
    if (mapPath({ kind: "posix", segments: written.segments }, roots) !== null) return { path };
  }
  return { problem: unknownVolume(written, roots) };
}

/** What keeps a text from being an alias of a volume, or null. */
export function aliasProblem(alias: string): string | null {
  return "fault" in readWrittenPath(alias)
    ? "must be a whole path, like P:\\, \\\\server\\share, smb://server/share or /Volumes/share"
    : null;
}

/** Aliases that mean the same have the same key. */
export function aliasKey(alias: string): string {
  const written = readWrittenPath(alias);
  return "fault" in written ? alias : [written.kind, ...written.segments.map((s) => folded(s, written.kind))].join("/");
}

function folded(segment: string, kind: WrittenPath["kind"]): string {
  return kind === "posix" ? segment : segment.toLowerCase();
}

interface Alias {
  written: WrittenPath;
  path: string;
}

const known = new WeakMap<readonly Volume[], readonly Alias[]>();

function aliasesOf(roots: readonly Volume[]): readonly Alias[] {
  const before = known.get(roots);
  if (before !== undefined) return before;
  const aliases = roots.flatMap((root) => {
    const own: WrittenPath = { kind: "posix", segments: segmentsOf(root.path) };
    const others = root.aliases.flatMap((alias) => {
      const written = readWrittenPath(alias);
      return "fault" in written ? [] : [written];
    });
    return [own, ...others].map((written) => ({ written, path: normalPath(root.path) }));
  });
  aliases.sort((a, b) => b.written.segments.length - a.written.segments.length);
  known.set(roots, aliases);
  return aliases;
}

function mapPath(written: WrittenPath, roots: readonly Volume[]): string | null {
  const alias = aliasesOf(roots).find(
    ({ written: { kind, segments } }) =>
      kind === written.kind &&
      segments.length <= written.segments.length &&
      segments.every((segment, at) => folded(segment, kind) === folded(written.segments[at] ?? "", kind)),
  );
  return alias === undefined ? null : joinPath(alias.path, ...written.segments.slice(alias.written.segments.length));
}

function unknownVolume(written: WrittenPath, roots: readonly Volume[]): string {
  const [first = "", second] = written.segments;
  const volume = written.kind === "drive" ? `${first}:\\` : `\\\\${[first, second].filter(Boolean).join("\\")}`;
  const names = roots.flatMap((root) => [...root.aliases, root.path]);
  return `${quoted(volume)} is no volume that is known here. Known are ${quotedList(names)}; give a path on one of those.`;
}

function faultSentence(fault: PathFault, roots: readonly Volume[]): string {
  const like = roots[0] === undefined ? "" : `, like ${quoted(joinPath(roots[0].path, "…"))}`;
  switch (fault.fault) {
    case "empty":
      return `The path is empty. Give the whole path${like}.`;
    case "control":
      return `${quoted(fault.text)} holds a control character, a line break for instance. Give the path as one plain line.`;
    case "home":
      return `${quoted(fault.text)} is another folder for everybody: ${quoted("~")} is the home of whoever reads it. Give the whole path${like}.`;
    case "scheme":
      return `${quoted(fault.text)} is no folder: of addresses only ${listed(["smb://", "file://"].map(quoted))} are. Give the whole path${like}.`;
    case "encoding":
      return `${quoted(fault.text)} is no sound address: its % signs spell no text. Give the whole path${like}.`;
    case "relative":
      return `${quoted(fault.text)} is only the end of a path. Give all of it${like}.`;
    case "parent":
      return `${quoted(fault.text)} holds ${quoted("..")}. Give the path without it.`;
  }
}
