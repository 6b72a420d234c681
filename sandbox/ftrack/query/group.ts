import { encodeDate } from "#sandbox/ftrack/dates";
import type { EntityType, Schema } from "#sandbox/ftrack/schema/model";
import type { Row } from "#sandbox/ftrack/store/row";
import { ordered } from "./match.ts";
import { parseError } from "./parse.ts";
import { firstAlong, resolvePath } from "./path.ts";
import type { Run } from "./run.ts";
import type { Aggregate, Path, ProjectionTree } from "./tree.ts";

/** One group: what its rows share, and its aggregates such as `count_id`. It is no entity and has no type. */
export type GroupRow = Readonly<Record<string, unknown>>;

/** @throws ApiError ParseError if something is selected that is neither shared by a group nor an aggregate. */
export function compileGroups(
  schema: Schema,
  type: EntityType,
  projections: readonly ProjectionTree[],
  group: readonly Path[],
): (rows: readonly Row[], run: Run) => readonly GroupRow[] {
  const shared = group.map((path) => ({ name: nameOf(path), ...attributeAlong(schema, type, path) }));
  const aggregates = projections.flatMap(({ aggregate, path }) => {
    if (aggregate !== null) {
      return [{ aggregate, name: `${aggregate}_${nameOf(path)}`, ...attributeAlong(schema, type, path) }];
    }
    if (shared.some(({ name }) => name === nameOf(path))) return [];
    throw parseError(`'${nameOf(path)}' is neither grouped by nor an aggregate`, path.at);
  });
  return (rows, run) => {
    const groups = new Map<string, { readonly values: readonly unknown[]; readonly rows: Row[] }>();
    for (const row of rows) {
      const values = shared.map(({ read }) => read(row, run));
      const key = JSON.stringify(values);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { values, rows: [row] });
      else known.rows.push(row);
    }
    return [...groups.values()].map((members) => ({
      ...Object.fromEntries(shared.map(({ name, told }, index) => [name, told(members.values[index])])),
      ...Object.fromEntries(
        aggregates.map(({ aggregate, name, read, told }) => {
          const values = members.rows.map((row) => read(row, run)).filter((value) => value !== null);
          return [name, told(total(aggregate, values))];
        }),
      ),
    }));
  };
}

type Attribute = {
  readonly read: (row: Row, run: Run) => unknown;
  /** The form in which an answer tells a value. */
  readonly told: (value: unknown) => unknown;
};

function attributeAlong(schema: Schema, type: EntityType, path: Path): Attribute {
  const resolved = resolvePath(schema, type, path, false);
  const isDate = resolved.scalar?.type === "datetime";
  return {
    read: firstAlong(resolved),
    told: (value) => (isDate && typeof value === "string" ? encodeDate(value) : value),
  };
}

function nameOf(path: Path): string {
  return path.segments.map(({ name }) => name).join(".");
}

function total(aggregate: Aggregate, values: readonly unknown[]): unknown {
  if (aggregate === "count") return values.length;
  if (aggregate === "sum" || aggregate === "avg") {
    const sum = values.reduce<number>((whole, value) => whole + (typeof value === "number" ? value : 0), 0);
    if (aggregate === "sum") return sum;
    return values.length === 0 ? null : sum / values.length;
  }
  const sign = aggregate === "min" ? 1 : -1;
  return values.toSorted((a, b) => sign * ordered(a, b))[0] ?? null;
}
