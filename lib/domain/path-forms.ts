import type { StorageRoot } from "./configuration.ts";
import { pathBelow, segmentsOf } from "./posix-path.ts";
import { readWrittenPath, type WrittenPath } from "./written-path.ts";

/** One way to write a path: as this server has it, by a Windows drive or share, as a Mac has it. */
export interface PathForm {
  as: "server" | "windows" | "share" | "address" | "mount";
  path: string;
}

type Volume = Pick<StorageRoot, "path" | "aliases">;

/** Every way in which the configured volumes let a path be written, the studio's own first. The innermost volume decides. */
export function pathForms(path: string, roots: readonly Volume[]): PathForm[] {
  const own: PathForm = { as: "server", path };
  const [home] = homesOf(path, roots);
  if (home === undefined) return [own];
  return [own, ...home.aliases.flatMap((alias) => formOf(alias, home.rest) ?? [])];
}

/**
 * A path in the studio's mount form as Windows has it: `P:\NXP\00_ftp`, else `\\server\share\…`. The innermost volume that
 * has such an alias decides, a drive before a share; null where none has.
 */
export function windowsPath(path: string, roots: readonly Volume[]): string | null {
  for (const { aliases, rest } of homesOf(path, roots)) {
    const written = aliases.flatMap((alias) => readAlias(alias) ?? []);
    const alias = written.find(({ kind }) => kind === "drive") ?? written.find(({ kind }) => kind === "share");
    if (alias !== undefined) return asWindows(alias, rest);
  }
  return null;
}

interface Home {
  aliases: readonly string[];
  /** Where the path lies in the volume. */
  rest: readonly string[];
}

/** The volumes that a path lies on, the innermost first. */
function homesOf(path: string, roots: readonly Volume[]): Home[] {
  return roots
    .toSorted((one, other) => other.path.length - one.path.length)
    .flatMap((root) => {
      const rest = pathBelow(path, root.path);
      return rest === null ? [] : [{ aliases: root.aliases, rest: segmentsOf(rest) }];
    });
}

function readAlias(alias: string): WrittenPath | null {
  const written = readWrittenPath(alias);
  return "fault" in written ? null : written;
}

function formOf(alias: string, rest: readonly string[]): PathForm | null {
  const written = readAlias(alias);
  switch (written?.kind) {
    case undefined:
      return null;
    case "drive":
      return { as: "windows", path: asWindows(written, rest) };
    case "share":
      return /^\s*(?:smb|cifs):/i.test(alias)
        ? { as: "address", path: `smb://${[...written.segments, ...rest].map(encodeSegment).join("/")}` }
        : { as: "share", path: asWindows(written, rest) };
    case "posix":
      return { as: "mount", path: `/${[...written.segments, ...rest].join("/")}` };
  }
}

function asWindows({ kind, segments }: WrittenPath, rest: readonly string[]): string {
  const [first = "", ...others] = [...segments, ...rest];
  return kind === "drive" ? `${first}:\\${others.join("\\")}` : `\\\\${[first, ...others].join("\\")}`;
}

/** A frame's pattern stays readable: programs that take addresses take it so, too. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment)
    .replace(/%25(?=0\dd)/g, "%")
    .replaceAll("%23", "#")
    .replaceAll("%40", "@");
}
