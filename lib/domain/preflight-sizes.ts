import type { Frame } from "./sequence.ts";

/** How many frames on either side count as neighbours, and how many of both it takes to judge. */
const reach = 4;
const fewest = 4;

/**
 * Frames, in order, whose size is below `percent` of the median of their neighbours. Small frames that the sequence begins or
 * ends with are none: it may fade from or to black. Where as many neighbours are small as are large, the small ones count, so
 * that a cut between light and heavy pictures is no finding. Empty and unreadable frames are left out.
 */
export function sizeOutliers(frames: readonly Frame[], percent: number): Frame[] {
  const sized = frames.filter(({ file }) => file.state === "ok" && file.size > 0);
  const sizes = sized.map(({ file }) => file.size);
  const largest = largestOf(sizes);
  if (!sizes.some((size) => isBelow(size, largest, percent))) return [];
  const suspects = sizes.map((size, at) => isBelow(size, largest, percent) && isFarSmaller(sizes, at, percent));
  const begin = sizes.findIndex((size, at) => !isBelow(size, largestOf(sizes.slice(at + 1, at + 1 + reach)), percent));
  const end = sizes.findLastIndex(
    (size, at) => !isBelow(size, largestOf(sizes.slice(Math.max(0, at - reach), at)), percent),
  );
  return sized.filter((_, at) => suspects[at] === true && at >= begin && at <= end);
}

function largestOf(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

function isBelow(size: number, other: number, percent: number): boolean {
  return size * 100 < other * percent;
}

function isFarSmaller(sizes: readonly number[], at: number, percent: number): boolean {
  const around = [...sizes.slice(Math.max(0, at - reach), at), ...sizes.slice(at + 1, at + 1 + reach)];
  if (around.length < fewest) return false;
  const median = around.sort((a, b) => a - b)[Math.floor((around.length - 1) / 2)] ?? 0;
  return isBelow(sizes[at] ?? 0, median, percent);
}
