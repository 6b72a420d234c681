import { type Client, type Entry, EqualityFilter, type Filter, OrFilter } from "ldapts";
import type { Person } from "#lib/domain/actor";
import type { Configuration } from "#lib/domain/configuration";
import { AppError } from "#lib/domain/errors";
import { bytesOf, codeOf, firstOf, readEntry, searchAll, valuesOf } from "./entries.ts";

type Rules = Configuration["directory"];

/** Groups may stand in groups; a loop or a deeper tree ends here. */
const groupLevels = 8;
/** Searches under way at once on one connection, and names in one filter. */
const searchesAtOnce = 20;
const namesPerFilter = 50;
const invalidDnSyntax = 34;

const startsLikeDn = /^\s*(?:[a-z][\w-]*|\d+(?:\.\d+)*)\s*=/i;

const memberAttributes = ["member", "uniqueMember", "memberUid"] as const;
/** Active Directory's groups have a security id, by which accounts name their primary group. */
const groupAttributes = [...memberAttributes, "objectSid", "objectClass"];
const groupClasses = new Set(["group", "groupofnames", "groupofuniquenames", "groupofmembers", "posixgroup"]);

interface Bases {
  people: string;
  groups: string;
}

/** People with an address in a group, named by common name or DN, and in the groups below it; disabled ones left out. */
export async function membersOf(
  client: Client,
  group: string,
  rules: Rules,
  bases: Bases,
  isDisabled: (dn: string) => Promise<boolean>,
): Promise<Person[]> {
  const { username, name, email } = rules.attributes;
  const attributes = [username, name, email, ...groupAttributes];
  const seen = new Set<string>();
  const accounts = new Map<string, Entry>();
  let level = await groupsCalled(client, group, bases.groups);

  for (let depth = 0; level.length > 0 && depth < groupLevels; depth += 1) {
    const names = await memberNames(client, level);
    const unseen = [...names.dns].filter((dn) => !seen.has(dn.toLowerCase()));
    for (const dn of unseen) seen.add(dn.toLowerCase());
    const found = [
      ...(await inChunks(unseen, (dn) => readEntry(client, dn, attributes))).flatMap((entry) => entry ?? []),
      ...(await byUsername(client, [...names.uids], username, bases.people, attributes)),
      ...(await byPrimaryGroup(client, level, bases.people, attributes)),
    ];
    level = found.filter(isGroup);
    for (const entry of found) if (!isGroup(entry)) accounts.set(entry.dn.toLowerCase(), entry);
  }

  const reachable = [...accounts.values()].filter((entry) => firstOf(entry, email) !== null);
  const people = await inChunks(reachable, async (entry) =>
    (await isDisabled(entry.dn)) ? null : personOf(entry, rules),
  );
  const byName = people.flatMap((person) => (person ? [[person.username.toLowerCase(), person] as const] : []));
  return [...new Map(byName).values()];
}

/** What an entry says of a person. The address is "" where the directory has none. */
export function personOf(entry: Entry, { attributes }: Rules): Person {
  const email = firstOf(entry, attributes.email) ?? "";
  const username = firstOf(entry, attributes.username) ?? email;
  return { username, name: firstOf(entry, attributes.name) ?? username, email };
}

async function groupsCalled(client: Client, group: string, base: string): Promise<Entry[]> {
  if (!startsLikeDn.test(group)) {
    return everyEntry(client, base, new EqualityFilter({ attribute: "cn", value: group }), groupAttributes);
  }
  try {
    const entry = await readEntry(client, group, groupAttributes);
    return entry ? [entry] : [];
  } catch (error) {
    if (codeOf(error) === invalidDnSyntax) return [];
    throw error;
  }
}

async function memberNames(client: Client, groups: readonly Entry[]): Promise<{ dns: Set<string>; uids: Set<string> }> {
  const dns = new Set<string>();
  const uids = new Set<string>();
  for (const group of groups) {
    for (const attribute of memberAttributes) {
      const names = attribute === "memberUid" ? uids : dns;
      for (const value of await everyValue(client, group, attribute)) names.add(value);
    }
  }
  return { dns, uids };
}

/** Active Directory gives long lists in pieces, `member;range=0-1499`, the last of which ends with a star. */
async function everyValue(client: Client, group: Entry, attribute: string): Promise<string[]> {
  const values = valuesOf(group, attribute);
  let entry: Entry | null = group;
  while (entry) {
    const piece = pieceOf(entry, attribute);
    if (!piece) break;
    values.push(...piece.values);
    entry = piece.last === null ? null : await readEntry(client, group.dn, [`${attribute};range=${piece.last + 1}-*`]);
  }
  return values;
}

function pieceOf(entry: Entry, attribute: string): { values: string[]; last: number | null } | null {
  const range = new RegExp(`^${attribute};range=\\d+-(\\d+|\\*)$`, "i");
  for (const key of Object.keys(entry)) {
    const last = range.exec(key)?.[1];
    const values = last === undefined ? [] : valuesOf(entry, key);
    if (last !== undefined && values.length > 0) return { values, last: last === "*" ? null : Number(last) };
  }
  return null;
}

function isGroup(entry: Entry): boolean {
  if (valuesOf(entry, "objectClass").some((name) => groupClasses.has(name.toLowerCase()))) return true;
  return memberAttributes.some((name) => valuesOf(entry, name).length > 0 || pieceOf(entry, name) !== null);
}

async function byUsername(
  client: Client,
  names: readonly string[],
  attribute: string,
  base: string,
  attributes: readonly string[],
): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let start = 0; start < names.length; start += namesPerFilter) {
    const filters = names.slice(start, start + namesPerFilter).map((value) => new EqualityFilter({ attribute, value }));
    found.push(...(await everyEntry(client, base, new OrFilter({ filters }), attributes)));
  }
  return found;
}

/** Those who have a group as primary are on no list of its members. */
async function byPrimaryGroup(
  client: Client,
  groups: readonly Entry[],
  base: string,
  attributes: readonly string[],
): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const group of groups) {
    const id = bytesOf(group, "objectSid");
    if (id === null || id.length < 12) continue;
    const value = String(id.readUInt32LE(id.length - 4));
    const filter = new EqualityFilter({ attribute: "primaryGroupID", value });
    found.push(...(await everyEntry(client, base, filter, attributes)));
  }
  return found;
}

/** All that a filter finds. A directory that gives only some of it is an error: nobody is to be left out in silence. */
async function everyEntry(
  client: Client,
  base: string,
  filter: Filter,
  attributes: readonly string[],
): Promise<Entry[]> {
  const { entries, complete } = await searchAll(client, base, filter, attributes);
  if (complete) return entries;
  throw new AppError(
    "directory-unavailable",
    `The directory gave only ${entries.length} entries for ${filter.toString().slice(0, 200)} and stopped at its size limit. Ask an administrator to raise that limit for LDAP_BIND_DN, or to choose a smaller group.`,
  );
}

async function inChunks<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += searchesAtOnce) {
    results.push(...(await Promise.all(items.slice(start, start + searchesAtOnce).map(work))));
  }
  return results;
}
