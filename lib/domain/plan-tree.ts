import { fateOf } from "./make-plan.ts";
import { compareNatural } from "./natural-order.ts";
import type { Plan } from "./plan.ts";
import { joinPath, nameOf, pathBelow, segmentsOf } from "./posix-path.ts";

/** Links of a folder and all below it, by what this upload does to them. */
interface LinkCounts {
  made: number;
  replaced: number;
  unchanged: number;
  /** Of versions that are stopped, or wait for a consent. */
  left: number;
}

/** A folder at or below the destination, as it is now and as the upload will leave it. */
export interface TreeFolder {
  name: string;
  path: string;
  /** `made`: by this upload; `absent`: nothing comes into it under the consents given, so it stays away. */
  state: "there" | "made" | "absent" | "unknown";
  /** Entries in it now, junk left out; null where they were not counted. */
  before: number | null;
  /** There are more than `before`: counting stopped. */
  cut: boolean;
  /** Entries in it afterwards. */
  after: number | null;
  /** Of those, what is no link of this upload's: it stays as it is. */
  kept: number | null;
  links: LinkCounts;
  folders: readonly TreeFolder[];
  /** Folders that are in it too and are not listed. */
  more: number;
  /** More folders stand in it than were looked for. */
  standingCut: boolean;
}

/** How many entries a folder has now, junk left out. `uncounted`: something is there, and it can't be read. */
export interface FolderHoldings {
  folder: string;
  state: "absent" | "counted" | "uncounted";
  entries: number;
  /** There are more: counting stopped. */
  cut: boolean;
}

/** What the disk says of folders before the upload. */
export interface TreeFacts {
  holdings: readonly FolderHoldings[];
  /** Names of folders that stand in the destination already. */
  standing: readonly string[];
  /** There are more of those. */
  standingCut: boolean;
}

interface Growing {
  name: string;
  path: string;
  stands: boolean;
  own: LinkCounts;
  below: Map<string, Growing>;
}

/** What the destination looks like before and after, folder by folder; at most `most` of them. */
export function planTree(
  plan: Pick<Plan, "destination" | "consents" | "items">,
  facts: TreeFacts,
  most: number,
): TreeFolder {
  const root = grown(plan, facts.standing);
  const holdings = new Map(facts.holdings.map((holding) => [holding.folder, holding]));
  let left = most;

  const finish = (folder: Growing): TreeFolder => {
    const children = [...folder.below.values()].sort((one, other) => compareNatural(one.name, other.name));
    const listed = children.slice(0, Math.max(0, left));
    left -= listed.length;
    const links = allBelow(folder);
    const state = stateOf(folder, links, holdings.get(folder.path));
    const holding = holdings.get(folder.path);
    const before = state === "made" || state === "absent" ? 0 : holding?.state === "counted" ? holding.entries : null;
    const newFolders = children.filter((child) => stateOf(child, allBelow(child), holdings.get(child.path)) === "made");
    return {
      name: folder.name,
      path: folder.path,
      state,
      before,
      cut: holding?.cut ?? false,
      after: before === null ? null : before + folder.own.made + newFolders.length,
      kept: before === null ? null : Math.max(0, before - folder.own.unchanged - folder.own.replaced),
      links,
      folders: listed.map(finish),
      more: children.length - listed.length,
      standingCut: folder === root && facts.standingCut,
    };
  };
  return finish(root);
}

function stateOf(folder: Growing, links: LinkCounts, holding: FolderHoldings | undefined): TreeFolder["state"] {
  if (holding === undefined) return folder.stands ? "there" : "unknown";
  if (holding.state !== "absent") return "there";
  return links.made > 0 ? "made" : "absent";
}

/** Folders that the tree needs counted, the destination first, at most that many. */
export function foldersToCount({ destination, items }: Pick<Plan, "destination" | "items">, most: number): string[] {
  const folders = new Set([destination]);
  for (const { folder } of items) {
    if (folder === null) continue;
    let at = destination;
    for (const name of segmentsOf(pathBelow(folder, destination) ?? "")) {
      at = joinPath(at, name);
      folders.add(at);
    }
  }
  return [...folders].slice(0, most);
}

function grown(
  { destination, consents, items }: Pick<Plan, "destination" | "consents" | "items">,
  standing: readonly string[],
): Growing {
  const root: Growing = { name: nameOf(destination), path: destination, stands: false, own: noLinks, below: new Map() };
  for (const name of standing) childOf(root, name).stands = true;
  for (const item of items) {
    if (item.folder === null) continue;
    const below = pathBelow(item.folder, destination);
    if (below === null) continue;
    const folder = segmentsOf(below).reduce(childOf, root);
    const isLeft = !["runs", "unchanged"].includes(fateOf(item, consents));
    const own = { ...folder.own };
    for (const { verdict } of item.links) own[isLeft ? "left" : linkFates[verdict]] += 1;
    folder.own = own;
  }
  return root;
}

const linkFates = {
  new: "made",
  replace: "replaced",
  unchanged: "unchanged",
  blocked: "left",
  collides: "left",
} as const;
const noLinks: LinkCounts = { made: 0, replaced: 0, unchanged: 0, left: 0 };

function childOf(parent: Growing, name: string): Growing {
  const found = parent.below.get(name);
  if (found !== undefined) return found;
  const child: Growing = { name, path: joinPath(parent.path, name), stands: false, own: noLinks, below: new Map() };
  parent.below.set(name, child);
  return child;
}

function allBelow(folder: Growing): LinkCounts {
  return [...folder.below.values()].reduce((sum, child) => added(sum, allBelow(child)), folder.own);
}

function added(one: LinkCounts, other: LinkCounts): LinkCounts {
  return {
    made: one.made + other.made,
    replaced: one.replaced + other.replaced,
    unchanged: one.unchanged + other.unchanged,
    left: one.left + other.left,
  };
}
