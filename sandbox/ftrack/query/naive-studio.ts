import { isWireDate } from "#sandbox/ftrack/dates";
import { isRecord } from "#sandbox/ftrack/json";
import type { OpenStudio } from "#sandbox/ftrack/open-tiny-studio";

export type Kind = "text" | "number" | "flag" | "date";
type Value = string | number | boolean | null;
type NaiveType = {
  readonly scalars: Readonly<Record<string, Kind>>;
  /** The type that a reference leads to, by way of the column `…_id` unless another is named. */
  readonly one: Readonly<Record<string, readonly [type: string, column?: string]>>;
  /** The type of the members, and their column that holds our id. */
  readonly many: Readonly<Record<string, readonly [type: string, column: string]>>;
};
type Entity = { readonly type: string; readonly values: Readonly<Record<string, Value>> };

export type NaiveCondition =
  | { readonly kind: "and" | "or"; readonly parts: readonly NaiveCondition[] }
  | { readonly kind: "not"; readonly part: NaiveCondition }
  | { readonly kind: "some"; readonly path: readonly string[]; readonly condition: NaiveCondition | null }
  | {
      readonly kind: "one-of";
      readonly path: readonly string[];
      readonly values: readonly Value[];
      readonly no: boolean;
    }
  | { readonly kind: "is"; readonly path: readonly string[]; readonly value: Value; readonly no: boolean }
  | { readonly kind: "less" | "more"; readonly path: readonly string[]; readonly value: Value; readonly equal: boolean }
  | { readonly kind: "like"; readonly path: readonly string[]; readonly pattern: string; readonly no: boolean };

export const naiveTypes: Readonly<Record<string, NaiveType>> = {
  Task: {
    scalars: { id: "text", name: "text", bid: "number", start_date: "date", description: "text" },
    one: { parent: ["Context"], status: ["Status"], type: ["Type"] },
    many: { assignments: ["Appointment", "context_id"], timelogs: ["Timelog", "context_id"] },
  },
  Context: { scalars: { id: "text", name: "text" }, one: { parent: ["Context"] }, many: contextMembers() },
  Shot: {
    scalars: { id: "text", name: "text", description: "text", sort: "number" },
    one: { parent: ["Context"], status: ["Status"] },
    many: contextMembers(),
  },
  Asset: {
    scalars: { id: "text", name: "text" },
    one: { parent: ["Context", "context_id"] },
    many: { versions: ["AssetVersion", "asset_id"] },
  },
  AssetVersion: {
    scalars: { id: "text", version: "number", comment: "text", date: "date", is_published: "flag" },
    one: { asset: ["Asset"], task: ["Task"], user: ["User"], status: ["Status"] },
    many: { components: ["Component", "version_id"] },
  },
  Component: {
    scalars: { id: "text", name: "text", size: "number", file_type: "text" },
    one: { version: ["AssetVersion"] },
    many: {},
  },
  Status: { scalars: { id: "text", name: "text", sort: "number" }, one: {}, many: { tasks: ["Task", "status_id"] } },
  Type: { scalars: { id: "text", name: "text" }, one: {}, many: {} },
  User: { scalars: { id: "text", username: "text", email: "text", is_active: "flag" }, one: {}, many: {} },
  Appointment: { scalars: { id: "text", type: "text" }, one: {}, many: {} },
  Timelog: { scalars: { id: "text", comment: "text", duration: "number" }, one: { user: ["User"] }, many: {} },
};

function contextMembers(): NaiveType["many"] {
  return { children: ["Context", "parent_id"], assets: ["Asset", "context_id"] };
}

export function naiveType(name: string): NaiveType {
  const type = naiveTypes[name];
  if (type === undefined) throw new Error(`There is no naive ${name}`);
  return type;
}

/** The rows of a studio as plain records, asked by going through all of them, over and over. */
export class NaiveStudio {
  private readonly tables = new Map<string, readonly Entity[]>();

  constructor(studio: OpenStudio) {
    for (const [name, { scalars, one }] of Object.entries(naiveTypes)) {
      const own = [...Object.keys(scalars), ...Object.keys(one).map((reference) => columnOf(name, reference))];
      const strangers = Object.values(naiveTypes).flatMap(({ many }) => Object.values(many));
      const columns = new Set([...own, ...strangers.flatMap(([type, column]) => (type === name ? [column] : []))]);
      const rows = studio.query(`select ${[...columns].join(", ")} from ${name}`);
      this.tables.set(
        name,
        rows.map((row) => ({
          type: name,
          values: Object.fromEntries([...columns].map((column) => [column, plain(row[column])])),
        })),
      );
    }
  }

