import type { Client, Entry } from "ldapts";
import type { Person } from "#lib/domain/actor";
import type { Configuration } from "#lib/domain/configuration";
import { codeOf, firstOf, readEntry, searchAll, valuesOf } from "./entries.ts";
import { filterValue } from "./filters.ts";

type Rules = Configuration["directory"];

/** Groups may stand in groups; a loop or a deeper tree ends here. */
const groupLevels = 8;
/** Searches under way at once on one connection, and names in one filter. */
const searchesAtOnce = 20;
const namesPerFilter = 50;
const invalidDnSyntax = 34;

const startsLikeDn = /^\s*(?:[a-z][\w-]*|\d+(?:\.\d+)*)\s*=/i;

const memberAttributes = ["member", "uniqueMember", "memberUid"] as const;

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
  const attributes = [username, name, email, ...memberAttributes];
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
    ];
    level = found.filter(hasMembers);
    for (const entry of found) if (!hasMembers(entry)) accounts.set(entry.dn.toLowerCase(), entry);
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
  if (!startsLikeDn.test(group)) return searchAll(client, base, `(cn=${filterValue(group)})`, memberAttributes);
  try {
    const entry = await readEntry(client, group, memberAttributes);
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

function hasMembers(entry: Entry): boolean {
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
    const clauses = names.slice(start, start + namesPerFilter).map((name) => `(${attribute}=${filterValue(name)})`);
    found.push(...(await searchAll(client, base, `(|${clauses.join("")})`, attributes)));
  }
  return found;
}

async function inChunks<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += searchesAtOnce) {
    results.push(...(await Promise.all(items.slice(start, start + searchesAtOnce).map(work))));
  }
  return results;
}
