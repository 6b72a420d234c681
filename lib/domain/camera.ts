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
  const stem = path === null ? "" : stemOf(nameOf(path));
  const evidence: readonly ((word: string) => boolean)[] = [
    (word) => holdsWord(componentName, word),
    (word) => endsInWord(stem, word),
    ...folders.map((folder) => (word: string) => same(folder, word)),
    (word) => endsInWord(assetName, word),
  ];
  for (const tells of evidence) {
    const camera = cameras.find(({ match }) => match.some(tells));
    if (camera !== undefined) return camera.name;
  }
  return null;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Words as separators and dots part them: "beauty_left-v2" holds "left", "leftover" does not. */
function words(text: string): string {
  return `_${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join("_")}_`;
}

function holdsWord(text: string, word: string): boolean {
  return words(text).includes(words(word));
}

function endsInWord(text: string, word: string): boolean {
  return words(text).endsWith(words(word));
}
