import { randomUUID } from "node:crypto";
import { ApiError } from "#sandbox/ftrack/api-error";
import { sealedKey } from "#sandbox/ftrack/api-keys";
import type { JsonRecord } from "#sandbox/ftrack/json";
import type { CollectionProperty, EntityType } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import type { Row } from "#sandbox/ftrack/store/row";
import { afterInsert } from "./after-insert.ts";
import { coerce, referenceKey } from "./coerce.ts";
import { replaceCollection } from "./collections.ts";
import { concreteType } from "./concrete-type.ts";
import { isCustomValue, writeCustomValue } from "./custom-values.ts";
import { fillDraft } from "./defaults.ts";
import { Draft } from "./draft.ts";
import { keysOf } from "./foreign-keys.ts";
import { storedBehind } from "./stored-behind.ts";
import type { Writer } from "./writer.ts";

const apiKey = schema.must("ApiKey");

/** @throws ApiError ValidationError, IntegrityError */
export function createRow(writer: Writer, requested: EntityType, data: JsonRecord): Row {
  if (isCustomValue(requested)) return writeCustomValue(writer, requested, data);
  const type = concreteType(writer.store, requested, data);
  const draft = new Draft(type);
  const collections: { readonly property: CollectionProperty; readonly value: unknown }[] = [];
  for (const [name, value] of Object.entries(type === apiKey ? sealedKey(data) : data)) {
    if (neverHas(type, name)) continue;
    const property = type.properties.get(name);
    switch (property?.kind) {
      case "column":
        draft.values[property.column.slot] = coerce(property, value);
        break;
      case "reference":
        draft.values[property.column.slot] = value === null ? null : referenceKey(property.target, value);
        break;
      case "members":
      case "through":
        collections.push({ property, value });
        break;
      case "derived": {
        const column = storedBehind(type, property);
        if (column !== undefined) draft.values[column.column.slot] ??= coerce(column, value);
        break;
      }
      case "computed":
      case "computed-reference":
      case "computed-collection":
        break;
      case undefined:
        refuseUnknown(writer, type, name);
    }
  }
  fillStatic(writer, draft);
  fillDraft(writer, draft);
  for (const column of [...type.primaryKey, ...type.needs]) {
    if (draft.values[column.slot] === undefined || draft.values[column.slot] === null) {
      throw new ApiError("IntegrityError", `${type.name}.${column.name} can't be null`);
    }
  }
  const { values } = draft;
  for (let slot = 0; slot < values.length; slot += 1) values[slot] ??= null;

  for (const property of keysOf(type)) values[property.column.slot] = writer.sharedKey(property, values);
  const row = writer.store.insert(type, values);
  writer.noteCreated(row);
  for (const property of keysOf(type)) writer.check(row, property);
  writer.touch(row, valuedNames(row));
  afterInsert(writer, row);
  for (const { property, value } of collections) replaceCollection(writer, row, property, value);
  writer.touch(
    row,
    collections.map(({ property }) => property.name),
  );
  return row;
}

const workflowNames = new Set(["status", "status_id", "type", "type_id", "priority", "priority_id"]);

/** Some contexts never have a status, a type or a priority, such as a sequence; what is given as such is dropped. */
function neverHas(type: EntityType, name: string): boolean {
  return type.row.objectType !== undefined && workflowNames.has(name) && type.immutable.has(name);
}

/** @throws ApiError ValidationError in strict mode; else an attribute that nobody knows passes. */
export function refuseUnknown(writer: Writer, type: EntityType, name: string): void {
  if (!writer.strict || name === "__entity_type__") return;
  throw new ApiError("ValidationError", `No attribute '${name}' exists for schema '${type.name}'.`);
}

function fillStatic(writer: Writer, draft: Draft): void {
  for (const [name, value] of staticDefaults(draft.type)) draft.fill(name, value);
  const [key] = draft.type.primaryKey;
  if (key === undefined || draft.type.primaryKey.length > 1 || draft.values[key.slot] !== undefined) return;
  const property = draft.type.properties.get(key.name);
  if (property?.kind === "column" && property.type === "serial") {
    let next = writer.store.size(draft.type.family) + 1;
    while (writer.store.inFamily(draft.type.family, String(next)) !== undefined) next += 1;
    draft.values[key.slot] = next;
  } else {
    draft.values[key.slot] = randomUUID();
  }
}

const defaultsByType = new WeakMap<EntityType, readonly (readonly [string, unknown])[]>();

/** Values that the schema itself tells for what is not given. */
function staticDefaults(type: EntityType): readonly (readonly [string, unknown])[] {
  const known = defaultsByType.get(type);
  if (known !== undefined) return known;
  const made = [...type.properties.values()].flatMap((property): (readonly [string, unknown])[] =>
    property.kind === "column" && property.default !== undefined ? [[property.name, property.default]] : [],
  );
  if (type.row.objectType !== undefined) made.push(["object_type_id", type.row.objectType]);
  defaultsByType.set(type, made);
  return made;
}

function* valuedNames(row: Row): Generator<string> {
  for (const property of row.type.properties.values()) {
    if (property.kind === "column" && row.values[property.column.slot] !== null) yield property.name;
  }
}
