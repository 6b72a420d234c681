import { scalarReader } from "#sandbox/ftrack/read/access";
import type { Column, EntityType, Schema } from "#sandbox/ftrack/schema/model";
import type { ScalarType } from "#sandbox/ftrack/schema/property-line";
import type { Row } from "#sandbox/ftrack/store/row";
import { anyOf, type Candidates, type FindCandidates, fewest, noIndexHelps, ownersAlong } from "./candidates.ts";
import { isNone, listMatcher, literalValue, type Match, matcher } from "./match.ts";
import { parseError } from "./parse.ts";
import { idReader, type ResolvedPath, resolvePath, type Step, someAlong, type Test } from "./path.ts";
import type { Run } from "./run.ts";
import type { Expression, Literal, Path, QueryTree } from "./tree.ts";

/** A condition on rows of a type. `reach` is how many relations away the values are that it looks at. */
export type Condition = {
  readonly test: Test;
  readonly candidates: FindCandidates;
  readonly reach: number;
};

/** How a sub-query is compiled: gives the values that it selects. */
type CompileSubquery = (tree: QueryTree) => (run: Run) => ReadonlySet<unknown>;

type Compiler = { readonly schema: Schema; readonly subquery: CompileSubquery };

/** @throws ApiError ParseError if a name or a value makes no sense on *type*. */
export function compileCondition(
  compiler: Compiler,
  type: EntityType,
  expression: Expression,
  polymorphic: boolean,
): Condition {
  switch (expression.kind) {
    case "and":
      return every(expression.parts.map((part) => compileCondition(compiler, type, part, polymorphic)));
    case "or":
      return either(expression.parts.map((part) => compileCondition(compiler, type, part, polymorphic)));
    case "not": {
      const { test } = compileCondition(compiler, type, expression.part, polymorphic);
      return unaided((row, run) => !test(row, run));
    }
    case "member": {
      const path = resolvePath(compiler.schema, type, expression.path, polymorphic);
      const member = compileMember(compiler, path, expression.condition, expression.path);
      // Within another member a row may be met in many ways: more with each level, so that verdicts are kept.
      return polymorphic ? { ...member, test: remembered(member.test) } : member;
    }
    case "compare":
    case "in":
    case "in-query": {
      const path = resolvePath(compiler.schema, type, expression.path, polymorphic);
      return compileComparison(compiler, path, expression);
    }
  }
}

function every(conditions: readonly Condition[]): Condition {
  const nearestFirst = conditions.toSorted((a, b) => a.reach - b.reach);
  const tests = nearestFirst.map(({ test }) => test);
  return {
    test: (row, run) => tests.every((test) => test(row, run)),
    candidates: fewest(nearestFirst.map(({ candidates }) => candidates)),
    reach: Math.min(...conditions.map(({ reach }) => reach)),
  };
}

function either(conditions: readonly Condition[]): Condition {
  const tests = conditions.map(({ test }) => test);
  return {
    test: (row, run) => tests.some((test) => test(row, run)),
    candidates: anyOf(conditions.map(({ candidates }) => candidates)),
    reach: Math.max(...conditions.map(({ reach }) => reach)),
  };
}

function compileMember(compiler: Compiler, path: ResolvedPath, inner: Expression | null, at: Path): Condition {
  const { steps, scalar, type } = path;
  if (scalar !== undefined) throw parseError(`'${scalar.name}' is no relation, so nothing can be asked of it`, at.at);
  if (inner === null) return unaided(someAlong(steps, () => true));
  const condition = compileCondition(compiler, type, inner, true);
  return {
    test: someAlong(steps, condition.test),
    candidates: (run, limit) => {
      const members = condition.candidates(run, limit)?.rows() ?? scan(run, type, condition.test, limit);
      return members === undefined ? undefined : ownersAlong(steps, members, run, limit);
    },
    reach: steps.length + condition.reach,
  };
}

function remembered(test: Test): Test {
  return (row, run) => {
    const verdicts = run.verdicts.get(test) ?? new Map<Row, boolean>();
    run.verdicts.set(test, verdicts);
    const known = verdicts.get(row) ?? test(row, run);
    verdicts.set(row, known);
    return known;
  };
}

/** What a comparison looks at: a column, or something worked out, at the end of *steps*. */
type Subject = {
  readonly steps: readonly Step[];
  readonly type: EntityType;
  readonly attribute: { readonly name: string; readonly type: ScalarType };
  readonly read: (row: Row, run: Run) => unknown;
  readonly column: Column | undefined;
};

type Comparison = Extract<Expression, { kind: "compare" | "in" | "in-query" }>;

