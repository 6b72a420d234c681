/** One element of ASN.1's basic encoding: a tag of one byte, and what it holds. */
export interface Der {
  tag: number;
  value: Buffer;
}

/** Writes one element; text goes out as UTF-8. */
export function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest % 256);
  return Buffer.concat([Buffer.from([tag, 0x80 + size.length, ...size]), content]);
}

/** A whole number from 0 on; with the tag of an enumeration, one of its members. Throws RangeError for others. */
export function derInteger(value: number, tag = 0x02): Buffer {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no whole number from 0 on.`);
  const bytes = [value % 256];
  for (let rest = Math.floor(value / 256); rest > 0 || (bytes[0] ?? 0) > 0x7f; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return der(tag, Buffer.from(bytes));
}

export function integerOf({ value }: Der): number {
  return value.length === 0 ? 0 : value.readIntBE(0, Math.min(value.length, 6));
}

/**
 * The first element in these bytes and how many of them it takes, or null where its end has not arrived yet.
 * Throws RangeError for a length that nobody could mean.
 */
export function firstDer(bytes: Buffer, from = 0): { element: Der; end: number } | null {
  const tag = bytes[from];
  const first = bytes[from + 1];
  if (tag === undefined || first === undefined) return null;
  const digits = first < 0x80 ? 0 : first - 0x80;
  if (first === 0x80 || digits > 4) throw new RangeError("An element of the message has no sound length.");
  const start = from + 2 + digits;
  if (bytes.length < start) return null;
  const length = digits === 0 ? first : bytes.readUIntBE(from + 2, digits);
  if (length > 16 * 1024 * 1024) throw new RangeError("An element of the message is longer than 16 MiB.");
  if (bytes.length < start + length) return null;
  return { element: { tag, value: bytes.subarray(start, start + length) }, end: start + length };
}

/** The elements that an element holds. Throws RangeError where they do not fill it exactly. */
export function partsOf({ value }: Der): Der[] {
  const parts: Der[] = [];
  for (let from = 0; from < value.length; ) {
    const part = firstDer(value, from);
    if (part === null) throw new RangeError("An element of the message ends in the middle.");
    parts.push(part.element);
    from = part.end;
  }
  return parts;
}
