import type { ItemSketch } from "./plan-sketch.ts";
import { folderOf, isWithin } from "./posix-path.ts";
import { listedFew, quoted } from "./sentences.ts";

/** Why an item collides, and which of its names do. */
export interface Collision {
  reason: string;
  names: ReadonlySet<string>;
}

type Running = Extract<ItemSketch, { stopped: null }>;

/**
 * Items of which another wants the same target. Names equal but for case are one, as file systems behind SMB see them, and so
 * are a link and a folder of one name. Items that are stopped already want nothing. All that collide stop: none goes first.
 */
export function collisionsOf(sketches: readonly ItemSketch[], destination: string): ReadonlyMap<ItemSketch, Collision> {
  const running = sketches.filter((sketch) => sketch.stopped === null);
  const clashes = new Clashes();
  const folders = foldersOf(running, destination);
  for (const written of folders.values()) addFolderClashes(clashes, written);
  const parents = new Set([...folders.keys()].map(folderOf));
  for (const [folder, sharers] of byFolder(running)) {
    // Names are held for one folder at a time: a plan may have a hundred thousand.
    const owners = new Map<string, { sketch: Running; name: string }>();
    for (const sketch of sharers) {
      for (const { name } of sketch.wanted.links) {
        const key = folded(name);
        const owner = owners.get(key);
        if (owner === undefined) owners.set(key, { sketch, name });
        else {
          clashes.add(sketch, [name], owner.sketch);
          clashes.add(owner.sketch, [owner.name], sketch);
        }
        if (!parents.has(folder)) continue;
        for (const claimant of claimantsOf(folders.get(`${folder}/${key}`))) {
          clashes.add(sketch, [name], claimant);
          clashes.add(claimant, namesOf(claimant), sketch);
        }
      }
    }
  }
  return clashes.toCollisions();
}

function byFolder(running: readonly Running[]): ReadonlyMap<string, readonly Running[]> {
  return Map.groupBy(running, ({ wanted }) => folded(wanted.folder));
}

class Clashes {
  readonly #found = new Map<Running, { others: Set<Running>; names: Set<string> }>();

  add(sketch: Running, names: readonly string[], other: Running): void {
    const clash = this.#found.get(sketch) ?? { others: new Set(), names: new Set() };
    clash.others.add(other);
    for (const name of names) clash.names.add(name);
    this.#found.set(sketch, clash);
  }

  toCollisions(): Map<ItemSketch, Collision> {
    return new Map(
      [...this.#found].map(([sketch, { others, names }]) => [
        sketch,
        { reason: sentence(sketch, others, names), names },
      ]),
    );
  }
}

function sentence(sketch: Running, others: ReadonlySet<Running>, names: ReadonlySet<string>): string {
  const [name = ""] = names;
  const rivals = listedFew([...others].map((other) => labelOf(other, sketch)));
  return `${quoted(`${sketch.wanted.folder}/${name}`)} is wanted by ${rivals} too. Upload them one after the other, into different folders.`;
}

function labelOf(other: Running, sketch: Running): string {
  if (other === sketch) return "another file of the same version";
  return `${other.deliverable.versionName} ${other.deliverable.componentName}`;
}

/** Items that want a folder, by how they write it. */
type WrittenFolders = Map<string, Set<Running>>;

/** Every folder below the destination that is wanted, by its folded path. */
function foldersOf(running: readonly Running[], destination: string): ReadonlyMap<string, WrittenFolders> {
  const folders = new Map<string, WrittenFolders>();
  for (const sketch of running) {
    let folder = sketch.wanted.folder;
    while (folder !== destination && isWithin(folder, destination)) {
      const written: WrittenFolders = folders.get(folded(folder)) ?? new Map();
      const claimants = written.get(folder) ?? new Set();
      claimants.add(sketch);
      folders.set(folded(folder), written.set(folder, claimants));
      folder = folderOf(folder);
    }
  }
  return folders;
}

/** Folders that differ in case alone. Each item names one item of each other spelling: a thousand must not name a thousand. */
function addFolderClashes(clashes: Clashes, written: WrittenFolders): void {
  if (written.size < 2) return;
  for (const [folder, claimants] of written) {
    for (const [spelling, [other]] of written) {
      if (spelling === folder || other === undefined) continue;
      for (const claimant of claimants) clashes.add(claimant, namesOf(claimant), other);
    }
  }
}

function claimantsOf(written: WrittenFolders | undefined): readonly Running[] {
  return written === undefined ? [] : [...written.values()].flatMap((claimants) => [...claimants]);
}

function namesOf({ wanted }: Running): readonly string[] {
  return wanted.links.map(({ name }) => name);
}

function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
