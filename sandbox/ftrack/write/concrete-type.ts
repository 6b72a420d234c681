import { ApiError } from "#sandbox/ftrack/api-error";
import { entityTypeName } from "#sandbox/ftrack/entity-type-name";
import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import type { EntityType } from "#sandbox/ftrack/schema/model";
import type { Store } from "#sandbox/ftrack/store/store";
import { entityById } from "./entity-by-id.ts";

const neverItself = new Set(["Context", "Resource", "BaseUser", "CustomConfigurationBase"]);

/**
 * The type that a new row gets: some types are asked for by the name of their base.
 * @throws ApiError ValidationError for a base of which nothing says what it shall be.
 */
export function concreteType(store: Store, requested: EntityType, data: JsonRecord): EntityType {
  const { schema } = store;
  if (neverItself.has(requested.name)) {
    throw new ApiError("ValidationError", `A ${requested.name} can't be created, only one of its kinds`);
  }
  switch (requested.name) {
    case "TypedContext": {
      const objectType = textAt(data, "object_type_id") ?? textAt(data.object_type, "id");
      const named = [...requested.covers].find(({ row }) => row.objectType === objectType);
      return named ?? requested;
    }
    case "Component":
      return schema.must("FileComponent");
    case "List":
      return schema.must(textAt(data, "system_type") === "assetversion" ? "AssetVersionList" : "TypedContextList");
    case "StatusChange": {
      const parent = entityTypeName(textAt(data, "parent_type") ?? "TypedContext");
      return schema.types.get(`${parent}StatusChange`) ?? requested;
    }
    case "CustomAttributeLink":
      return linkType(store, requested, textAt(data, "to_id"));
    case "CustomAttributeLinkFrom":
      return linkType(store, requested, textAt(data, "from_id"));
    default:
      return requested;
  }
}

/** Links are told apart by what is at their far end. */
export function linkType(store: Store, base: EntityType, farId: string | undefined): EntityType {
  const far = farId === undefined ? undefined : entityById(store, farId);
  if (far === undefined) return base;
  const kind = far.type.family.name === "Resource" ? far.type.name : far.type.family.name;
  return store.schema.types.get(base.name.replace("Custom", `${kind}Custom`)) ?? base;
}

function textAt(data: unknown, name: string): string | undefined {
  const value = isRecord(data) ? data[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
