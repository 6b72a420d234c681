import type { Expression, QueryTree } from "./tree.ts";

/** How many conditions and sub-queries lie within each other at the deepest place of a query. */
export function nestingOf({ where }: QueryTree): number {
  return where === undefined ? 0 : depthOf(where);
}

function depthOf(expression: Expression): number {
  switch (expression.kind) {
    case "and":
    case "or":
      return 1 + expression.parts.reduce((deepest, part) => Math.max(deepest, depthOf(part)), 0);
    case "not":
      return 1 + depthOf(expression.part);
    case "member":
      return 1 + (expression.condition === null ? 0 : depthOf(expression.condition));
    case "in-query":
      return 1 + nestingOf(expression.query);
    case "compare":
    case "in":
      return 1;
  }
}
