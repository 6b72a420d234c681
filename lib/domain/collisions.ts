import type { ItemSketch } from "./plan-sketch.ts";
import { folderOf, isWithin, joinPath } from "./posix-path.ts";
import { listedFew, quoted } from "./sentences.ts";

/** Two paths that a file system without case, as behind SMB, would take for one have the same key. */
function foldedPath(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

type Running = Extract<ItemSketch, { stopped: null }>;

/**
 * Items of which another wants the same target, with the sentence that says so. Names equal but for case are one, and so are
 * a link and a folder of the same name. Items that are stopped already want nothing.
 */
export function collisionsOf(sketches: readonly ItemSketch[], destination: string): ReadonlyMap<ItemSketch, string> {
  const claims = new Map<string, Map<Running, string>>();
  const folders = new Map<string, Map<string, Set<Running>>>();
  const running = sketches.filter((sketch) => sketch.stopped === null);
  for (const sketch of running) claimFolders(folders, sketch, destination);
  for (const sketch of running) {
    const names = new Map<string, string>();
    for (const { name } of sketch.wanted.links) {
      const target = joinPath(sketch.wanted.folder, name);
      const key = foldedPath(target);
      if (names.has(key)) addClaim(claims, `${key}\n`, sketch, target);
      names.set(key, target);
    }
    void names;
  }
  return sentences(claims, folders);
}

function addClaim(claims: Map<string, Map<Running, string>>, key: string, sketch: Running, target: string): void {
  const claim = claims.get(key) ?? new Map<Running, string>();
  claim.set(sketch, target);
  claims.set(key, claim);
}
