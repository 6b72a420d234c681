import {
  type Client,
  type Entry,
  type Filter,
  FilterParser,
  OrFilter,
  ResultCodeError,
  type SearchOptions,
} from "ldapts";
import { AppError, sentenceOf } from "#lib/domain/errors";

const pageSize = 500;
/** How many entries are asked for where a directory cuts its pages short. */
const entriesWithoutPages = 1000;

const code = { sizeLimitExceeded: 4, referral: 10, adminLimitExceeded: 11, noSuchObject: 32 } as const;

/** Codes with which servers answer filters that name what they do not know: attributes, syntaxes, matching rules. */
const notUnderstood = new Set([2, 12, 16, 17, 18, 21, 53]);

/** Attributes whose values are bytes, not text. */
const explicitBufferAttributes = ["objectSid"];

/** All values of an attribute as text, whatever the case of its name. */
export function valuesOf(entry: Entry, attribute: string): string[] {
  const wanted = attribute.toLowerCase();
  const key = Object.keys(entry).find((name) => name.toLowerCase() === wanted);
  const value = key === undefined ? [] : entry[key];
  return (Array.isArray(value) ? value : [value ?? ""]).map(String).filter((text) => text !== "");
}

export function firstOf(entry: Entry, attribute: string): string | null {
  return valuesOf(entry, attribute)[0] ?? null;
}

/** The bytes of an attribute that is read as such. */
export function bytesOf(entry: Entry, attribute: (typeof explicitBufferAttributes)[number]): Buffer | null {
  const value = entry[attribute];
  const [first] = Array.isArray(value) ? value : [value];
  return Buffer.isBuffer(first) && first.length > 0 ? first : null;
}

/**
 * All entries that a filter finds, in pages. `complete` is false where a limit of the server's cut the answer short.
 * Where the server refuses an "or" for one clause, the others still count, as in {@link picks}.
 */
export async function searchAll(
  client: Client,
  base: string,
  filter: Filter,
  attributes: readonly string[],
): Promise<{ entries: Entry[]; complete: boolean }> {
  const options: SearchOptions = { scope: "sub", filter, attributes: [...attributes], explicitBufferAttributes };
  const entries: Entry[] = [];
  try {
    for await (const page of client.searchPaginated(base, { ...options, paged: { pageSize } })) {
      entries.push(...page.searchEntries);
    }
    return { entries, complete: true };
  } catch (error) {
    const failed = codeOf(error);
    if (failed === code.adminLimitExceeded) return { entries, complete: false };
    if (failed === code.sizeLimitExceeded) {
      // The client throws the cut page away, unless it set a limit of its own.
      const cut = await client.search(base, { ...options, sizeLimit: entriesWithoutPages });
      return { entries: cut.searchEntries.length > entries.length ? cut.searchEntries : entries, complete: false };
    }
    if (!notUnderstood.has(failed ?? -1)) throw error;
    if (!(filter instanceof OrFilter)) return { entries: [], complete: true };
    const parts = [];
    for (const clause of filter.filters) parts.push(await searchAll(client, base, clause, attributes));
    return { entries: parts.flatMap((part) => part.entries), complete: parts.every(({ complete }) => complete) };
  }
}

/** The only entry that a filter finds, null for none, "several" for more. */
export async function searchOne(
  client: Client,
  base: string,
  filter: string,
  attributes: readonly string[],
): Promise<Entry | null | "several"> {
  try {
    const { searchEntries } = await client.search(base, {
      scope: "sub",
      filter,
      attributes: [...attributes],
      explicitBufferAttributes,
      sizeLimit: 2,
    });
    return searchEntries.length > 1 ? "several" : (searchEntries[0] ?? null);
  } catch (error) {
    if (codeOf(error) === code.sizeLimitExceeded) return "several";
    throw error;
  }
}

/** One entry by DN, null where there is none here (a referral elsewhere is not followed), or where the filter does not pick it. */
export async function readEntry(
  client: Client,
  dn: string,
  attributes: readonly string[],
  filter: Filter | string = "(objectClass=*)",
): Promise<Entry | null> {
  try {
    const { searchEntries } = await client.search(dn, {
      scope: "base",
      filter,
      attributes: [...attributes],
      explicitBufferAttributes,
    });
    return searchEntries[0] ?? null;
  } catch (error) {
    const failed = codeOf(error);
    if (failed === code.noSuchObject || failed === code.referral) return null;
    throw error;
  }
}

/**
 * Whether the server says that the filter picks the entry. Where it refuses an "or" for one clause that it does not
 * understand, the clauses are asked for one by one: the others still count.
 */
export async function picks(client: Client, dn: string, filter: Filter): Promise<boolean> {
  try {
    return (await readEntry(client, dn, ["1.1"], filter)) !== null;
  } catch (error) {
    if (!notUnderstood.has(codeOf(error) ?? -1)) throw error;
    if (!(filter instanceof OrFilter)) return false;
    for (const clause of filter.filters) {
      if (await picks(client, dn, clause)) return true;
    }
    return false;
  }
}

/** Parses a configured filter. Throws directory-unavailable with the setting's name. */
export function parseFilter(text: string, setting: string): Filter {
  try {
    return FilterParser.parseString(text);
  } catch (error) {
    throw new AppError("directory-unavailable", `${setting} in compout.yaml is no LDAP filter: ${sentenceOf(error)}.`, {
      cause: error,
    });
  }
}

/** LDAP's result code, or null for errors that are none: a cut line, a deadline. */
export function codeOf(error: unknown): number | null {
  return error instanceof ResultCodeError ? error.code : null;
}
