import type { FacetValue } from "#lib/domain/facets";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Where a uuid may be cut: at its dashes. */
const cuts = [8, 13, 18, 23];

/** The ends of a range of ids, in the order of the facet. */
const range = /^([0-9a-f-]{8,36})~([0-9a-f-]{8,36})$/i;
/** As many as this are named one by one. */
const namedOneByOne = 100;

/**
 * Chosen values as the address holds them: it must fit the request line that proxies accept, and Show asks under it. Where
 * very many are chosen, ids that stand side by side become a range, so that all of five thousand shots are one.
 */
export function addressValues(chosen: readonly string[], values: readonly FacetValue[]): string[] {
  if (chosen.length <= namedOneByOne) return shortValues(chosen, values);
  const left = new Set(chosen);
  const runs: string[][] = [[]];
  for (const { value } of values) {
    if (uuid.test(value) && left.delete(value)) runs.at(-1)?.push(value);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  const inRuns = runs.flatMap((run) => {
    const [first, last] = shortValues([run[0] ?? "", run.at(-1) ?? ""], values);
    return run.length > 2 ? [`${first}~${last}`] : shortValues(run, values);
  });
  return [...inRuns, ...shortValues([...left], values)];
}

/** Chosen values, each on its own, with ids cut to the first characters that name them among `values`. */
export function shortValues(chosen: readonly string[], values: readonly FacetValue[]): string[] {
  const { cutIds } = indexOf(values);
  return chosen.map((value) => {
    const shortest = cuts.find((cut) => cutIds.get(cut)?.get(value.slice(0, cut)) === value);
    return shortest ? value.slice(0, shortest) : value;
  });
}

/** The values that the address means; what it holds and `values` lacks stays as it is, so that it can be seen and removed. */
export function fullValues(inUrl: readonly string[], values: readonly FacetValue[]): string[] {
  const { places, cutIds } = indexOf(values);
  const full = (token: string) => (places.has(token) ? token : (cutIds.get(token.length)?.get(token) ?? token));
  return inUrl.flatMap((token) => {
    const [, first = "", last = ""] = range.exec(token) ?? [];
    const [from, to] = [places.get(full(first)), places.get(full(last))];
    if (from === undefined || to === undefined) return full(token);
    return values.slice(from, to + 1).map(({ value }) => value);
  });
}

interface ValueIndex {
  places: ReadonlyMap<string, number>;
  cutIds: ReadonlyMap<number, ReadonlyMap<string, string | null>>;
}
/** Thousands of values are read at every choice, and stay the same until the server gives others. */
const indexes = new WeakMap<readonly FacetValue[], ValueIndex>();

function indexOf(values: readonly FacetValue[]): ValueIndex {
  const found = indexes.get(values);
  if (found !== undefined) return found;
  const index = {
    places: new Map(values.map(({ value }, at) => [value, at])),
    cutIds: new Map(cuts.map((cut) => [cut, idsByPrefix(values, cut)])),
  };
  indexes.set(values, index);
  return index;
}

/** Each prefix with the one id that begins so, or null where several do. */
function idsByPrefix(values: readonly FacetValue[], length: number): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const { value } of values) {
    if (!uuid.test(value)) continue;
    const prefix = value.slice(0, length);
    found.set(prefix, found.has(prefix) ? null : value);
  }
  return found;
}
