import { createHash } from "node:crypto";
import { words } from "./build.ts";
import type { EntityType, Property, Schema } from "./model.ts";
import type { ScalarType } from "./property-line.ts";

type Json = Readonly<Record<string, unknown>>;

/** The schema as `query_schemas` answers it: one object per type that clients may see. */
export function wireSchemas(schema: Schema): readonly Json[] {
  return [...schema.types.values()].filter((type) => !type.hidden).map(wireType);
}

/** md5 over the schemas as sorted-key JSON with a blank after `,` and `:`, which is how clients work it out again. */
export function schemaHash(schemas: readonly Json[]): string {
  return createHash("md5").update(sortedJson(schemas)).digest("hex");
}

function wireType(type: EntityType): Json {
  const { row } = type;
  const properties: Record<string, Json> = {};
  for (const [name, property] of type.properties) {
    if (!property.hidden) properties[name] = wireProperty(type, property);
  }
  const gathered = (pick: (of: EntityType["row"]) => string | undefined) => [
    ...new Set([...type.lineage()].flatMap((ancestor) => words(pick(ancestor.row)))),
  ];
  const system = [...type.lineage()].map((a) => a.row.systemOnWire ?? a.row.system).find((list) => list !== undefined);
  const computed = gathered((of) => of.computed);
  return {
    id: type.name,
    type: "object",
    properties,
    immutable: gathered((of) => of.immutable),
    primary_key: type.primaryKey.map((column) => column.name),
    required: gathered((of) => of.required),
    default_projections: type.defaults,
    ...(system !== undefined && { system_projections: words(system) }),
    ...(computed.length > 0 && { computed }),
    ...(type.base !== undefined && row.apart !== true && { $mixin: { $ref: type.base.name } }),
    ...(row.alias !== undefined && { alias_for: row.alias }),
    ...(row.objectType !== undefined && {
      alias_for: { id: "Task", classifiers: { object_typeid: row.objectType } },
    }),
    ...(row.listOf !== undefined && { alias_for: { id: "List", classifiers: { entity: row.listOf } } }),
    ...(row.groupBy === true && { metadata: { group_by: true } }),
  };
}

function wireProperty(type: EntityType, property: Property): Json {
  switch (property.kind) {
    case "column":
    case "computed":
    case "derived": {
      const { target } = property;
      return {
        type: scalarOnWire[property.type],
        ...formatOnWire(property.type),
        ...(target !== undefined && {
          description: `Foreign key(s): ${target.name}.${target.primaryKey[0]?.name ?? "id"}`,
        }),
        ...defaultOnWire(type, property),
      };
    }
    case "reference":
    case "computed-reference":
      return { $ref: property.target.name };
    case "members":
      if (!property.mapped) return { type: "array", items: { $ref: property.target.name } };
      return {
        type: "mapped_array",
        items: { $ref: property.target.name },
        ...(property.restricted
          ? { restricted_projection: true }
          : { key_value_attributes: { key: "key", value: "value" } }),
      };
    case "through":
    case "computed-collection":
      return { type: "array", items: { $ref: property.target.name } };
  }
}

const scalarOnWire: Readonly<Record<ScalarType, string>> = {
  uid: "string",
  serial: "integer",
  string: "string",
  "entity-type": "string",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  datetime: "string",
  json: "string",
  object: "object",
  variable: "variable",
  key: "string",
};

function formatOnWire(type: ScalarType): Json {
  if (type === "datetime") return { format: "date-time" };
  if (type === "json") return { format: "json" };
  if (type === "key") return { format: "foreign_key" };
  if (type === "entity-type") return { transform: { client: "{schema_id}", server: "{table_name}" } };
  return {};
}

function defaultOnWire(type: EntityType, property: Property): Json {
  if (property.kind !== "column") return {};
  if (property.type === "uid") return { default: "{uid}" };
  if (property.name === "object_type_id" && type.row.objectType !== undefined) {
    return { default: type.row.objectType };
  }
  return property.default === undefined || property.quiet ? {} : { default: property.default };
}

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${sortedJson(item)}`).join(", ")}}`;
}
