import { ownersReader } from "#sandbox/ftrack/read/access";
import type { Row } from "#sandbox/ftrack/store/row";
import type { Step } from "./path.ts";
import type { Run } from "./run.ts";

/** Rows that may fulfil a condition, found through an index: no fewer than do, and gathered only when asked for. */
export type Candidates = {
  /** How many there are at most. */
  readonly count: number;
  readonly rows: () => readonly Row[];
};

/** Finds candidates, or gives undefined where no index helps or there would be more than *limit* of them. */
export type FindCandidates = (run: Run, limit: number) => Candidates | undefined;

export const noIndexHelps: FindCandidates = () => undefined;

/** The fewest that one of several conditions has which must all hold; *finders* stand with the cheapest first. */
export function fewest(finders: readonly FindCandidates[]): FindCandidates {
  return (run, limit) => {
    let best: Candidates | undefined;
    for (const find of finders) {
      // Whatever has more rows than the best so far is given up as soon as that shows.
      const found = find(run, best === undefined ? limit : best.count - 1);
      if (found !== undefined) best = found;
    }
    return best;
  };
}

/** What any of several conditions has. */
export function anyOf(finders: readonly FindCandidates[]): FindCandidates {
  return (run, limit) => {
    const parts: Candidates[] = [];
    let count = 0;
    for (const find of finders) {
      const found = find(run, limit - count);
      if (found === undefined) return undefined;
      parts.push(found);
      count += found.count;
    }
    return { count, rows: () => [...new Set(parts.flatMap(({ rows }) => rows()))] };
  };
}

/** Rows from which *steps* lead to one of *targets*; the way back is gone in full, but for its last step. */
export function ownersAlong(
  steps: readonly Step[],
  targets: readonly Row[],
  run: Run,
  limit: number,
): Candidates | undefined {
  const [first, ...others] = steps;
  if (first === undefined) return targets.length > limit ? undefined : { count: targets.length, rows: () => targets };
  let rows = targets;
  for (const { property, owner } of others.reverse()) {
    const owners = ownersReader(property, owner.family);
    if (owners === undefined) return undefined;
    const found = new Set<Row>();
    for (const row of rows) {
      for (const each of owners(row, run)) found.add(each);
      if (found.size > limit) return undefined;
    }
    rows = [...found];
  }
  const owners = ownersReader(first.property, first.owner.family);
  if (owners === undefined) return undefined;
  let count = 0;
  for (const row of rows) {
    count += owners(row, run).length;
    if (count > limit) return undefined;
  }
  const ends = rows;
  return { count, rows: () => gathered(ends, (row) => owners(row, run)) };
}

/** What *rows* lead to, each once. */
function gathered(rows: readonly Row[], follow: (row: Row) => readonly Row[]): readonly Row[] {
  const [only, ...others] = rows;
  if (only === undefined) return [];
  if (others.length === 0) return follow(only);
  const found = new Set<Row>();
  for (const row of rows) for (const each of follow(row)) found.add(each);
  return [...found];
}
