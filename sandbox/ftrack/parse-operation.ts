import { knownAction } from "./actions/actions.ts";
import { ApiError } from "./api-error.ts";
import { isRecord, type JsonRecord } from "./json.ts";
import type { EntityType, Schema } from "./schema/model.ts";
import { joinKey } from "./store/row.ts";

export type Operation =
  | { readonly action: "query"; readonly expression: string }
  | {
      readonly action: "search";
      readonly expression: string;
      readonly terms: readonly string[];
      readonly contextId: string | undefined;
      readonly objectTypeIds: readonly string[];
    }
  | { readonly action: "create"; readonly type: EntityType; readonly data: JsonRecord }
  | { readonly action: "update"; readonly type: EntityType; readonly key: string; readonly data: JsonRecord }
  | { readonly action: "delete"; readonly type: EntityType; readonly key: string }
  | { readonly action: "query_schemas" }
  | { readonly action: "other"; readonly name: string; readonly sent: JsonRecord }
  | { readonly action: "query_server_information"; readonly values: readonly string[] | undefined };

/** @throws ApiError ValidationError for what is no operation, or one of an unknown entity type. */
export function parseOperation(schema: Schema, sent: unknown): Operation {
  if (!isRecord(sent)) throw new ApiError("ValidationError", "An operation must be an object with an action");
  switch (sent.action) {
    case "query":
      return { action: "query", expression: textOf(sent, "expression") };
    case "search":
      return {
        action: "search",
        expression: sent.expression === undefined ? textOf(sent, "entity_type") : textOf(sent, "expression"),
        terms: texts(sent.terms) ?? [],
        contextId: typeof sent.context_id === "string" ? sent.context_id : undefined,
        objectTypeIds: texts(sent.object_type_ids) ?? [],
      };
    case "create": {
      const type = typeOf(schema, sent);
      return { action: "create", type, data: keyedData(type, sent) };
    }
    case "update": {
      const type = typeOf(schema, sent);
      return { action: "update", type, key: keyOf(type, sent), data: dataOf(sent) };
    }
    case "delete": {
      const type = typeOf(schema, sent);
      return { action: "delete", type, key: keyOf(type, sent) };
    }
    case "query_schemas":
      return { action: "query_schemas" };
    case "query_server_information":
      return { action: "query_server_information", values: texts(sent.values) };
    default: {
      const name = knownAction(sent.action);
      if (name !== undefined) return { action: "other", name, sent };
      throw new ApiError("ServerError", `Unsupported action ${JSON.stringify(sent.action ?? null)}`);
    }
  }
}

function typeOf(schema: Schema, sent: JsonRecord): EntityType {
  const type = schema.types.get(textOf(sent, "entity_type"));
  if (type !== undefined && !type.hidden) return type;
  throw new ApiError("ValidationError", `No schema '${String(sent.entity_type)}' exists.`);
}

function keyOf(type: EntityType, { entity_key: sent }: JsonRecord): string {
  const parts: readonly unknown[] = Array.isArray(sent) ? sent : [sent];
  const whole = parts.every((part) => typeof part === "string" || typeof part === "number");
  if (whole && parts.length === type.primaryKey.length) return parts.length === 1 ? String(parts[0]) : joinKey(parts);
  const wanted = type.primaryKey.map((column) => column.name).join(", ");
  throw new ApiError("ValidationError", `entity_key ${JSON.stringify(sent ?? null)} does not hold ${wanted}`);
}

/** Some clients tell a new entity's key beside its data. */
function keyedData(type: EntityType, sent: JsonRecord): JsonRecord {
  const data = dataOf(sent);
  if (!Array.isArray(sent.entity_key) || sent.entity_key.length !== type.primaryKey.length) return data;
  const key: readonly unknown[] = sent.entity_key;
  return { ...Object.fromEntries(type.primaryKey.map(({ name }, at) => [name, key[at]])), ...data };
}

function dataOf({ entity_data: sent }: JsonRecord): JsonRecord {
  if (isRecord(sent)) return sent;
  throw new ApiError("ValidationError", "entity_data must be an object");
}

function textOf(sent: JsonRecord, name: string): string {
  const value = sent[name];
  if (typeof value === "string") return value;
  throw new ApiError("ValidationError", `'${name}' must be text`);
}

function texts(sent: unknown): readonly string[] | undefined {
  return Array.isArray(sent) ? sent.filter((item) => typeof item === "string") : undefined;
}
