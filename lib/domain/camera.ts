import type { CameraRule } from "./configuration.ts";
import { stemOf } from "./layout.ts";
import { nameOf, segmentsOf } from "./posix-path.ts";

/**
 * The camera angle that a component's name, else its file name's end, else one of the two folders nearest to the file, else its
 * asset's name's end tells; null where none does. ftrack has no convention of its own. Case does not matter.
 */
export function cameraOf(
  { componentName, path, assetName }: { componentName: string; path: string | null; assetName: string },
  cameras: readonly CameraRule[],
): string | null {
  const folders = path === null ? [] : segmentsOf(path).slice(-3, -1).reverse();
  const name = words(componentName);
  const stem = path === null ? "" : words(stemOf(nameOf(path)));
  const asset = words(assetName);
  const evidence: readonly ((word: Word) => boolean)[] = [
    ({ word }) => name.includes(word),
    ({ word }) => stem.endsWith(word),
    ...folders.map((folder) => (word: Word) => word.plain === folder.toLowerCase()),
    ({ word }) => asset.endsWith(word),
  ];
  const rules = wordsOf(cameras);
  for (const tells of evidence) {
    const camera = rules.find(({ match }) => match.some(tells));
    if (camera !== undefined) return camera.name;
  }
  return null;
}

/** A word to match, as it is written, and between separators. */
interface Word {
  plain: string;
  word: string;
}

const known = new WeakMap<readonly CameraRule[], readonly { name: string; match: readonly Word[] }[]>();

/** Rules are asked for each of thousands of components: their words are taken apart once. */
function wordsOf(cameras: readonly CameraRule[]) {
  const before = known.get(cameras);
  if (before !== undefined) return before;
  const rules = cameras.map(({ name, match }) => ({
    name,
    match: match.map((text) => ({ plain: text.toLowerCase(), word: words(text) })),
  }));
  known.set(cameras, rules);
  return rules;
}

/** Words as separators and dots part them: "beauty_left-v2" holds "left", "leftover" does not. */
function words(text: string): string {
  return `_${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join("_")}_`;
}
