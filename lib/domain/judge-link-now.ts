import { joinPath } from "./posix-path.ts";
import { quoted } from "./sentences.ts";
import type { SourceFacts, SourceFile } from "./source.ts";
import type { TargetEntry, TargetFacts } from "./target.ts";
import type { FindingKind, UploadLink } from "./upload.ts";

/** What the disk says now of one link of an upload, and of the file that it was made for. */
export interface LinkNow {
  link: Pick<UploadLink, "name" | "source" | "text" | "size" | "mtimeNs">;
  target: TargetFacts;
  source: SourceFacts | undefined;
  /** The link's file among those of `source`. */
  file: SourceFile | undefined;
  isArchived(path: string): boolean;
}

/** What is not as the upload made it, the first thing that a person has to know; null where all is as it was. */
export function judgeLinkNow(now: LinkNow): { kind: FindingKind; detail: string } | null {
  const { link, target } = now;
  if (target.state === "unreadable") return { kind: "unreadable", detail: "Its folder can't be read." };
  if (target.state !== "folder")
    return { kind: "link-gone", detail: `${quoted(target.folder)} is not there any more.` };
  const entry = target.entries[link.name];
  if (entry === undefined) return { kind: "link-gone", detail: "The link is not there any more." };
  if (entry.kind !== "link" || entry.text !== link.text) return { kind: "link-changed", detail: standing(entry) };
  return judgeSource(now, entry.reaches);
}

function standing(entry: TargetEntry): string {
  switch (entry.kind) {
    case "link":
      return `It leads to ${quoted(entry.text)} now.`;
    case "file":
      return "A real file has its name now.";
    case "folder":
      return "A folder has its name now.";
    case "other":
      return "Something that is no link has its name now.";
  }
}

function judgeSource(
  { link, source, file, isArchived }: LinkNow,
  reaches: string | null,
): { kind: FindingKind; detail: string } | null {
  const archive = [reaches, file?.realPath, outsidePath(source)].find((path) => path && isArchived(path));
  if (archive)
    return { kind: "source-archived", detail: `${quoted(link.source)} lies in the archive now: ${quoted(archive)}.` };
  switch (source?.state) {
    case undefined:
    case "absent":
      return { kind: "source-gone", detail: `${quoted(link.source)} is not there any more.` };
    case "unreadable":
      return { kind: "unreadable", detail: `${quoted(link.source)} can't be read: ${source.reason}.` };
    case "outside":
      return { kind: "source-changed", detail: outside(link.source, source.realPath) };
    case "found":
      return judgeFile(link, file, reaches, source.realFolder);
  }
}

function judgeFile(
  { source, size, mtimeNs }: LinkNow["link"],
  file: SourceFile | undefined,
  reaches: string | null,
  realFolder: string,
): { kind: FindingKind; detail: string } | null {
  switch (file?.state) {
    case undefined:
      return { kind: "source-gone", detail: `${quoted(source)} is not there any more.` };
    case "unreadable":
      return { kind: "unreadable", detail: `${quoted(source)} can't be read by this server.` };
    case "not-a-file":
      return { kind: "source-changed", detail: `${quoted(source)} is no regular file any more.` };
    case "outside":
      return { kind: "source-changed", detail: outside(source, file.realPath ?? "") };
    case "ok": {
      if (file.size !== size) {
        return { kind: "source-changed", detail: `${quoted(source)} has ${file.size} bytes now, not ${size}.` };
      }
      if (file.mtimeNs !== mtimeNs) return { kind: "source-changed", detail: `${quoted(source)} was written again.` };
      if (reaches === (file.realPath ?? joinPath(realFolder, file.name))) return null;
      const where = reaches === null ? "leads nowhere" : `leads to ${quoted(reaches)}`;
      return {
        kind: "link-changed",
        detail: `It still says what it said, but ${where} now, not to ${quoted(source)}.`,
      };
    }
  }
}

function outsidePath(source: SourceFacts | undefined): string | null {
  return source?.state === "outside" ? source.realPath : null;
}

function outside(source: string, realPath: string): string {
  return `${quoted(source)} leads out of the folders for sources now, to ${quoted(realPath)}.`;
}

/** Tells archived paths by prefixes and patterns: `*` stands for anything within one folder's name, `**` for any way down. */
export function archiveMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.map((pattern) => {
    const text = pattern
      .replace(/\/+$/, "")
      .split(/(\*+)/)
      .map((part) =>
        part === "*" ? "[^/]*" : part.startsWith("**") ? ".*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"),
      )
      .join("");
    return new RegExp(`^${text}(?:/.*)?$`, "s");
  });
  return (path) => matchers.some((matcher) => matcher.test(path));
}
