import { names, type Times } from "./competitors.ts";

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
}

/** How many times as fast this engine is as another: the median over rounds, as rounds are alike in nothing but their order. */
export function speedOver(times: Times, other: string): number | null {
  const [ours, theirs] = [times.get(names.engine) ?? [], times.get(other) ?? []];
  const ratios = ours.flatMap((milliseconds, round) => {
    const their = theirs[round];
    return their === undefined ? [] : [their / milliseconds];
  });
  return ratios.length === 0 ? null : rounded(median(ratios));
}

type Row = {
  way: string;
  "median ms": number;
  "fastest ms": number;
  "links per second": number;
  "this engine is faster by": string;
};

export function rowsOf(times: Times, links: number): Row[] {
  return [...times].map(([way, milliseconds]) => ({
    way,
    "median ms": Math.round(median(milliseconds)),
    "fastest ms": Math.round(Math.min(...milliseconds)),
    "links per second": Math.round((links / median(milliseconds)) * 1000),
    "this engine is faster by": way === names.engine ? "" : `${speedOver(times, way)} ×`,
  }));
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
