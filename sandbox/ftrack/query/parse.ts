import { readFileSync } from "node:fs";
import peggy from "peggy";
import { ApiError } from "#sandbox/ftrack/api-error";
import { nestingOf } from "./nesting.ts";
import type { QueryTree } from "./tree.ts";

const grammar = readFileSync(new URL("./grammar.peggy", import.meta.url), "utf8");
const parser = peggy.generate(grammar, { grammarSource: "grammar.peggy" });

/** @throws ApiError ParseError that tells where the text stops making sense. */
export function parseQuery(expression: string): QueryTree {
  try {
    const tree: QueryTree = parser.parse(expression);
    if (nestingOf(tree) > deepest) throw failed(expression, "nested too deeply");
    return tree;
  } catch (error) {
    if (error instanceof parser.SyntaxError) {
      const { line, column } = error.location.start;
      throw failed(expression, `line ${line}, column ${column}: ${error.message}`);
    }
    if (error instanceof RangeError) throw failed(expression, "nested too deeply");
    throw error;
  }
}

/** As many levels as no sensible query has, and as few as any stack holds. */
const deepest = 250;
const quotable = 2_000;

function failed(expression: string, reason: string): ApiError {
  const quoted = expression.length > quotable ? `${expression.slice(0, quotable)}…` : expression;
  return new ApiError("ParseError", `Failed to parse: ${quoted}. ${reason}`);
}

/** A ParseError about a name or a value that the grammar could read and the schema can't. */
export function parseError(content: string, at: number): ApiError {
  return new ApiError("ParseError", `${content} (at character ${at + 1})`);
}
