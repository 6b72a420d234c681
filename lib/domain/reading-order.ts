import type { VersionRow } from "./desk.ts";
import { naturalPlaces } from "./natural-order.ts";

/** By sequence, shot and asset, the newest version first. */
export function inReadingOrder(rows: readonly VersionRow[]): VersionRow[] {
  const sequences = naturalPlaces(rows.map(({ sequence }) => sequence?.path ?? ""));
  const shots = naturalPlaces(rows.map(({ shot }) => shot.path));
  const assets = naturalPlaces(rows.map(({ assetName }) => assetName));
  const components = naturalPlaces(rows.map(({ componentName }) => componentName));
  const at = (places: ReadonlyMap<string, number>, text: string) => places.get(text) ?? 0;
  return rows
    .map((row) => ({
      row,
      keys: [
        at(sequences, row.sequence?.path ?? ""),
        at(shots, row.shot.path),
        at(assets, row.assetName),
        -row.version,
        at(components, row.componentName),
      ],
    }))
    .sort((one, other) => byKeys(one.keys, other.keys))
    .map(({ row }) => row);
}

function byKeys(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < one.length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
