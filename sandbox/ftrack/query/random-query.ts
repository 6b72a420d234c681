import type { EntityType, Property } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import { idOf } from "#sandbox/ftrack/tiny-ids";

/** Numbers that decide, one by one, how something is made; once they run out, the first and simplest choice is made. */
export class Tape {
  private readonly numbers: readonly number[];
  private at = 0;

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  below(limit: number): number {
    const number = this.numbers[this.at] ?? 0;
    this.at += 1;
    return number % limit;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new Error("There is nothing to pick from");
    return choice;
  }

  /** True once in *times*. */
  once(times: number): boolean {
    return this.below(times) === times - 1;
  }
}

const allTypes = [...schema.types.values()].filter((type) => !type.hidden);
const usualTypes = [
  "Task",
  "AssetVersion",
  "Shot",
  "Project",
  "Context",
  "Component",
  "Note",
  "User",
  "Asset",
  "List",
].map((name) => schema.must(name));

const ids = ["nxp", "sh0010", "seq010", "task1", "v2", "compout", "left", "artist", "ready", "fstart"].map(idOf);
const words = [
  "comp",
  '"In progress"',
  "'it\\'s'",
  '"say \\"so\\""',
  "NXP",
  "''",
  "10%",
  "'%a%'",
  "P:\\prj",
  "1001",
  "fstart",
];
const numbers = ["1", "0", "2.5", "-3", "'7'", "1e3"];
const flags = ["true", "False", "1", "'0'"];
const dates = ["2026-03-02", "'2026-03-02T08:00:00+02:00'", "2026-3-2T10:00:00.5Z", '"2026-03-02T00:00:00"'];
const operators = [
  " is ",
  " is_not ",
  "=",
  "!=",
  " > ",
  "<",
  " >=",
  "<= ",
  " after ",
  " before ",
  " greater_than ",
  " less_than ",
];

type Kind = "text" | "number" | "flag" | "date" | "any" | "relation";
type End = { readonly text: string; readonly kind: Kind };

/** A query that the grammar and the schema allow, of any shape that they do. */
export function randomQuery(tape: Tape): string {
  const type = tape.pick(tape.once(3) ? allTypes : usualTypes);
  const clauses = [`where ${condition(tape, type, 3, false)}`];
  if (tape.once(3)) clauses.push(`order by ${list(tape, () => orderKey(tape, type))}`);
  if (tape.once(3)) clauses.push(`limit ${tape.pick([10, 0, 1, 500])}`);
  if (tape.once(4)) clauses.push(`offset ${tape.pick([0, 1, 1000])}`);
  let start = type.name;
  if (tape.once(8)) {
    const shared = path(tape, type, 1, false, true).text;
    const aggregate = `${tape.pick(["count", "sum", "avg", "min", "MAX"])}(${path(tape, type, 1, false, true).text})`;
    clauses.push(`group by ${shared}`);
    start = `select ${aggregate}, ${shared} from ${type.name}`;
  } else if (tape.once(2)) {
    start = `select ${list(tape, () => path(tape, type, 3, false, true).text)} from ${type.name}`;
  }
  const turned = tape.below(clauses.length);
  const ordered = [...clauses.slice(turned), ...clauses.slice(0, turned)];
  const blank = tape.pick([" ", "\n", "\t", "  ", "\r\n "]);
  return [start, ...ordered].join(" ").replaceAll(" ", blank);
}

function condition(tape: Tape, type: EntityType, depth: number, inside: boolean): string {
  const inner = () => condition(tape, type, depth - 1, inside);
  if (depth > 0) {
    switch (tape.below(10)) {
      case 1:
        return `(${inner()} ${tape.pick(["and", "or", "AND", "Or"])} ${inner()})`;
      case 2:
        return `${inner()} ${tape.pick(["or", "and"])} ${inner()}`;
      case 3:
        return `${tape.pick(["not ", "NOT "])}${inner()}`;
      case 4:
      case 5: {
        const relation = relationPath(tape, type, inside);
        if (relation === undefined) break;
        const asked = tape.once(6) ? "" : condition(tape, relation.target, depth - 1, true);
        return `${relation.text} ${tape.pick(["any", "has"])} (${asked})`;
      }
      case 6: {
        const other = tape.pick(usualTypes);
        const where = tape.once(2) ? ` where ${condition(tape, other, depth - 1, false)}` : "";
        const selected = `select ${path(tape, other, 1, false, false).text} from ${other.name}${where}`;
        return `${path(tape, type, 2, inside, false).text} ${tape.pick(["in", "not_in"])} (${selected})`;
      }
    }
  }
  return comparison(tape, path(tape, type, 2, inside, false));
}

