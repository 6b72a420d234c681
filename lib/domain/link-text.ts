import type { StorageRoot } from "./configuration.ts";
import { isWithin, joinPath, pathBelow, relativePath } from "./posix-path.ts";

/** A storage root, and where it really lies on this server; `realPath` is null where it is absent. */
export interface LinkRoot {
  path: string;
  realPath: string | null;
  links: StorageRoot["links"];
}

/** Joins configured roots with what the disk says of them. */
export function linkRootsOf(roots: readonly StorageRoot[], realPaths: ReadonlyMap<string, string | null>): LinkRoot[] {
  return roots.map(({ path, links }) => ({ path, links, realPath: realPaths.get(path) ?? null }));
}

/**
 * What to write into a link in `realFolder` so that it leads to `source`. Relative where the root's style asks for it and both
 * really lie in that root; else the source in the studio's mount form, never a resolved server path.
 */
export function linkText({
  source,
  realFolder,
  roots,
}: {
  /** Absolute, in the studio's mount form. */
  source: string;
  /** Real path of the folder that the link goes into. */
  realFolder: string;
  roots: readonly LinkRoot[];
}): string {
  const root = deepest(roots, (candidate) => (isWithin(source, candidate.path) ? candidate.path : null));
  const around = deepest(roots, (candidate) =>
    candidate.realPath !== null && isWithin(realFolder, candidate.realPath) ? candidate.realPath : null,
  );
  if (root === null || root.links === "absolute" || root.realPath === null) return source;
  if (around === null || around.realPath !== root.realPath) return source;
  // Up from a real folder and down from a real root: no link on the way up can bend the path.
  return relativePath(realFolder, joinPath(root.realPath, pathBelow(source, root.path) ?? ""));
}

function deepest(roots: readonly LinkRoot[], pathIn: (root: LinkRoot) => string | null): LinkRoot | null {
  let best: { root: LinkRoot; length: number } | null = null;
  for (const root of roots) {
    const length = pathIn(root)?.length ?? -1;
    if (length > (best?.length ?? -1)) best = { root, length };
  }
  return best?.root ?? null;
}
