const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Orders names as people count: "sh9" before "sh10", whatever their case; equal ones by their code points. */
export function compareNatural(a: string, b: string): number {
  const order = collator.compare(a, b);
  if (order !== 0) return order;
  return compareText(a, b);
}

/** Orders texts by their code units: the same on every machine, for digests and ties. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The place of each text among all of them in natural order: thousands of rows with few names are sorted by numbers. */
export function naturalPlaces(texts: Iterable<string>): ReadonlyMap<string, number> {
  return new Map([...new Set(texts)].sort(compareNatural).map((text, at) => [text, at]));
}