  ids(type: string): readonly string[] {
    return this.rows(type).map(({ values }) => String(values.id));
  }

  /** Ids of the rows that fulfil a condition, ordered by one scalar of their own if one is named. */
  answer(type: string, condition: NaiveCondition, order?: { readonly by: string; readonly down: boolean }): string[] {
    const found = this.rows(type).filter((row) => this.holds(row, condition));
    const sign = order?.down === true ? -1 : 1;
    const ordered =
      order === undefined
        ? found
        : found.toSorted((a, b) => sign * rank(a.values[order.by] ?? null, b.values[order.by] ?? null));
    return ordered.map(({ values }) => String(values.id));
  }

  private rows(type: string): readonly Entity[] {
    return this.tables.get(type) ?? [];
  }

  private holds(row: Entity, condition: NaiveCondition): boolean {
    switch (condition.kind) {
      case "and":
        return condition.parts.every((part) => this.holds(row, part));
      case "or":
        return condition.parts.some((part) => this.holds(row, part));
      case "not":
        return !this.holds(row, condition.part);
      case "some": {
        const { condition: inner } = condition;
        return this.along(row, condition.path).some((end) => inner === null || this.holds(end, inner));
      }
      case "one-of":
        return this.values(row, condition.path).some(
          (value) => value !== null && condition.values.includes(value) !== condition.no,
        );
      case "is":
        if (condition.value === null) return this.isFilled(row, condition.path, condition.no);
        return this.values(row, condition.path).some(
          (value) => value !== null && (value === condition.value) !== condition.no,
        );
      case "less":
      case "more": {
        const sign = condition.kind === "less" ? -1 : 1;
        return this.values(row, condition.path).some((value) => {
          if (value === null) return false;
          const difference = sign * rank(value, condition.value);
          return difference > 0 || (condition.equal && difference === 0);
        });
      }
      case "like": {
        const pieces = condition.pattern.split("%").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
        const pattern = new RegExp(`^${pieces.join("[^]*")}$`, "i");
        return this.values(row, condition.path).some(
          (value) => value !== null && pattern.test(String(value)) !== condition.no,
        );
      }
    }
  }

  /** Somewhere at the end of the path there is something (*filled*), or somewhere there is nothing. */
  private isFilled(row: Entity, path: readonly string[], filled: boolean): boolean {
    const last = path.at(-1) ?? "";
    return this.along(row, path.slice(0, -1)).some((end) => {
      const { many } = naiveType(end.type);
      const something = last in many ? this.along(end, [last]).length > 0 : this.values(end, [last])[0] !== null;
      return something === filled;
    });
  }

  /** The values at the end of a path; a path to rows gives their ids. */
  private values(row: Entity, path: readonly string[]): readonly Value[] {
    const last = path.at(-1) ?? "";
    return this.along(row, path.slice(0, -1)).flatMap((end) => {
      const { one, many } = naiveType(end.type);
      if (last in many) return this.along(end, [last]).map(({ values }) => values.id ?? null);
      return [end.values[last in one ? columnOf(end.type, last) : last] ?? null];
    });
  }

  private along(row: Entity, path: readonly string[]): readonly Entity[] {
    return path.reduce<readonly Entity[]>((ends, name) => ends.flatMap((end) => this.follow(end, name)), [row]);
  }

  private follow(row: Entity, name: string): readonly Entity[] {
    const { one, many } = naiveType(row.type);
    const [target = "", column = ""] = many[name] ?? [];
    if (target !== "") return this.rows(target).filter(({ values }) => values[column] === row.values.id);
    const key = row.values[columnOf(row.type, name)];
    return this.rows(one[name]?.[0] ?? "").filter(({ values }) => values.id === key);
  }
}

/** Nothing comes first, then by size; texts by their characters. */
function rank(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

function columnOf(type: string, reference: string): string {
  return naiveType(type).one[reference]?.[1] ?? `${reference}_id`;
}

function plain(value: unknown): Value {
  if (isWireDate(value)) return value.value;
  if (isRecord(value) || Array.isArray(value)) throw new Error("A naive studio holds no structures");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
