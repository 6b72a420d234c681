/** Windows' security ids, as Active Directory stores them: revision, count, authority, sub-authorities in little-endian. */

const ntAuthority = 5;

export function securityId(...subAuthorities: readonly number[]): Buffer {
  const head = Buffer.from([1, subAuthorities.length, 0, 0, 0, 0, 0, ntAuthority]);
  const parts = subAuthorities.map((part) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(part);
    return bytes;
  });
  return Buffer.concat([head, ...parts]);
}

/** `S-1-5-21-…`, or null for bytes that are no security id. */
export function securityIdText(bytes: Buffer): string | null {
  const count = bytes[1] ?? 0;
  if (bytes[0] !== 1 || bytes.length !== 8 + 4 * count) return null;
  const parts = Array.from({ length: count }, (_, at) => bytes.readUInt32LE(8 + 4 * at));
  return ["S", 1, bytes.readUIntBE(2, 6), ...parts].join("-");
}
