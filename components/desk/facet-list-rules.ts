import { facetMessages } from "#components/messages/facet-messages";
import type { FacetOption } from "#lib/domain/facets";

/** The options that hold every typed word, in name or path. */
export function listedOptions(options: readonly FacetOption[], search: string): readonly FacetOption[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter((option) => {
    const text = `${option.label} ${option.hint}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function toggled(chosen: readonly string[], value: string): string[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}

/** Gives every option between two places, both included, the state that `on` says. */
export function rangeSet(
  chosen: readonly string[],
  listed: readonly FacetOption[],
  from: number,
  to: number,
  on: boolean,
): string[] {
  const range = new Set(
    listed.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1).map((option) => option.value),
  );
  const rest = chosen.filter((value) => !range.has(value));
  return on ? [...rest, ...range] : rest;
}

/** Adds all listed options; what a search hides keeps its state. */
export function allSet(chosen: readonly string[], listed: readonly FacetOption[]): string[] {
  const values = new Set(chosen);
  for (const option of listed) values.add(option.value);
  return [...values];
}

/** Turns each listed option over; what a search hides keeps its state. */
export function inverted(chosen: readonly string[], listed: readonly FacetOption[]): string[] {
  const before = new Set(chosen);
  const values = new Set(chosen);
  for (const option of listed) {
    if (before.has(option.value)) values.delete(option.value);
    else values.add(option.value);
  }
  return [...values];
}

/** Where the keys lead in a list of `length`; -1 is "none yet". Null for a key that doesn't move. */
export function movedTo(key: string, active: number, length: number): number | null {
  if (length === 0) return null;
  const last = length - 1;
  switch (key) {
    case "ArrowDown":
      return active >= last ? 0 : active + 1;
    case "ArrowUp":
      return active <= 0 ? last : active - 1;
    case "PageDown":
      return Math.min(last, Math.max(0, active) + 10);
    case "PageUp":
      return Math.max(0, active - 10);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

/** The same for a range that grows: it stops at the ends, for beyond them lies the other end. */
export function extendedTo(key: string, active: number, length: number): number | null {
  if (key === "ArrowDown") return active < length - 1 ? active + 1 : null;
  if (key === "ArrowUp") return active > 0 ? active - 1 : null;
  return movedTo(key, active, length);
}

/** The one option that was typed for and is not chosen yet: Enter takes it along. */
export function soleMatch(listed: readonly FacetOption[], search: string): FacetOption | null {
  const [only] = listed;
  return search.trim() !== "" && listed.length === 1 && only && !only.chosen ? only : null;
}

/** What the closed facet says: "All (12)", the one chosen, or "3 of 12". */
export function facetSummary(options: readonly FacetOption[], counted: (count: number) => string): string {
  const chosen = options.filter((option) => option.chosen);
  const [only] = chosen;
  if (only === undefined) return facetMessages.all(counted(options.length));
  return chosen.length === 1 ? only.label : facetMessages.someOf(counted(chosen.length), counted(options.length));
}
