import type { ItemSketch } from "./plan-sketch.ts";
import { folderOf, isWithin } from "./posix-path.ts";
import { listedFew, quoted } from "./sentences.ts";

/** Why an item collides, and which of its names do. */
export interface Collision {
  reason: string;
  names: ReadonlySet<string>;
}

type Running = Extract<ItemSketch, { stopped: null }>;

interface Clash {
  target: string;
  others: Set<Running>;
  names: Set<string>;
}

/**
 * Items of which another wants the same target. Names equal but for case are one, as file systems behind SMB see them, and so
 * are a link and a folder of one name. Items that are stopped already want nothing. All that collide stop: none goes first.
 */
export function collisionsOf(sketches: readonly ItemSketch[], destination: string): ReadonlyMap<ItemSketch, Collision> {
  const running = sketches.filter((sketch) => sketch.stopped === null);
  const clashes = new Map<Running, Clash>();
  const folders = foldersOf(running, destination);
  for (const sameButForCase of folders.values()) {
    if (sameButForCase.size < 2) continue;
    for (const [folder, sketch] of [...sameButForCase].flatMap(([path, all]) =>
      [...all].map((one) => [path, one] as const),
    )) {
      for (const [other, claimants] of sameButForCase) {
        if (other === folder) continue;
        for (const claimant of claimants) addClash(clashes, sketch, folder, namesOf(sketch), claimant);
      }
    }
  }
  const owners = new Map<string, Running>();
  for (const sketch of running) {
    const folder = folded(sketch.wanted.folder);
    for (const { name } of sketch.wanted.links) {
      const key = `${folder}/${folded(name)}`;
      const owner = owners.get(key);
      const target = `${sketch.wanted.folder}/${name}`;
      if (owner === undefined) owners.set(key, sketch);
      else clash(clashes, [sketch, owner], target, name);
      for (const claimant of [...(folders.get(key)?.values() ?? [])].flatMap((all) => [...all])) {
        addClash(clashes, sketch, target, [name], claimant);
        addClash(clashes, claimant, target, namesOf(claimant), sketch);
      }
    }
  }
  return new Map(
    [...clashes].map(([sketch, found]) => [sketch, { reason: sentence(sketch, found), names: found.names }]),
  );
}

function clash(clashes: Map<Running, Clash>, [one, other]: [Running, Running], target: string, name: string): void {
  addClash(clashes, one, target, [name], other);
  const key = folded(name);
  addClash(
    clashes,
    other,
    target,
    namesOf(other).filter((own) => folded(own) === key),
    one,
  );
}

function addClash(
  clashes: Map<Running, Clash>,
  sketch: Running,
  target: string,
  names: readonly string[],
  other: Running,
): void {
  const found = clashes.get(sketch) ?? { target, others: new Set(), names: new Set() };
  found.others.add(other);
  for (const name of names) found.names.add(name);
  clashes.set(sketch, found);
}

/** Every folder below the destination that is wanted, by its key, as it is written, with those that want it. */
function foldersOf(running: readonly Running[], destination: string): Map<string, Map<string, Set<Running>>> {
  const folders = new Map<string, Map<string, Set<Running>>>();
  for (const sketch of running) {
    let folder = sketch.wanted.folder;
    while (folder !== destination && isWithin(folder, destination)) {
      const written = folders.get(folded(folder)) ?? new Map<string, Set<Running>>();
      const claimants = written.get(folder) ?? new Set();
      claimants.add(sketch);
      folders.set(folded(folder), written.set(folder, claimants));
      folder = folderOf(folder);
    }
  }
  return folders;
}

function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

function namesOf({ wanted }: Running): string[] {
  return wanted.links.map(({ name }) => name);
}

function sentence(sketch: Running, { target, others }: Clash): string {
  const names = [...others].map((other) =>
    other === sketch
      ? "another file of this version"
      : `${other.deliverable.versionName} ${other.deliverable.componentName}`,
  );
  return `${quoted(target)} is wanted by ${listedFew(names)} too. Upload them one after the other, into different folders.`;
}
