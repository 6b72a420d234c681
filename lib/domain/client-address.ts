import { formatIp, type IpAddress, isInRange, parseIp, parseIpRange } from "./ip-address.ts";

/**
 * Who really asked. Forwarded addresses are believed only as far as configured proxies wrote them, from the right; what a
 * client put there itself stands to the left of that. Null where the peer is unknown.
 */
export function clientAddress({
  peer,
  forwardedFor,
  proxies,
}: {
  /** The socket's other end. */
  peer: string | null;
  /** The `X-Forwarded-For` header; several are joined by commas. */
  forwardedFor: string | null;
  /** Addresses or CIDR ranges. */
  proxies: readonly string[];
}): string | null {
  let client = peer === null ? null : parseIp(withoutPort(peer));
  if (client === null) return null;
  const ranges = proxies.flatMap((proxy) => parseIpRange(proxy) ?? []);
  const isProxy = (address: IpAddress) => ranges.some((range) => isInRange(address, range));
  const hops = (forwardedFor ?? "").split(",").reverse();
  for (const hop of hops) {
    if (!isProxy(client)) break;
    const next = parseIp(withoutPort(hop));
    if (next === null) break;
    client = next;
  }
  return formatIp(client);
}

function withoutPort(text: string): string {
  const bare = text.trim().replace(/^"(.*)"$/, "$1");
  return /^\[.*\]:\d+$/.test(bare) || /^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, "") : bare;
}
