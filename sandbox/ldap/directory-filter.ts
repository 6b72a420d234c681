import { type Der, partsOf } from "#sandbox/der";
import { dnKey } from "./dn.ts";
import type { Entry } from "./entries.ts";
import type { Value } from "./message.ts";
import { securityIdText } from "./security-id.ts";

export type DirectoryFilter =
  | { type: "and" | "or"; clauses: readonly DirectoryFilter[] }
  | { type: "not"; clause: DirectoryFilter }
  | { type: "present"; attribute: string }
  | { type: "equal" | "approximate" | "at-least" | "at-most"; attribute: string; value: Buffer }
  | { type: "substring"; attribute: string; first: string; middle: readonly string[]; last: string }
  | { type: "rule"; rule: string; attribute: string; value: string };

const comparisons = { 163: "equal", 165: "at-least", 166: "at-most", 168: "approximate" } as const;
const isComparison = (tag: number): tag is keyof typeof comparisons => tag in comparisons;

/** Reads a filter as it came over the wire. Throws RangeError for what is none. */
export function readFilter(filter: Der): DirectoryFilter {
  if (filter.tag === 0x87) return { type: "present", attribute: text(filter) };
  const parts = partsOf(filter);
  const [first, second] = parts;
  if (filter.tag === 0xa0 || filter.tag === 0xa1) {
    return { type: filter.tag === 0xa0 ? "and" : "or", clauses: parts.map(readFilter) };
  }
  if (filter.tag === 0xa2 && first) return { type: "not", clause: readFilter(first) };
  if (isComparison(filter.tag)) {
    return { type: comparisons[filter.tag], attribute: text(first), value: second?.value ?? Buffer.alloc(0) };
  }
  if (filter.tag === 0xa4 && second) {
    const pieces = partsOf(second);
    const piece = (tag: number) => text(pieces.find((candidate) => candidate.tag === tag));
    const middle = pieces.filter(({ tag }) => tag === 0x81).map(text);
    return { type: "substring", attribute: text(first), first: piece(0x80), middle, last: piece(0x82) };
  }
  if (filter.tag === 0xa9) {
    const part = (tag: number) => text(parts.find((candidate) => candidate.tag === tag));
    return { type: "rule", rule: part(0x81), attribute: part(0x82), value: part(0x83) };
  }
  throw new RangeError(`A filter begins with 0x${filter.tag.toString(16)}, which is none.`);
}

const text = (part: Der | undefined): string => part?.value.toString("utf8") ?? "";

export const matchingRule = {
  bitAnd: "1.2.840.113556.1.4.803",
  bitOr: "1.2.840.113556.1.4.804",
  inChain: "1.2.840.113556.1.4.1941",
  caseIgnore: "2.5.13.2",
} as const;

/** What a filter needs to know beside the entry: the entry of a DN, and whether chains of names are followed. */
export interface Surroundings {
  entryOf(dn: string): Entry | null;
  inChain: boolean;
}

/** All matching rules that a filter names. */
export function rulesIn(filter: DirectoryFilter): string[] {
  switch (filter.type) {
    case "and":
    case "or":
      return filter.clauses.flatMap(rulesIn);
    case "not":
      return rulesIn(filter.clause);
    case "rule":
      return [filter.rule];
    default:
      return [];
  }
}

/** All values that an entry has under that name, operational ones included, in any case of the name. */
function valuesOf(entry: Entry, name: string): readonly Value[] {
  const wanted = name.toLowerCase();
  return [...Object.entries(entry.attributes), ...Object.entries(entry.operational)]
    .filter(([key]) => key.toLowerCase() === wanted)
    .flatMap(([, values]) => values);
}

/**
 * Whether the filter picks the entry, by RFC 4511: an assertion about an unknown matching rule is "undefined", which
 * `not` leaves undefined, and only true picks. Values match without regard to case.
 */
export function picks(filter: DirectoryFilter, entry: Entry, surroundings: Surroundings): boolean {
  return verdict(filter, entry, surroundings) === true;
}