function compileComparison(compiler: Compiler, path: ResolvedPath, expression: Comparison): Condition {
  const last = path.steps.at(-1);
  if (path.scalar === undefined && last !== undefined && !isPlainReference(last) && comparesWithNone(expression)) {
    return emptiness(path.steps.slice(0, -1), last, expression.operator === "is");
  }
  const subject = subjectOf(path);
  if (expression.kind === "in-query") {
    const select = compiler.subquery(expression.query);
    const { negated } = expression;
    const { read } = subject;
    const found = (run: Run) => {
      const known = run.subqueries.get(expression) ?? select(run);
      run.subqueries.set(expression, known);
      return known;
    };
    return {
      test: someAlong(subject.steps, (row, run) => {
        const value = read(row, run);
        return value !== null && found(run).has(value) !== negated;
      }),
      candidates: (run, limit) => (negated ? undefined : lookUp(subject, [...found(run)], run, limit)),
      reach: subject.steps.length + 1,
    };
  }
  const { attribute, read, steps } = subject;
  const match: Match =
    expression.kind === "in"
      ? listMatcher(attribute, expression.values, expression.negated)
      : matcher(attribute, expression.operator, expression.value);
  const exact = exactLiterals(expression);
  const wanted = exact?.map((literal) => literalValue(attribute, literal));
  return {
    test: someAlong(steps, (row, run) => match(read(row, run))),
    candidates: (run, limit) => {
      const found = wanted === undefined ? undefined : lookUp(subject, wanted, run, limit);
      if (found !== undefined || steps.length === 0) return found;
      const ends = scan(run, subject.type, (row) => match(read(row, run)), limit);
      return ends === undefined ? undefined : ownersAlong(steps, ends, run, limit);
    },
    reach: steps.length,
  };
}

/** The literals that a value must equal one of, where the comparison says so and none of them is none. */
function exactLiterals(expression: Exclude<Comparison, { kind: "in-query" }>): readonly Literal[] | undefined {
  const literals = expression.kind === "in" ? expression.values : [expression.value];
  const exact = expression.kind === "in" ? !expression.negated : expression.operator === "is";
  return exact && !literals.some(isNone) ? literals : undefined;
}

function comparesWithNone(expression: Comparison): expression is Extract<Comparison, { kind: "compare" }> {
  return (
    expression.kind === "compare" &&
    isNone(expression.value) &&
    (expression.operator === "is" || expression.operator === "is_not")
  );
}

function isPlainReference({ property, target }: Step): boolean {
  return property.kind === "reference" && target === property.target;
}

function emptiness(before: readonly Step[], last: Step, empty: boolean): Condition {
  const filled = someAlong([last], () => true);
  return unaided(someAlong(before, (row, run) => filled(row, run) !== empty));
}

function subjectOf({ steps, scalar, type }: ResolvedPath): Subject {
  if (scalar !== undefined) {
    const column = scalar.kind === "column" ? scalar.column : undefined;
    return { steps, type, attribute: scalar, read: scalarReader(scalar), column };
  }
  const last = steps.at(-1);
  if (last !== undefined && isPlainReference(last) && last.property.kind === "reference") {
    const { column, name } = last.property;
    const { slot } = column;
    const attribute = { name, type: "key" } as const;
    return { steps: steps.slice(0, -1), type: last.owner, attribute, read: (row) => row.values[slot], column };
  }
  const [column] = type.primaryKey;
  return { steps, type, attribute: { name: column?.name ?? "id", type: "key" }, read: idReader(type), column };
}

function lookUp(subject: Subject, values: readonly unknown[], run: Run, limit: number): Candidates | undefined {
  const { steps, type, column } = subject;
  if (column === undefined) return undefined;
  const { store } = run;
  const isKey = type.primaryKey.length === 1 && type.primaryKey[0] === column;
  if (!isKey && !column.indexed) return undefined;
  const ends: Row[] = [];
  for (const value of new Set(values)) {
    const rows = isKey ? oneOrNone(store.inFamily(type.family, String(value))) : store.lookup(column, value);
    if (ends.length + rows.length > limit) return undefined;
    for (const row of rows) ends.push(row);
  }
  return ownersAlong(steps, ends, run, limit);
}

/** Rows of a small table that pass, so that it is not asked again for each row of a large one. */
function scan(run: Run, type: EntityType, test: Test, limit: number): readonly Row[] | undefined {
  if (run.store.size(type.family) > limit) return undefined;
  return [...run.store.all(type)].filter((row) => test(row, run));
}

function unaided(test: Test): Condition {
  return { test, candidates: noIndexHelps, reach: Number.POSITIVE_INFINITY };
}

function oneOrNone(row: Row | undefined): readonly Row[] {
  return row === undefined ? [] : [row];
}