function comparison(tape: Tape, { text, kind }: End): string {
  if (tape.once(8)) return `${text} ${tape.pick(["is", "is_not"])} ${tape.pick(["none", "None", "null"])}`;
  const value = () => tape.pick(valuesOf[kind]);
  if (tape.once(5)) return `${text} ${tape.pick(["in", "not_in"])} (${list(tape, value)})`;
  if (tape.once(6)) return `${text} ${tape.pick(["like", "not_like"])} ${tape.pick(words)}`;
  return `${text}${tape.pick(kind === "relation" ? operators.slice(0, 4) : operators)}${value()}`;
}

const valuesOf: Readonly<Record<Kind, readonly string[]>> = {
  text: [...words, ...ids],
  number: numbers,
  flag: flags,
  date: dates,
  any: [...words, ...numbers, ...flags],
  relation: ids,
};

function orderKey(tape: Tape, type: EntityType): string {
  return `${path(tape, type, 2, false, false).text}${tape.pick(["", " desc", " descending", " asc", " ascending"])}`;
}

function path(tape: Tape, type: EntityType, depth: number, open: boolean, selecting: boolean): End {
  const { scalars, relations } = namesOf(type, open);
  const usable = selecting ? relations.filter((each) => each.kind !== "members" || !each.restricted) : relations;
  if (depth === 0 || usable.length === 0 || !tape.once(2)) {
    if (usable.length > 0 && tape.once(6)) return { text: tape.pick(usable).name, kind: "relation" };
    const scalar = tape.pick(scalars);
    return { text: scalar.name, kind: kindOf(scalar) };
  }
  const { name, target } = tape.pick(usable);
  const cast = tape.once(4) ? tape.pick([...target.covers].filter((each) => !each.hidden)) : undefined;
  const rest = path(tape, cast ?? target, depth - 1, true, selecting);
  return { text: `${name}${cast === undefined ? "" : `[${cast.name}]`}.${rest.text}`, kind: rest.kind };
}

function relationPath(tape: Tape, type: EntityType, open: boolean): { text: string; target: EntityType } | undefined {
  const { relations } = namesOf(type, open);
  if (relations.length === 0) return undefined;
  const { name, target } = tape.pick(relations);
  const further = tape.once(4) ? relationPath(tape, target, true) : undefined;
  return further === undefined ? { text: name, target } : { text: `${name}.${further.text}`, target: further.target };
}

type Scalar = Extract<Property, { kind: "column" | "computed" | "derived" }>;
type Relation = Exclude<Property, Scalar>;
type Names = { readonly scalars: readonly Scalar[]; readonly relations: readonly Relation[] };

const known = new Map<string, Names>();

/** What can be named on *type*; *open* to what only some of its kinds have. */
function namesOf(type: EntityType, open: boolean): Names {
  const label = `${type.name} ${open}`;
  const before = known.get(label);
  if (before !== undefined) return before;
  const candidates = new Set([type, ...type.covers].flatMap((each) => [...each.properties.keys()]));
  const found = [...candidates].flatMap((name) => type.property(name, open) ?? []);
  const isScalar = (property: Property): property is Scalar =>
    property.kind === "column" || property.kind === "computed" || property.kind === "derived";
  const names = {
    scalars: found.filter(isScalar),
    relations: found.filter((property): property is Relation => !isScalar(property)),
  };
  known.set(label, names);
  return names;
}

function kindOf({ type }: Scalar): Kind {
  switch (type) {
    case "integer":
    case "number":
    case "serial":
      return "number";
    case "boolean":
      return "flag";
    case "datetime":
      return "date";
    case "variable":
    case "object":
      return "any";
    case "uid":
    case "key":
    case "string":
    case "entity-type":
    case "json":
      return "text";
  }
}

function list(tape: Tape, item: () => string): string {
  return Array.from({ length: tape.below(3) + 1 }, item).join(", ");
}
