import { canonicalDate, isWireDate } from "#sandbox/ftrack/dates";
import { entityTypeName } from "#sandbox/ftrack/entity-type-name";
import type { ScalarType } from "#sandbox/ftrack/schema/property-line";
import { parseError } from "./parse.ts";
import type { Literal, Operator } from "./tree.ts";

type Comparing = Exclude<Operator, "like" | "not_like">;

export type Match = (value: unknown) => boolean;

type Attribute = { readonly name: string; readonly type: ScalarType };

/** Null in a query: `none` in any case, and what clients print for it. Quoted, it is a word like any other. */
export function isNone({ text, quoted }: Literal): boolean {
  return !quoted && /^(none|null)$/i.test(text);
}

/**
 * A test of one stored value. As in SQL, null passes no comparison but the one with none.
 * @throws ApiError ParseError if the literal can't be a value of the attribute.
 */
export function matcher(attribute: Attribute, operator: Operator, literal: Literal): Match {
  if (isNone(literal)) return noneMatcher(operator, literal);
  if (operator === "like" || operator === "not_like") {
    const matches = likePattern(literal.text);
    const wanted = operator === "like";
    return (value) => !absent(value) && matches(value) === wanted;
  }
  if (isLoose(attribute.type)) return looseMatcher(operator, literal.text);
  const expected = literalValue(attribute, literal);
  return comparison(
    operator,
    (value) => value === expected,
    (value) => ordered(value, expected),
  );
}

/** A test that a stored value is (or is not) one of *literals*. */
export function listMatcher(attribute: Attribute, literals: readonly Literal[], negated: boolean): Match {
  if (isLoose(attribute.type)) {
    const tests = literals.map((literal) => matcher(attribute, "is", literal));
    return (value) => !absent(value) && tests.some((test) => test(value)) !== negated;
  }
  const expected = new Set(literals.map((literal) => (isNone(literal) ? null : literalValue(attribute, literal))));
  return (value) => (absent(value) ? !negated && expected.has(null) : expected.has(value) !== negated);
}

/** The stored form of what the query spells. */
export function literalValue({ name, type }: Attribute, { text, at }: Literal): unknown {
  switch (type) {
    case "integer":
    case "number":
    case "serial": {
      const number = text.trim() === "" ? Number.NaN : Number(text);
      if (Number.isNaN(number)) throw parseError(`'${text}' is no number, which '${name}' needs`, at);
      return number;
    }
    case "boolean":
      if (/^(true|1)$/i.test(text)) return true;
      if (/^(false|0)$/i.test(text)) return false;
      throw parseError(`'${text}' is neither true nor false, which '${name}' needs`, at);
    case "datetime": {
      const date = canonicalDate(text);
      if (date === undefined) throw parseError(`'${text}' is no date, which '${name}' needs`, at);
      return date;
    }
    case "entity-type":
      return entityTypeName(text);
    case "uid":
    case "key":
    case "string":
    case "json":
    case "object":
    case "variable":
      return text;
  }
}

/** Orders two stored values of one kind. */
export function ordered(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  const left = printed(a);
  const right = printed(b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function absent(value: unknown): boolean {
  return value === null || value === undefined;
}

/** Values whose kind is known only when they are met: custom attributes, and structured ones such as `link`. */
function isLoose(type: ScalarType): boolean {
  return type === "variable" || type === "object";
}

function noneMatcher(operator: Operator, literal: Literal): Match {
  if (operator === "is") return absent;
  if (operator === "is_not") return (value) => !absent(value);
  throw parseError("none can only be compared by is and is_not", literal.at);
}

function looseMatcher(operator: Comparing, text: string): Match {
  const difference = (value: unknown): number => {
    if (typeof value === "number") return value - Number(text);
    if (typeof value === "boolean") return Number(value) - Number(/^(true|1)$/i.test(text));
    if (isWireDate(value)) return ordered(value.value, canonicalDate(text) ?? text);
    return ordered(value, text);
  };
  const lists = (value: unknown) => Array.isArray(value) && value.map(String).includes(text);
  return comparison(operator, (value) => lists(value) || difference(value) === 0, difference);
}

function comparison(operator: Comparing, equal: Match, difference: (value: unknown) => number): Match {
  switch (operator) {
    case "is":
      return (value) => !absent(value) && equal(value);
    case "is_not":
      return (value) => !absent(value) && !equal(value);
    case "greater_than":
      return (value) => !absent(value) && difference(value) > 0;
    case "less_than":
      return (value) => !absent(value) && difference(value) < 0;
    case "at_least":
      return (value) => !absent(value) && difference(value) >= 0;
    case "at_most":
      return (value) => !absent(value) && difference(value) <= 0;
  }
}

function printed(value: unknown): string {
  if (typeof value === "string") return value;
  if (isWireDate(value)) return value.value;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** `%` stands for any text, `\\%` for itself; upper and lower case are the same. Takes linear time whatever the pattern. */
function likePattern(pattern: string): Match {
  const [start = "", ...rest] = likeParts(pattern.toLowerCase());
  const end = rest.pop();
  return (value) => {
    const text = printed(value).toLowerCase();
    if (end === undefined) return text === start;
    if (!text.startsWith(start) || text.length < start.length + end.length || !text.endsWith(end)) return false;
    let from = start.length;
    for (const part of rest) {
      const found = text.indexOf(part, from);
      if (found === -1) return false;
      from = found + part.length;
    }
    return from <= text.length - end.length;
  };
}

/** The texts between the wildcards. */
function likeParts(pattern: string): readonly string[] {
  const parts = [""];
  for (const [piece] of pattern.matchAll(/\\[%\\]|[\s\S]/g)) {
    if (piece === "%") parts.push("");
    else parts[parts.length - 1] += piece.length === 2 && piece.startsWith("\\") ? piece.slice(1) : piece;
  }
  return parts;
}
