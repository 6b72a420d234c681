/** Bytes *first* to *last* of a file, both included. */
export type Span = { readonly first: number; readonly last: number };

/**
 * What a `Range` header asks of a file of *size* bytes. Undefined means all of it: without a header, for units other than
 * bytes, and for several ranges at once.
 */
export function spanOf(header: string | undefined, size: number): Span | "unsatisfiable" | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return undefined;
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? "unsatisfiable" : { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return undefined;
  return first >= size ? "unsatisfiable" : { first, last };
}
