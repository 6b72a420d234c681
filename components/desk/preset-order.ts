import { compareNatural } from "#lib/domain/natural-order";
import type { PresetView } from "#lib/domain/preset";

/** One's own first, then the studio's, each by name. */
export function inPresetOrder(presets: readonly PresetView[]): PresetView[] {
  return [...presets].sort(
    (one, other) =>
      Number(other.own) - Number(one.own) ||
      compareNatural(one.name, other.name) ||
      compareNatural(one.owner.name, other.owner.name),
  );
}

/** The list after one of them was saved or changed. One that its owner took back is no longer seen by others. */
export function withPreset(presets: readonly PresetView[], preset: PresetView): PresetView[] {
  const others = presets.filter(({ id }) => id !== preset.id);
  return inPresetOrder(preset.own || preset.shared ? [...others, preset] : others);
}

/** One's own preset of that name, whatever the case: saving replaces it. */
export function namesake(presets: readonly PresetView[], name: string): PresetView | null {
  const wanted = name.trim().toLowerCase();
  return presets.find((preset) => preset.own && preset.name.toLowerCase() === wanted) ?? null;
}