function verdict(filter: DirectoryFilter, entry: Entry, around: Surroundings): boolean | undefined {
  switch (filter.type) {
    case "and": {
      const all = filter.clauses.map((clause) => verdict(clause, entry, around));
      return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
    }
    case "or": {
      const all = filter.clauses.map((clause) => verdict(clause, entry, around));
      return all.includes(true) ? true : all.includes(undefined) ? undefined : false;
    }
    case "not": {
      const inner = verdict(filter.clause, entry, around);
      return inner === undefined ? undefined : !inner;
    }
    case "present":
      return valuesOf(entry, filter.attribute).length > 0;
    case "equal":
    case "approximate":
      return valuesOf(entry, filter.attribute).some(
        (value) => equal(value, filter.value) || isCategory(filter.attribute, value, filter.value),
      );
    case "at-least":
      return texts(entry, filter.attribute).some((value) => compare(value, filter.value.toString()) >= 0);
    case "at-most":
      return texts(entry, filter.attribute).some((value) => compare(value, filter.value.toString()) <= 0);
    case "substring": {
      const pattern = [filter.first, ...filter.middle, filter.last].map((part) =>
        fold(part).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
      );
      const wanted = new RegExp(`^${pattern.join(".*")}$`, "s");
      return texts(entry, filter.attribute).some((value) => wanted.test(fold(value)));
    }
    case "rule":
      return byRule(filter.rule, filter.attribute, filter.value, entry, around);
  }
}

function byRule(
  rule: string,
  attribute: string,
  wanted: string,
  entry: Entry,
  around: Surroundings,
): boolean | undefined {
  if (attribute === "") return undefined;
  const values = texts(entry, attribute);
  switch (rule.toLowerCase()) {
    case "":
    case "caseignorematch":
    case matchingRule.caseIgnore:
      return values.some((value) => fold(value) === fold(wanted));
    case matchingRule.bitAnd:
      return values.some((value) => (Number(value) & Number(wanted)) === Number(wanted));
    case matchingRule.bitOr:
      return values.some((value) => (Number(value) & Number(wanted)) !== 0);
    case matchingRule.inChain:
      return around.inChain ? chainHolds(entry, attribute, dnKey(wanted), around, new Set()) : undefined;
    default:
      return undefined;
  }
}

function chainHolds(entry: Entry, attribute: string, wanted: string, around: Surroundings, seen: Set<string>): boolean {
  for (const dn of texts(entry, attribute)) {
    const key = dnKey(dn);
    if (key === wanted) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    const next = around.entryOf(dn);
    if (next && chainHolds(next, attribute, wanted, around, seen)) return true;
  }
  return false;
}

function texts(entry: Entry, attribute: string): string[] {
  return valuesOf(entry, attribute).filter((value) => typeof value === "string");
}

/** Bytes compare as bytes; a security id may also be written as text, `S-1-5-…`. */
function equal(value: Value, wanted: Buffer): boolean {
  if (typeof value === "string") return fold(value) === fold(wanted.toString());
  return value.equals(wanted) || securityIdText(value) === wanted.toString().toUpperCase();
}

/** Active Directory takes the last name of a category's DN for the whole: `(objectCategory=person)`. */
function isCategory(attribute: string, value: Value, wanted: Buffer): boolean {
  if (attribute.toLowerCase() !== "objectcategory" || typeof value !== "string") return false;
  return fold(value).startsWith(`cn=${fold(wanted.toString())},`);
}

/** Case and repeated blanks do not count, nor does the spelling of a DN. */
function fold(value: string): string {
  const plain = value.trim().toLowerCase().replace(/\s+/g, " ");
  return /^[a-z]+ ?=.*,/.test(plain) ? dnKey(plain) : plain;
}

function compare(left: string, right: string): number {
  const numbers = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  return numbers ? Number(left) - Number(right) : fold(left).localeCompare(fold(right), "en");
}
