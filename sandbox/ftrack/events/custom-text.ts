import { isWireDate } from "#sandbox/ftrack/dates";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { typedValue } from "#sandbox/ftrack/read/custom-value";
import { schema } from "#sandbox/ftrack/schema/schema";
import { type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";

const configuration = schema.must("CustomAttributeConfiguration");
const configurationId = columnOf("CustomAttributeValue", "configuration_id");
const ownValue = columnOf("CustomAttributeValue", "own_value");
const keyColumn = columnOf("CustomAttributeConfiguration", "key");
const hierarchical = columnOf("CustomAttributeConfiguration", "is_hierarchical");
const initial = columnOf("CustomAttributeConfiguration", "default");

type CustomDifference = {
  readonly key: string;
  readonly difference: { readonly old: string | null; readonly new: string | null };
};

/** How a value of a custom attribute changed, as events tell it: by the attribute's key, and as text. */
export function customText(value: Row, before: unknown, store: Store): CustomDifference | undefined {
  const configured = store.get(configuration, textOf(value, configurationId) ?? "");
  const key = configured === undefined ? undefined : textOf(configured, keyColumn);
  if (configured === undefined || key === undefined) return undefined;
  const difference = { old: shown(before, configured), new: shown(value.values[ownValue.slot], configured) };
  return difference.old === difference.new ? undefined : { key, difference };
}

/** Without a value of its own an entity shows the default, or, if values are passed down, nothing of its own. */
function shown(own: unknown, configured: Row): string | null {
  if (own !== undefined) return asText(own);
  if (configured.values[hierarchical.slot] === true) return null;
  return asText(typedValue(configured.values[initial.slot], configured));
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "1" : "0";
  if (isWireDate(value)) return value.value;
  return Array.isArray(value) ? value.join(",") : String(value);
}
