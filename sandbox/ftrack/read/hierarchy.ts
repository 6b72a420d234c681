import { schema } from "#sandbox/ftrack/schema/schema";
import { type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { columnOf } from "./column-of.ts";

const project = schema.must("Project");
const context = schema.must("Context");
const asset = schema.must("Asset");
const parentId = columnOf("Context", "parent_id");
const contextId = columnOf("Asset", "context_id");
const assetId = columnOf("AssetVersion", "asset_id");
const version = columnOf("AssetVersion", "version");

/** Contexts above *row*, root first, the project with them. */
export function contextsAbove(row: Row, store: Store): readonly Row[] {
  const above: Row[] = [];
  let current = parentOf(row, store);
  while (current !== undefined && !above.includes(current)) {
    above.unshift(current);
    current = parentOf(current, store);
  }
  return above;
}

/** Typed contexts above *row*, root first. */
export function ancestors(row: Row, store: Store): readonly Row[] {
  return contextsAbove(row, store).filter((above) => !project.covers.has(above.type));
}

/** Everything below *row* in the tree of contexts, parents before children. */
export function descendants(row: Row, store: Store): readonly Row[] {
  const found = new Set(childrenOf(row, store));
  for (const child of found) for (const below of childrenOf(child, store)) found.add(below);
  return [...found];
}

/** The asset's place in the tree, and what stands above that. */
export function assetAncestors(row: Row, store: Store): readonly Row[] {
  const home = homeOf(row, store);
  if (home === undefined) return [];
  return project.covers.has(home.type) ? [] : [...ancestors(home, store), home];
}

/** Assets that hang on *row* or on anything below it. */
export function assetsBelow(row: Row, store: Store): readonly Row[] {
  return [row, ...descendants(row, store)].flatMap((place) => store.lookup(contextId, textOf(place, contextKey)));
}

export function latestVersion(row: Row, store: Store): Row | undefined {
  let latest: Row | undefined;
  for (const candidate of store.lookup(assetId, textOf(row, assetKey))) {
    if (latest === undefined || numberAt(candidate) > numberAt(latest)) latest = candidate;
  }
  return latest;
}

/** The asset of a version. */
export function assetOf(row: Row, store: Store): Row | undefined {
  const id = textOf(row, assetId);
  return id === undefined ? undefined : store.get(asset, id);
}

/** The context that an asset hangs on. */
export function homeOf(row: Row, store: Store): Row | undefined {
  const id = textOf(row, contextId);
  return id === undefined ? undefined : store.get(context, id);
}

export function parentOf(row: Row, store: Store): Row | undefined {
  const id = textOf(row, parentId);
  return id === undefined ? undefined : store.get(context, id);
}

function childrenOf(row: Row, store: Store): readonly Row[] {
  return store.lookup(parentId, textOf(row, contextKey));
}

function numberAt(row: Row): number {
  const value = row.values[version.slot];
  return typeof value === "number" ? value : 0;
}

const contextKey = columnOf("Context", "id");
const assetKey = columnOf("Asset", "id");
