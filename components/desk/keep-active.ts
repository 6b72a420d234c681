import type { Range } from "@tanstack/react-virtual";

/** What a virtual list draws: what is in view with some more on both sides, and the place of the focus, which would be lost if it went. */
export function keepActive({ startIndex, endIndex, overscan, count }: Range, active: number): number[] {
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan);
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  if (active < 0 || active >= count) return drawn;
  if (active < first) return [active, ...drawn];
  return active > last ? [...drawn, active] : drawn;
}
