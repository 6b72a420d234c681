import type { Schema } from "#sandbox/ftrack/schema/model";
import type { Row } from "#sandbox/ftrack/store/row";
import { compileCondition } from "./condition.ts";
import { compileGroups, type GroupRow } from "./group.ts";
import { ordered } from "./match.ts";
import { parseError, parseQuery } from "./parse.ts";
import { castTarget, firstAlong, resolvePath, type Test, valuesAlong } from "./path.ts";
import { buildProjection, defaultProjection, type Projection } from "./projection.ts";
import type { Run } from "./run.ts";
import type { QueryTree } from "./tree.ts";

export type QueryAnswer = {
  readonly found:
    | { readonly kind: "rows"; readonly rows: readonly Row[] }
    | { readonly kind: "groups"; readonly rows: readonly GroupRow[] };
  readonly projection: Projection;
  /** Where the next page begins, if there is one. */
  readonly nextOffset: number | null;
};

/** Answers from what there is; *keep* leaves rows out as if the query's own condition did. */
export type CompiledQuery = (run: Run, keep?: Test) => QueryAnswer;

const remembered = 500;
const smallTable = 1000;

/** Compiles expressions to functions, and remembers the latest of them. */
export class QueryCompiler {
  private readonly schema: Schema;
  private readonly cache = new Map<string, CompiledQuery>();

  constructor(schema: Schema) {
    this.schema = schema;
  }

  /** @throws ApiError ParseError */
  compile(expression: string): CompiledQuery {
    const known = this.cache.get(expression);
    if (known !== undefined) return known;
    const compiled = this.compileTree(parseQuery(expression));
    const [oldest] = this.cache.keys();
    if (this.cache.size >= remembered && oldest !== undefined) this.cache.delete(oldest);
    this.cache.set(expression, compiled);
    return compiled;
  }

  private compileTree(tree: QueryTree): CompiledQuery {
    const type = castTarget(this.schema, tree.type.name, tree.type.at);
    const { offset = 0, limit = Number.POSITIVE_INFINITY } = tree;
    const select = this.compileSelection(tree);
    if (tree.group !== undefined) {
      const group = compileGroups(this.schema, type, tree.projections ?? [], tree.group);
      const projection = defaultProjection(type);
      return (run, keep) => {
        const groups = group(select(run, Number.POSITIVE_INFINITY, keep), run);
        return { found: { kind: "groups", rows: groups.slice(offset, offset + limit) }, projection, ...next(groups) };
      };
    }
    const aggregate = tree.projections?.find((each) => each.aggregate !== null);
    if (aggregate !== undefined) throw parseError("An aggregate needs a group by clause", aggregate.path.at);
    const paths = tree.projections?.map(({ path }) => path);
    const projection = paths === undefined ? defaultProjection(type) : buildProjection(this.schema, type, paths);
    return (run, keep) => {
      // One row beyond the page tells whether there is another page.
      const rows = select(run, offset + limit + 1, keep);
      return { found: { kind: "rows", rows: rows.slice(offset, offset + limit) }, projection, ...next(rows) };
    };

    function next(rows: readonly unknown[]): { readonly nextOffset: number | null } {
      return { nextOffset: rows.length > offset + limit ? offset + limit : null };
    }
  }

  /** Finds the rows that a query is about, in its order; at least the first *enough* of them. */
  private compileSelection(tree: QueryTree): (run: Run, enough: number, keep?: Test) => readonly Row[] {
    const type = castTarget(this.schema, tree.type.name, tree.type.at);
    const compiler = { schema: this.schema, subquery: (inner: QueryTree) => this.compileSubquery(inner) };
    const condition = tree.where === undefined ? undefined : compileCondition(compiler, type, tree.where, false);
    const compare = compileOrder(this.schema, type, tree.order ?? []);
    return (run, enough, keep) => {
      const { store } = run;
      // Where most rows would come by an index, it is faster to take all of them.
      const worthwhile = Math.max(smallTable, store.size(type.family) / 2);
      const candidates = condition?.candidates(run, worthwhile);
      const source = candidates === undefined ? store.all(type) : candidates.rows().toSorted(bySerial);
      const wanted = compare === undefined ? enough : Number.POSITIVE_INFINITY;
      const rows: Row[] = [];
      for (const row of source) {
        if (rows.length >= wanted) break;
        if (!type.covers.has(row.type) || condition?.test(row, run) === false) continue;
        if (keep === undefined || keep(row, run)) rows.push(row);
      }
      return compare === undefined ? rows : compare(rows, run);
    };
  }

  private compileSubquery(tree: QueryTree): (run: Run) => ReadonlySet<unknown> {
    const type = castTarget(this.schema, tree.type.name, tree.type.at);
    const [projection, more] = tree.projections ?? [];
    if (projection === undefined || more !== undefined || projection.aggregate !== null || tree.group !== undefined) {
      throw parseError("A sub-query selects one attribute", tree.type.at);
    }
    const { offset = 0, limit = Number.POSITIVE_INFINITY } = tree;
    const select = this.compileSelection(tree);
    const values = valuesAlong(resolvePath(this.schema, type, projection.path, false));
    return (run) => {
      const rows = select(run, offset + limit).slice(offset, offset + limit);
      return new Set(rows.flatMap((row) => values(row, run)).filter((value) => value !== null));
    };
  }
}

function compileOrder(
  schema: Schema,
  type: Parameters<typeof resolvePath>[1],
  order: NonNullable<QueryTree["order"]>,
): ((rows: readonly Row[], run: Run) => readonly Row[]) | undefined {
  if (order.length === 0) return undefined;
  const keys = order.map(({ path, descending }) => ({
    read: firstAlong(resolvePath(schema, type, path, false)),
    sign: descending ? -1 : 1,
  }));
  return (rows, run) =>
    rows
      .map((row) => ({ row, values: keys.map(({ read }) => read(row, run)) }))
      .sort((a, b) => {
        for (const [index, { sign }] of keys.entries()) {
          const difference = nullsFirst(a.values[index], b.values[index]);
          if (difference !== 0) return sign * difference;
        }
        return bySerial(a.row, b.row);
      })
      .map(({ row }) => row);
}

function nullsFirst(a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return ordered(a, b);
}

function bySerial(a: Row, b: Row): number {
  return a.serial - b.serial;
}
