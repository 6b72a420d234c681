import type { FacetValue } from "#lib/domain/facets";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Where a uuid may be cut: at its dashes. */
const cuts = [8, 13, 18, 23];

/**
 * Chosen values as the address holds them. Ids are cut to the first characters that name them among `values`: five hundred
 * whole ids would not fit the request line that proxies accept.
 */
export function shortValues(chosen: readonly string[], values: readonly FacetValue[]): string[] {
  const indexes = cuts.map((cut) => ({ cut, byPrefix: idsByPrefix(values, cut) }));
  return chosen.map((value) => {
    const shortest = indexes.find(({ cut, byPrefix }) => byPrefix.get(value.slice(0, cut)) === value);
    return shortest ? value.slice(0, shortest.cut) : value;
  });
}

/** The values that the address means; what it holds and `values` lacks stays as it is, so that it can be seen and removed. */
export function fullValues(inUrl: readonly string[], values: readonly FacetValue[]): string[] {
  const known = new Set(values.map((each) => each.value));
  const indexes = new Map(cuts.map((cut) => [cut, idsByPrefix(values, cut)]));
  return inUrl.map((token) => (known.has(token) ? token : (indexes.get(token.length)?.get(token) ?? token)));
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
