import type { StorageRoot } from "./configuration.ts";
import { pathBelow, segmentsOf } from "./posix-path.ts";
import { readWrittenPath, type WrittenPath } from "./written-path.ts";

/**
 * A path in the studio's mount form as Windows has it: `P:\NXP\00_ftp`, else `\\server\share\…`. The innermost volume that
 * has such an alias decides, a drive before a share; null where none has.
 */
export function windowsPath(path: string, roots: readonly Pick<StorageRoot, "path" | "aliases">[]): string | null {
  const homes = roots
    .flatMap((root) => {
      const rest = pathBelow(path, root.path);
      return rest === null ? [] : [{ root, rest: segmentsOf(rest) }];
    })
    .sort((one, other) => other.root.path.length - one.root.path.length);
  for (const { root, rest } of homes) {
    const aliases = root.aliases.flatMap((text): WrittenPath[] => {
      const written = readWrittenPath(text);
      return "fault" in written ? [] : [written];
    });
    const alias = aliases.find(({ kind }) => kind === "drive") ?? aliases.find(({ kind }) => kind === "share");
    if (alias !== undefined) return writtenAsWindows(alias, rest);
  }
  return null;
}

function writtenAsWindows({ kind, segments }: WrittenPath, rest: readonly string[]): string {
  const [first = "", ...others] = [...segments, ...rest];
  return kind === "drive"
    ? [`${first}:`, ...others].join("\\") + (others.length === 0 ? "\\" : "")
    : `\\\\${[first, ...others].join("\\")}`;
}
