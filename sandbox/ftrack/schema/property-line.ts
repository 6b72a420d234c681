export type ScalarType =
  | "uid"
  | "serial"
  | "string"
  | "entity-type"
  | "integer"
  | "number"
  | "boolean"
  | "datetime"
  | "json"
  | "object"
  | "variable"
  | "key";

type Named = { readonly name: string; readonly hidden: boolean };

/** A scalar: `to` is the target of a foreign key. */
type ScalarLine = Named & { readonly type: ScalarType; readonly to?: string };

export type PropertyLine =
  | (ScalarLine & { readonly kind: "column"; readonly default?: string | number | boolean; readonly quiet?: boolean })
  | (ScalarLine & { readonly kind: "computed"; readonly compute: string })
  | (ScalarLine & { readonly kind: "derived"; readonly path: readonly string[] })
  | (Named & { readonly kind: "reference"; readonly to: string; readonly column: string })
  | (Named & { readonly kind: "computed-reference"; readonly to: string; readonly compute: string })
  | (Named & { readonly kind: "computed-collection"; readonly to: string; readonly compute: string })
  | (Named & {
      readonly kind: "members";
      readonly to: string;
      readonly column: string;
      readonly mapped: boolean;
      readonly owned: boolean;
      readonly restricted: boolean;
      readonly only?: { readonly column: string; readonly value: string };
    })
  | (Named & {
      readonly kind: "through";
      readonly link: string;
      readonly own: string;
      readonly other: string;
      readonly to?: string;
    });

const scalarTypes = new Map<string, ScalarType>(
  (
    [
      "uid",
      "serial",
      "string",
      "entity-type",
      "integer",
      "number",
      "boolean",
      "datetime",
      "json",
      "object",
      "variable",
    ] as const
  ).map((type) => [type, type]),
);

const REFERENCE = /^(\w+) -> (\w+)(?: \((\w+)\))?$/;
const MEMBERS = /^(\w+) (<-|<=) (\w+)\.(\w+)(?: \[(\w+) (\w+)\])?((?: (?:owned|restricted))*)$/;
const THROUGH = /^(\w+) >< (\w+)\((\w+), (\w+)(?:: (\w+))?\)$/;
const PLURAL = /^(\w+): (one|many) (\w+) := (\w+)$/;
const SCALAR = /^(\w+): (?:key (\w+)|([a-z-]+))(?: (:=|\?=|=|@)(?: (.+))?)?$/;

/**
 * Reads the property lines of an entity row.
 * @throws Error naming the line that has no known form: the table is our own, so this stops the start.
 */
export function parseProperties(entity: string, text: string): readonly PropertyLine[] {
  return text
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const hidden = line.startsWith("hidden ");
      const parsed = parseLine(hidden ? line.slice("hidden ".length) : line, hidden);
      if (parsed === undefined) throw new Error(`${entity}: can't read the property line "${line}"`);
      return parsed;
    });
}

function parseLine(line: string, hidden: boolean): PropertyLine | undefined {
  const [, name, target, column] = REFERENCE.exec(line) ?? [];
  if (name !== undefined && target !== undefined) {
    return { kind: "reference", name, hidden, to: target, column: column ?? `${name}_id` };
  }
  return (
    parseMembers(line, hidden) ?? parseThrough(line, hidden) ?? parsePlural(line, hidden) ?? parseScalar(line, hidden)
  );
}

function parseMembers(line: string, hidden: boolean): PropertyLine | undefined {
  const [, name, arrow, to, column, onlyColumn, onlyValue, flags = ""] = MEMBERS.exec(line) ?? [];
  if (name === undefined || to === undefined || column === undefined) return undefined;
  return {
    kind: "members",
    name,
    hidden,
    to,
    column,
    mapped: arrow === "<=",
    owned: flags.includes("owned"),
    restricted: flags.includes("restricted"),
    ...(onlyColumn !== undefined && onlyValue !== undefined && { only: { column: onlyColumn, value: onlyValue } }),
  };
}

function parseThrough(line: string, hidden: boolean): PropertyLine | undefined {
  const [, name, link, own, other, to] = THROUGH.exec(line) ?? [];
  if (name === undefined || link === undefined || own === undefined || other === undefined) return undefined;
  return { kind: "through", name, hidden, link, own, other, ...(to !== undefined && { to }) };
}

function parsePlural(line: string, hidden: boolean): PropertyLine | undefined {
  const [, name, count, to, compute] = PLURAL.exec(line) ?? [];
  if (name === undefined || to === undefined || compute === undefined) return undefined;
  return { kind: count === "one" ? "computed-reference" : "computed-collection", name, hidden, to, compute };
}

function parseScalar(line: string, hidden: boolean): PropertyLine | undefined {
  const [, name, to, word, sign, rest = ""] = SCALAR.exec(line) ?? [];
  const type = to === undefined ? scalarTypes.get(word ?? "") : "key";
  if (name === undefined || type === undefined) return undefined;
  const scalar = { name, hidden, type, ...(to !== undefined && { to }) };
  if (sign === ":=") return { kind: "computed", ...scalar, compute: rest };
  if (sign === "@") return { kind: "derived", ...scalar, path: rest.split(".") };
  if (sign === "=") return { kind: "column", ...scalar, default: defaultOf(type, rest) };
  if (sign === "?=") return { kind: "column", ...scalar, default: defaultOf(type, rest), quiet: true };
  return { kind: "column", ...scalar };
}

function defaultOf(type: ScalarType, text: string): string | number | boolean {
  if (type === "boolean") return text === "true";
  if (type === "integer" || type === "number") return Number(text);
  return text;
}
