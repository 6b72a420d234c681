import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";

/** What a virtual list draws: what is in view, and the place that has the focus, which would be lost if it went. */
export function keepActive(range: Range, active: number): number[] {
  const drawn = defaultRangeExtractor(range);
  const [first] = drawn;
  const last = drawn.at(-1);
  if (active < 0 || active >= range.count || first === undefined || last === undefined) return drawn;
  if (active < first) return [active, ...drawn];
  return active > last ? [...drawn, active] : drawn;
}
