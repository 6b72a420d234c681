import type { StorageRoot } from "./configuration.ts";
import { pathBelow, segmentsOf } from "./posix-path.ts";
import { readWrittenPath } from "./written-path.ts";

/** One way to write a path: as this server has it, by a Windows drive or share, as a Mac has it. */
export interface PathForm {
  as: "server" | "windows" | "share" | "address" | "mount";
  path: string;
}

/** Every way in which the configured volumes let a path be written, the studio's own first. The innermost volume decides. */
export function pathForms(path: string, roots: readonly Pick<StorageRoot, "path" | "aliases">[]): PathForm[] {
  const own: PathForm = { as: "server", path };
  const [home] = roots
    .flatMap((root) => {
      const rest = pathBelow(path, root.path);
      return rest === null ? [] : [{ root, rest: segmentsOf(rest) }];
    })
    .sort((one, other) => other.root.path.length - one.root.path.length);
  if (home === undefined) return [own];
  return [own, ...home.root.aliases.flatMap((alias) => formOf(alias, home.rest) ?? [])];
}

function formOf(alias: string, rest: readonly string[]): PathForm | null {
  const written = readWrittenPath(alias);
  if ("fault" in written) return null;
  const [first = "", ...others] = [...written.segments, ...rest];
  switch (written.kind) {
    case "drive":
      return { as: "windows", path: `${first}:\\${others.join("\\")}` };
    case "share":
      return /^\s*(?:smb|cifs):/i.test(alias)
        ? { as: "address", path: `smb://${[first, ...others].map(encodeSegment).join("/")}` }
        : { as: "share", path: `\\\\${[first, ...others].join("\\")}` };
    case "posix":
      return { as: "mount", path: `/${[first, ...others].join("/")}` };
  }
}

/** A frame's pattern stays readable: programs that take addresses take it so, too. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment)
    .replace(/%25(?=0\dd)/g, "%")
    .replaceAll("%23", "#")
    .replaceAll("%40", "@");
}
