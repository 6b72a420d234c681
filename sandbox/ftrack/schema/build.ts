import type { EntityRow } from "./entity-row.ts";
import { type Column, EntityType, type Property, Schema } from "./model.ts";
import { type PropertyLine, parseProperties } from "./property-line.ts";

/**
 * Resolves the authored rows into types that know their properties, columns and relations.
 * A row's base stands before it.
 * @throws Error if a row names a type or a column that is not there.
 */
export function buildSchema(rows: readonly EntityRow[]): Schema {
  const types = new Map<string, EntityType>();
  for (const row of rows) {
    const base = row.base === undefined ? undefined : types.get(row.base);
    if (row.base !== undefined && base === undefined) throw new Error(`${row.name}: base ${row.base} is not above it`);
    types.set(row.name, new EntityType(row, base));
  }
  const schema = new Schema(types);
  const lines = new Map(rows.map((row) => [row.name, parseProperties(row.name, row.properties)]));

  for (const type of types.values()) declareColumns(type, lines.get(type.name) ?? []);
  for (const type of types.values()) {
    if (type.base !== undefined) {
      for (const [name, property] of type.base.properties) type.properties.set(name, property);
    }
    for (const line of lines.get(type.name) ?? []) addProperty(schema, type, line);
    for (const ancestor of type.lineage()) ancestor.covers.add(type);
    if (type.row.twin === true && type.base !== undefined) type.covers.add(type.base);
  }
  for (const type of types.values()) resolveKeys(type);
  for (const type of types.values()) collectReferences(type);
  return schema;
}

function declareColumns(type: EntityType, lines: readonly PropertyLine[]): void {
  for (const line of lines) {
    if (line.kind === "column") type.family.declare(line.name);
    if (line.kind === "reference") type.family.declare(line.column);
  }
}

function addProperty(schema: Schema, type: EntityType, line: PropertyLine): void {
  const property = resolve(schema, type, line);
  if (property.kind === "reference" && !type.properties.has(property.column.name)) {
    const { target, column, hidden } = property;
    const key = { kind: "column", name: column.name, hidden, type: "key", target, column, quiet: false } as const;
    type.properties.set(column.name, key);
  }
  type.properties.set(property.name, property);
  for (const column of indexedBy(property)) column.indexed = true;
}

function resolve(schema: Schema, type: EntityType, line: PropertyLine): Property {
  const { name, hidden } = line;
  switch (line.kind) {
    case "column": {
      const target = line.to === undefined ? {} : { target: schema.must(line.to) };
      const initial = line.default === undefined ? {} : { default: line.default };
      const column = mustColumn(type, name);
      return {
        kind: "column",
        name,
        hidden,
        type: line.type,
        column,
        quiet: line.quiet === true,
        ...target,
        ...initial,
      };
    }
    case "computed":
    case "derived": {
      const target = line.to === undefined ? {} : { target: schema.must(line.to) };
      const scalar = { name, hidden, type: line.type, ...target };
      return line.kind === "computed"
        ? { kind: "computed", ...scalar, compute: line.compute }
        : { kind: "derived", ...scalar, path: line.path };
    }
    case "reference":
      return { kind: "reference", name, hidden, target: schema.must(line.to), column: mustColumn(type, line.column) };
    case "computed-reference":
    case "computed-collection":
      return { kind: line.kind, name, hidden, target: schema.must(line.to), compute: line.compute };
    case "members": {
      const target = schema.must(line.to);
      const { mapped, owned, restricted } = line;
      const only =
        line.only === undefined
          ? {}
          : { only: { column: mustColumn(target, line.only.column), value: line.only.value } };
      const column = mustColumn(target, line.column);
      return { kind: "members", name, hidden, target, column, mapped, owned, restricted, ...only };
    }
    case "through": {
      const link = schema.must(line.link);
      const other = mustColumn(link, line.other);
      const target = line.to === undefined ? keyTarget(schema, link, line.other) : schema.must(line.to);
      return { kind: "through", name, hidden, target, link, own: mustColumn(link, line.own), other };
    }
  }
}

/** The type that a foreign key of *link* names; read from its lines, since it may be resolved later. */
function keyTarget(schema: Schema, link: EntityType, column: string): EntityType {
  for (const line of parseProperties(link.name, link.row.properties)) {
    if (line.kind === "reference" && line.column === column) return schema.must(line.to);
    if (line.kind === "column" && line.name === column && line.to !== undefined) return schema.must(line.to);
  }
  throw new Error(`${link.name}.${column} is no foreign key`);
}

function indexedBy(property: Property): readonly Column[] {
  if (property.kind === "column") return property.type === "key" ? [property.column] : [];
  if (property.kind === "reference" || property.kind === "members") return [property.column];
  if (property.kind === "through") return [property.own, property.other];
  return [];
}

function resolveKeys(type: EntityType): void {
  const nearest = <T>(pick: (row: EntityRow) => T | undefined): T | undefined => {
    for (const ancestor of type.lineage()) {
      const found = pick(ancestor.row);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const columns = (names: string | undefined) => words(names).map((name) => mustColumn(type, name));
  const key = nearest((row) => row.key) ?? "id";
  type.primaryKey = columns(key);
  type.needs = columns(nearest((row) => row.needs));
  type.unique = [...type.lineage()].flatMap(({ row }) => row.unique ?? []).map((names) => columns(names));
  type.defaults = words(nearest((row) => row.defaults) ?? key);
  type.system = words(nearest((row) => row.system));
  type.immutable = new Set([...type.lineage()].flatMap(({ row }) => words(row.immutable)));
}

function collectReferences(type: EntityType): void {
  for (const [name, property] of type.properties) {
    if (property.kind !== "column" || property.target === undefined) continue;
    if (type.base?.properties.get(name) === property) continue;
    for (const target of property.target.covers) target.referredBy.push({ type, column: property.column });
  }
}

function mustColumn(type: EntityType, name: string): Column {
  const column = type.family.column(name);
  if (column === undefined) throw new Error(`${type.name} has no column ${name}`);
  return column;
}

/** The words of a list like `id name`. */
export function words(list: string | undefined): readonly string[] {
  return list === undefined || list === "" ? [] : list.split(" ");
}
