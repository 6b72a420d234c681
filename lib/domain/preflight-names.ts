import { splitExtension } from "./posix-path.ts";
import { counted, listedFew, quoted, verb } from "./sentences.ts";
import { type FramePattern, frameOf, isJunk } from "./sequence.ts";
import type { Lookalike, SourceFile } from "./source.ts";

/** Names that have the pattern's prefix and suffix around digits alone, and still are no frames of it: "a.101.exr", "a.01001.exr". */
export function oddWidths(files: readonly SourceFile[], pattern: FramePattern): string[] {
  const { prefix, suffix } = pattern;
  const others = files.filter(({ name }) => frameOf(name, pattern) === null);
  return others.flatMap(({ name }) => {
    if (name.length <= prefix.length + suffix.length || !name.startsWith(prefix) || !name.endsWith(suffix)) return [];
    const digits = name.slice(prefix.length, name.length - suffix.length);
    return /^\d+$/.test(digits) && !isJunk(name) ? [name] : [];
  });
}

/** Sequences among names that nobody asked for, by how they sound. */
export type NearbySequences = ReadonlyMap<string, readonly Lookalike[]>;

/** Finds sequences among names, to look up `lookalikesOf` a pattern in. */
export function nearbySequences(names: Iterable<string>): NearbySequences {
  const sequences = new Map<string, { key: string; frames: number[] }>();
  for (const name of names) {
    const [stem] = splitExtension(name);
    const found = isJunk(name) ? null : /^(.*?)(\d+)(\D*)$/s.exec(stem);
    if (found === null) continue;
    const [, prefix = "", digits = "", rest = ""] = found;
    const suffix = `${rest}${name.slice(stem.length)}`;
    const shown = `${prefix}${"#".repeat(digits.length)}${suffix}`;
    const sequence = sequences.get(shown) ?? { key: soundOf(prefix, suffix), frames: [] };
    sequence.frames.push(Number(digits));
    sequences.set(shown, sequence);
  }
  const nearby = new Map<string, Lookalike[]>();
  for (const [name, { key, frames }] of sequences) {
    const [first, last] = [frames.reduce((a, b) => Math.min(a, b)), frames.reduce((a, b) => Math.max(a, b))];
    nearby.set(key, [...(nearby.get(key) ?? []), { name, frames: frames.length, first, last }]);
  }
  return nearby;
}

/** Sequences whose name differs from the pattern's in case, separators or blanks alone: "a_.####.exr" beside "a.%04d.exr". */
export function lookalikesOf({ prefix, suffix }: FramePattern, nearby: NearbySequences): readonly Lookalike[] {
  return nearby.get(soundOf(prefix, suffix)) ?? [];
}

function soundOf(prefix: string, suffix: string): string {
  const letters = (text: string) => text.toLowerCase().replace(/[\s._-]+/g, "");
  return `${letters(prefix)}/${letters(suffix)}`;
}

/** What to say about names that look like the pattern's and are not covered by it. */
export function nameFindings(files: readonly SourceFile[], pattern: FramePattern, lookalikes: readonly Lookalike[]) {
  const odd = oddWidths(files, pattern);
  const widths =
    odd.length === 0
      ? []
      : [
          `${counted(odd.length, "file")} ${verb(odd.length, "has", "have")} a frame number of another width than ${pattern.padding === 1 ? "plain numbers" : counted(pattern.padding, "digit")}: ${listedFew(odd.map(quoted))}. ${verb(odd.length, "It is", "They are")} not linked. Rename or remove ${verb(odd.length, "it", "them")}.`,
        ];
  const others = lookalikes.map(
    ({ name, frames, first, last }) =>
      `${quoted(name)} stands in the same folder with ${counted(frames, "frame")} (${first === last ? first : `${first}-${last}`}), and its name is nearly the same. It is not linked. If it belongs to this sequence, rename it; else it may stay.`,
  );
  return [...widths, ...others];
}
