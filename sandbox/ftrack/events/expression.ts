import { readFileSync } from "node:fs";
import peggy from "peggy";
import { ApiError } from "#sandbox/ftrack/api-error";
import { isRecord } from "#sandbox/ftrack/json";

type Operator = "=" | "!=" | ">=" | "<=" | ">" | "<";

type Tree =
  | { readonly kind: "and" | "or"; readonly parts: readonly Tree[] }
  | { readonly kind: "not"; readonly part: Tree }
  | {
      readonly kind: "compare";
      readonly path: readonly string[];
      readonly operator: Operator;
      readonly value: string;
    };

/** Tells whether an event, or what is known of a subscriber, is meant. */
export type Matcher = (candidate: unknown) => boolean;

const grammar = readFileSync(new URL("./expression.peggy", import.meta.url), "utf8");
const parser = peggy.generate(grammar, { grammarSource: "expression.peggy" });

/**
 * Reads an expression such as `topic=ftrack.update and source.user.username!="bot"`.
 * @throws ApiError ParseError that tells where the text stops making sense.
 */
export function parseExpression(text: string): Matcher {
  try {
    const tree: Tree = parser.parse(text);
    return compile(tree);
  } catch (error) {
    if (error instanceof parser.SyntaxError) {
      throw failed(text, `column ${error.location.start.column}: ${error.message}`);
    }
    if (error instanceof RangeError) throw failed(text, "nested too deeply");
    throw error;
  }
}

function failed(text: string, reason: string): ApiError {
  return new ApiError("ParseError", `Failed to parse: ${text}. ${reason}`);
}

function compile(tree: Tree): Matcher {
  switch (tree.kind) {
    case "and": {
      const parts = tree.parts.map(compile);
      return (candidate) => parts.every((part) => part(candidate));
    }
    case "or": {
      const parts = tree.parts.map(compile);
      return (candidate) => parts.some((part) => part(candidate));
    }
    case "not": {
      const part = compile(tree.part);
      return (candidate) => !part(candidate);
    }
    case "compare": {
      const { path, operator, value } = tree;
      return (candidate) => {
        const found = valueAt(candidate, path);
        // What has no such field never matches, whatever the operator.
        return found !== undefined && compare(found, operator, value);
      };
    }
  }
}

function valueAt(candidate: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    candidate,
  );
}

function compare(found: unknown, operator: Operator, value: string): boolean {
  switch (operator) {
    case "=":
      return value.endsWith("*") ? holds(found, value.slice(0, -1)) : equals(found, value);
    case "!=":
      return !equals(found, value);
    case ">":
      return order(found, value) > 0;
    case "<":
      return order(found, value) < 0;
    case ">=":
      return order(found, value) >= 0;
    case "<=":
      return order(found, value) <= 0;
  }
}

/** The star stands for the rest; the clients look for the text before it anywhere in the value. */
function holds(found: unknown, part: string): boolean {
  if (Array.isArray(found)) return found.includes(part);
  return typeof found === "string" && found.includes(part);
}

function equals(found: unknown, value: string): boolean {
  if (typeof found === "number") return value.trim() !== "" && found === Number(value);
  if (typeof found === "boolean") return String(found) === value.toLowerCase();
  return found === value;
}

/** Below, at or above zero; NaN, for which every comparison is false, where the two have no order. */
function order(found: unknown, value: string): number {
  if (typeof found === "number") return value.trim() === "" ? Number.NaN : found - Number(value);
  if (typeof found !== "string") return Number.NaN;
  if (found === value) return 0;
  return found < value ? -1 : 1;
}
