import { z } from "zod";
import { dnKey } from "./dn.ts";
import type { Entry } from "./entries.ts";

const attribute = z.string().min(1);
/** ldapjs escapes what came over the wire plain: `f\\c3\\b6o` is "föo". */
const value = z
  .string()
  .transform((text) =>
    text.replace(/(?:\\[0-9a-fA-F]{2})+/g, (codes) => Buffer.from(codes.replaceAll("\\", ""), "hex").toString("utf8")),
  );

/** A search filter in the form in which ldapjs hands it over once it has read it from the wire. */
const directoryFilterSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.enum(["AndFilter", "OrFilter"]),
    get clauses() {
      return z.array(directoryFilterSchema);
    },
  }),
  z.object({
    type: z.literal("NotFilter"),
    get filter() {
      return directoryFilterSchema;
    },
  }),
  z.object({ type: z.literal("PresenceFilter"), attribute }),
  z.object({
    type: z.enum(["EqualityFilter", "ApproximateFilter", "GreaterThanEqualsFilter", "LessThanEqualsFilter"]),
    attribute,
    value,
  }),
  z.object({
    type: z.literal("SubstringFilter"),
    attribute,
    subInitial: value.nullish(),
    subAny: z.array(value).nullish(),
    subFinal: value.nullish(),
  }),
  z.object({
    type: z.literal("ExtensibleFilter"),
    matchingRule: z.string().nullish(),
    matchType: z.string().nullish(),
    matchValue: value,
  }),
]);
export type DirectoryFilter = z.infer<typeof directoryFilterSchema>;

export function readFilter(received: unknown): DirectoryFilter {
  return directoryFilterSchema.parse(received);
}

/** All values that an entry has under that name, operational ones included, in any case of the name. */
function valuesOf(entry: Entry, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return [...Object.entries(entry.attributes), ...Object.entries(entry.operational)]
    .filter(([key]) => key.toLowerCase() === wanted)
    .flatMap(([, values]) => values);
}

/**
 * Whether the filter picks the entry, by RFC 4511: an assertion about an unknown attribute or matching rule is
 * "undefined", which `not` leaves undefined, and only true picks. Values match without regard to case.
 */
export function picks(filter: DirectoryFilter, entry: Entry): boolean {
  return verdict(filter, entry) === true;
}

function verdict(filter: DirectoryFilter, entry: Entry): boolean | undefined {
  switch (filter.type) {
    case "AndFilter": {
      const all = filter.clauses.map((clause) => verdict(clause, entry));
      return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
    }
    case "OrFilter": {
      const all = filter.clauses.map((clause) => verdict(clause, entry));
      return all.includes(true) ? true : all.includes(undefined) ? undefined : false;
    }
    case "NotFilter": {
      const inner = verdict(filter.filter, entry);
      return inner === undefined ? undefined : !inner;
    }
    case "PresenceFilter":
      return valuesOf(entry, filter.attribute).length > 0;
    case "EqualityFilter":
    case "ApproximateFilter":
      return some(entry, filter.attribute, (value) => fold(value) === fold(filter.value));
    case "GreaterThanEqualsFilter":
      return some(entry, filter.attribute, (value) => compare(value, filter.value) >= 0);
    case "LessThanEqualsFilter":
      return some(entry, filter.attribute, (value) => compare(value, filter.value) <= 0);
    case "SubstringFilter": {
      const pattern = [filter.subInitial ?? "", ...(filter.subAny ?? []), filter.subFinal ?? ""].map((part) =>
        fold(part).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
      );
      const wanted = new RegExp(`^${pattern.join(".*")}$`, "s");
      return some(entry, filter.attribute, (value) => wanted.test(fold(value)));
    }
    case "ExtensibleFilter":
      return extensible(filter.matchingRule ?? null, filter.matchType ?? null, filter.matchValue, entry);
  }
}

const bitAnd = "1.2.840.113556.1.4.803";
const bitOr = "1.2.840.113556.1.4.804";
const caseIgnoreMatch = "2.5.13.2";

function extensible(rule: string | null, attribute: string | null, wanted: string, entry: Entry): boolean | undefined {
  if (attribute === null) return undefined;
  if (rule === null || rule === caseIgnoreMatch || rule.toLowerCase() === "caseignorematch") {
    return some(entry, attribute, (value) => fold(value) === fold(wanted));
  }
  if (rule !== bitAnd && rule !== bitOr) return undefined;
  const mask = Number(wanted);
  return some(entry, attribute, (value) =>
    rule === bitAnd ? (Number(value) & mask) === mask : (Number(value) & mask) !== 0,
  );
}

function some(entry: Entry, attribute: string, test: (value: string) => boolean): boolean {
  return valuesOf(entry, attribute).some(test);
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
