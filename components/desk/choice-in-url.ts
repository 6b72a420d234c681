import type { FacetValue } from "#lib/domain/facets";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Where a uuid may be cut: at its dashes. */
const cuts = [8, 13, 18, 23];

/**
 * Chosen values as the address holds them. Ids are cut to the first characters that name them among `values`: five hundred
 * whole ids would not fit the request line that proxies accept.
 */
export function shortValues(chosen: readonly string[], values: readonly FacetValue[]): string[] {
  const { cutIds } = indexOf(values);
  return chosen.map((value) => {
    const shortest = cuts.find((cut) => cutIds.get(cut)?.get(value.slice(0, cut)) === value);
    return shortest ? value.slice(0, shortest) : value;
  });
}

/** The values that the address means; what it holds and `values` lacks stays as it is, so that it can be seen and removed. */
export function fullValues(inUrl: readonly string[], values: readonly FacetValue[]): string[] {
  const { known, cutIds } = indexOf(values);
  return inUrl.map((token) => (known.has(token) ? token : (cutIds.get(token.length)?.get(token) ?? token)));
}

interface ValueIndex {
  known: ReadonlySet<string>;
  cutIds: ReadonlyMap<number, ReadonlyMap<string, string | null>>;
}
/** Thousands of values are read at every choice, and stay the same until the server gives others. */
const indexes = new WeakMap<readonly FacetValue[], ValueIndex>();

function indexOf(values: readonly FacetValue[]): ValueIndex {
  const found = indexes.get(values);
  if (found !== undefined) return found;
  const index = {
    known: new Set(values.map((each) => each.value)),
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
