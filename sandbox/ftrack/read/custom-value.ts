import { canonicalDate, encodeDate, isWireDate } from "#sandbox/ftrack/dates";
import { CUSTOM_ATTRIBUTE_TYPE } from "#sandbox/ftrack/known-ids";
import { schema } from "#sandbox/ftrack/schema/schema";
import { joinKey, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { columnOf } from "./column-of.ts";
import { assetOf, homeOf, parentOf } from "./hierarchy.ts";

const configuration = schema.must("CustomAttributeConfiguration");
/** Whose values are passed down, each with where they come from. */
const heirs = [
  { type: schema.must("Context"), above: parentOf },
  { type: schema.must("Asset"), above: homeOf },
  { type: schema.must("AssetVersion"), above: assetOf },
];
const values = schema.must("CustomAttributeValue").family;
const configurationId = columnOf("CustomAttributeValue", "configuration_id");
const entityId = columnOf("CustomAttributeValue", "entity_id");
const ownValue = columnOf("CustomAttributeValue", "own_value");
const typeId = columnOf("CustomAttributeConfiguration", "type_id");
const hierarchical = columnOf("CustomAttributeConfiguration", "is_hierarchical");
const initial = columnOf("CustomAttributeConfiguration", "default");

/** What a custom attribute has on its entity: its own value, else the nearest one above if it is passed down, else the default. */
export function customValue(row: Row, store: Store): unknown {
  const own = row.values[ownValue.slot];
  if (own !== undefined) return own;
  const configured = store.get(configuration, textOf(row, configurationId) ?? "");
  if (configured === undefined) return null;
  if (configured.values[hierarchical.slot] === true) {
    const giver = giverOf(textOf(row, entityId) ?? "", store);
    const above = giver === undefined ? undefined : valueRowOf(giver, configured, store);
    if (above !== undefined) return customValue(above, store);
  }
  return typedValue(configured.values[initial.slot], configured);
}

/** What an entity inherits from: its parent, a version's asset. */
function giverOf(id: string, store: Store): Row | undefined {
  for (const { type, above } of heirs) {
    const entity = store.get(type, id);
    if (entity !== undefined) return above(entity, store);
  }
  return undefined;
}

/** The row that holds the value of one attribute on one entity. */
export function valueRowOf(entity: Row, configured: Row, store: Store): Row | undefined {
  const [key] = entity.type.primaryKey;
  const [configuredKey] = configured.type.primaryKey;
  if (key === undefined || configuredKey === undefined) return undefined;
  const ids = [configured.values[configuredKey.slot], entity.values[key.slot]];
  return store.inFamily(values, joinKey(ids));
}

/** A value in the form that the attribute's type gives it: numbers, booleans, dates, lists of choices, text. */
export function typedValue(value: unknown, configured: Row): unknown {
  if (value === null || value === undefined) return null;
  switch (textOf(configured, typeId)) {
    case CUSTOM_ATTRIBUTE_TYPE.number: {
      const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
      return Number.isNaN(number) ? null : number;
    }
    case CUSTOM_ATTRIBUTE_TYPE.boolean:
      return value === true || value === 1 || (typeof value === "string" && /^(true|1)$/i.test(value));
    case CUSTOM_ATTRIBUTE_TYPE.date: {
      const date = canonicalDate(isWireDate(value) ? value.value : String(value));
      return date === undefined ? null : encodeDate(date);
    }
    case CUSTOM_ATTRIBUTE_TYPE.enumerator:
    case CUSTOM_ATTRIBUTE_TYPE.dynamicEnumerator:
      if (Array.isArray(value)) return value;
      return value === "" ? [] : [value];
    default:
      return isWireDate(value) ? value.value : value;
  }
}
