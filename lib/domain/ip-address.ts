/** An IPv4 or IPv6 address as a number; an IPv4 address written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
export interface IpAddress {
  bits: 32 | 128;
  value: bigint;
}

export interface IpRange {
  base: IpAddress;
  /** How many leading bits are fixed. */
  prefix: number;
}

const mappedPrefix = 0xffffn << 32n;

/** Reads an address; brackets and a zone ("%eth0") are dropped. Null where it is none. */
export function parseIp(text: string): IpAddress | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/%.*$/, "");
  const v4 = parseV4(bare);
  if (v4 !== null) return { bits: 32, value: v4 };
  const v6 = parseV6(bare);
  if (v6 === null) return null;
  return v6 >> 32n === mappedPrefix >> 32n ? { bits: 32, value: v6 & 0xffffffffn } : { bits: 128, value: v6 };
}

/** Reads `10.0.0.0/8`, `fd00::/8` or one address. Null where it is neither. */
export function parseIpRange(text: string): IpRange | null {
  const [address = "", prefix, ...more] = text.trim().split("/");
  const base = parseIp(address);
  if (base === null || more.length > 0) return null;
  if (prefix === undefined) return { base, prefix: base.bits };
  if (!/^\d{1,3}$/.test(prefix)) return null;
  const shift = base.bits === 32 && address.includes(":") ? 96 : 0;
  const length = Number(prefix) - shift;
  return length < 0 || length > base.bits ? null : { base, prefix: length };
}

export function isInRange(address: IpAddress, { base, prefix }: IpRange): boolean {
  if (address.bits !== base.bits) return false;
  const free = BigInt(base.bits - prefix);
  return address.value >> free === base.value >> free;
}

/** The usual form: dotted, or lower-case hexadecimal groups with the longest run of zeros left out. */
export function formatIp({ bits, value }: IpAddress): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
  const groups = Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  const runs = groups.join(":").match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (longest === "") return groups.join(":");
  const text = groups.join(":");
  const at = text.search(new RegExp(`\\b${longest}\\b`));
  return `${text.slice(0, at).replace(/:$/, "")}::${text.slice(at + longest.length).replace(/^:/, "")}`;
}

function parseV4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return null;
  return parts.reduce((value, part) => (value << 8n) + BigInt(part), 0n);
}

function parseV6(text: string): bigint | null {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const v4 = tail?.[2] === undefined ? null : parseV4(tail[2]);
  if (tail !== null && v4 === null) return null;
  const hex =
    tail === null || v4 === null ? text : `${tail[1]}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`;
  const halves = hex.split("::");
  if (halves.length > 2) return null;
  const [head = [], rest = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...rest];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}
