import { ApiError } from "#sandbox/ftrack/api-error";
import { entityTypeName } from "#sandbox/ftrack/entity-type-name";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { valueRowOf } from "#sandbox/ftrack/read/custom-value";
import type { EntityType } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { referenceKey } from "./coerce.ts";
import { checkedValue } from "./custom-value-type.ts";
import { entityById } from "./entity-by-id.ts";
import { projectIdOf } from "./project-of.ts";
import type { Writer } from "./writer.ts";

const values = schema.must("CustomAttributeValue");
const configurations = schema.must("CustomAttributeConfiguration");
const project = schema.must("Project");
const context = schema.must("Context");
const published = [schema.must("Asset"), schema.must("AssetVersion")];
const configurationId = columnOf("CustomAttributeValue", "configuration_id");
const entityColumn = columnOf("CustomAttributeValue", "entity_id");
const ownValue = columnOf("CustomAttributeValue", "own_value");
const key = columnOf("CustomAttributeConfiguration", "key");
const appliesTo = columnOf("CustomAttributeConfiguration", "entity_type");
const objectType = columnOf("CustomAttributeConfiguration", "object_type_id");
const onlyProject = columnOf("CustomAttributeConfiguration", "project_id");
const hierarchical = columnOf("CustomAttributeConfiguration", "is_hierarchical");
const contextObjectType = columnOf("Context", "object_type_id");

/** Types that have values of custom attributes, and the type of those values. */
const owners = ["Context", "AssetVersion", "Asset", "List", "ListObject", "User"].map((name) => ({
  owner: schema.must(name),
  value: schema.must(`${name}CustomAttributeValue`),
}));

export function isCustomValue(type: EntityType): boolean {
  return type.family === values.family;
}

/** Gives a new entity a value row for every attribute that applies to it. */
export function addValueRows(store: Store, entity: Row): void {
  const kind = owners.find(({ owner }) => owner.covers.has(entity.type));
  if (kind === undefined) return;
  for (const configured of store.all(configurations)) addValueRow(store, kind.value, entity, configured);
}

/** Of an entity that has come to another project: attributes of the old one go, those of the new one come. */
export function refreshValueRows(store: Store, entity: Row): void {
  for (const row of [...store.lookup(entityColumn, primaryKeyOf(entity))]) {
    const configured = store.get(configurations, textOf(row, configurationId) ?? "");
    if (configured !== undefined && !applies(store, configured, entity)) store.remove(row);
  }
  addValueRows(store, entity);
}

/** Gives every entity that a new attribute applies to its value row. */
export function spreadAttribute(store: Store, configured: Row): void {
  for (const { owner, value } of owners) {
    for (const entity of store.all(owner)) addValueRow(store, value, entity, configured);
  }
}

/**
 * Sets the value of an attribute on an entity; both are named by `configuration_id` (or `key`) and `entity_id`.
 * @throws ApiError ValueError if the attribute does not apply to the entity.
 */
export function writeCustomValue(writer: Writer, type: EntityType, data: JsonRecord): Row {
  const { store } = writer;
  const entityId = typeof data.entity_id === "string" ? data.entity_id : "";
  const entity = entityById(store, entityId);
  const configured = configurationFor(store, entity, data);
  const row = entity === undefined || configured === undefined ? undefined : valueRowOf(entity, configured, store);
  if (row === undefined || configured === undefined) {
    const named = JSON.stringify([data.configuration_id ?? data.key ?? null, entityId]);
    throw new ApiError("ValueError", `Could not find entity ${type.name} with entity_key ${named}.`);
  }
  setCustomValue(writer, row, data.value);
  return row;
}

/** @throws ApiError ValidationError if the value is not of the attribute's type. */
export function setCustomValue(writer: Writer, row: Row, value: unknown): void {
  const configured = writer.store.get(configurations, textOf(row, configurationId) ?? "");
  if (configured === undefined || value === undefined) return;
  writer.permissions?.checkAttribute(configured);
  writer.store.set(row, ownValue, checkedValue(value, configured));
  writer.touch(row, ["configuration_id", "entity_id", "key", "value"]);
}

/** Takes an entity's own value away: the inherited or the default one shows again. */
export function unsetCustomValue(writer: Writer, row: Row): void {
  writer.store.set(row, ownValue, undefined);
}

/** Sets the values of an entity's `custom_attributes` that *entries* name by key. @throws ApiError ValueError */
export function setCustomValues(writer: Writer, entity: Row, entries: readonly JsonRecord[]): void {
  for (const entry of entries) {
    writeCustomValue(writer, values, { ...entry, entity_id: primaryKeyOf(entity) });
  }
}

function configurationFor(store: Store, entity: Row | undefined, data: JsonRecord): Row | undefined {
  if (data.configuration_id !== undefined || data.configuration !== undefined) {
    const id = referenceKey(configurations, data.configuration_id ?? data.configuration);
    return store.get(configurations, id);
  }
  if (entity === undefined) return undefined;
  return [...store.all(configurations)].find(
    (configured) => textOf(configured, key) === data.key && valueRowOf(entity, configured, store) !== undefined,
  );
}

function addValueRow(store: Store, type: EntityType, entity: Row, configured: Row): void {
  if (!applies(store, configured, entity) || valueRowOf(entity, configured, store) !== undefined) return;
  const row: unknown[] = new Array(type.family.columns.length).fill(null);
  row[configurationId.slot] = primaryKeyOf(configured);
  row[entityColumn.slot] = primaryKeyOf(entity);
  row[ownValue.slot] = undefined;
  store.insert(type, row);
}

/** An attribute is made for one kind of entity, perhaps in one project; one that is passed down is for all that is in a project. */
function applies(store: Store, configured: Row, entity: Row): boolean {
  const limitedTo = textOf(configured, onlyProject);
  if (limitedTo !== undefined && projectIdOf(entity, store) !== limitedTo) return false;
  if (configured.values[hierarchical.slot] === true) {
    return context.covers.has(entity.type) || published.some(({ covers }) => covers.has(entity.type));
  }
  const kind = entityTypeName(textOf(configured, appliesTo) ?? "");
  if (kind !== "TypedContext") return store.schema.types.get(kind)?.covers.has(entity.type) === true;
  if (!context.covers.has(entity.type) || project.covers.has(entity.type)) return false;
  const wanted = textOf(configured, objectType);
  return wanted === undefined || textOf(entity, contextObjectType) === wanted;
}
