import { type Client, type Entry, EqualityFilter, type Filter, OrFilter } from "ldapts";
import type { Configuration } from "#lib/domain/configuration";
import { bytesOf, firstOf, parseFilter, searchAll, valuesOf } from "./entries.ts";
import { commonNameOf, filled } from "./filters.ts";

/** Groups may stand in groups; a loop or a taller tree ends here. */
const groupLevels = 8;
const namesPerFilter = 25;

/** What the groups of an account are found by, beside memberOf. */
export const groupAttributes = ["primaryGroupID", "objectSid"] as const;

/**
 * Common names and DNs of all groups that an account is in: by memberOf, by the configured filter, Active Directory's
 * primary group, and the groups which those stand in. Where the directory cuts an answer short, what came counts: that
 * can only give less.
 */
export async function groupsOf(
  client: Client,
  account: Entry,
  username: string,
  rules: Configuration["directory"],
  base: string,
): Promise<string[]> {
  const configured = parseFilter(filled(rules.groupFilter, { dn: account.dn, username }), "directory.groupFilter");
  const primary = primaryGroupFilter(account);
  const find = async (filter: Filter) => (await searchAll(client, base, filter, ["cn"])).entries;

  const named = new Map<string, string>();
  const add = (dn: string, name: string | null): string[] => {
    if (named.has(dn.toLowerCase())) return [];
    named.set(dn.toLowerCase(), dn);
    names.push(name ?? dn, dn);
    return [dn];
  };
  const names: string[] = [];
  let level = valuesOf(account, rules.attributes.memberOf).flatMap((dn) => add(dn, commonNameOf(dn)));
  for (const filter of primary ? [configured, primary] : [configured]) {
    level.push(...(await find(filter)).flatMap((group) => add(group.dn, firstOf(group, "cn"))));
  }
  for (let depth = 1; level.length > 0 && depth < groupLevels; depth += 1) {
    const above: Entry[] = [];
    for (let start = 0; start < level.length; start += namesPerFilter) {
      above.push(...(await find(holdersOf(level.slice(start, start + namesPerFilter)))));
    }
    level = above.flatMap((group) => add(group.dn, firstOf(group, "cn")));
  }
  return [...new Map(names.map((text) => [text.toLowerCase(), text])).values()];
}

function holdersOf(dns: readonly string[]): Filter {
  return new OrFilter({
    filters: dns.flatMap((value) => [
      new EqualityFilter({ attribute: "member", value }),
      new EqualityFilter({ attribute: "uniqueMember", value }),
    ]),
  });
}

/** The group's security id is the account's own with another last number, the four bytes at its end. */
function primaryGroupFilter(account: Entry): Filter | null {
  const id = Number(firstOf(account, "primaryGroupID") ?? Number.NaN);
  const own = bytesOf(account, "objectSid");
  if (own === null || own.length < 12 || !Number.isInteger(id) || id < 0 || id > 0xffff_ffff) return null;
  const value = Buffer.from(own);
  value.writeUInt32LE(id, value.length - 4);
  return new EqualityFilter({ attribute: "objectSid", value });
}
