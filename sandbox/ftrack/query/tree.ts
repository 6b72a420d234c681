/** A query as the grammar reads it, before the schema is asked what its names mean. `at` is an offset in the text. */
export type QueryTree = {
  readonly type: { readonly name: string; readonly at: number };
  readonly projections: readonly ProjectionTree[] | null;
  readonly where?: Expression;
  readonly order?: readonly { readonly path: Path; readonly descending: boolean }[];
  readonly group?: readonly Path[];
  readonly limit?: number;
  readonly offset?: number;
};

export type Aggregate = "count" | "sum" | "avg" | "min" | "max";

export type ProjectionTree = { readonly aggregate: Aggregate | null; readonly path: Path };

export type Path = { readonly segments: readonly Segment[]; readonly at: number };

/** One name of a path; `cast` lets only members of that type through. */
type Segment = { readonly name: string; readonly cast: string | null };

export type Literal = { readonly text: string; readonly quoted: boolean; readonly at: number };

export type Operator = "is" | "is_not" | "greater_than" | "less_than" | "at_least" | "at_most" | "like" | "not_like";

export type Expression =
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] }
  | { readonly kind: "not"; readonly part: Expression }
  | { readonly kind: "compare"; readonly path: Path; readonly operator: Operator; readonly value: Literal }
  | { readonly kind: "in"; readonly path: Path; readonly negated: boolean; readonly values: readonly Literal[] }
  | { readonly kind: "in-query"; readonly path: Path; readonly negated: boolean; readonly query: QueryTree }
  | { readonly kind: "member"; readonly path: Path; readonly condition: Expression | null };
