import { ApiError } from "#sandbox/ftrack/api-error";
import { isWireDate } from "#sandbox/ftrack/dates";
import { CUSTOM_ATTRIBUTE_TYPE } from "#sandbox/ftrack/known-ids";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { typedValue } from "#sandbox/ftrack/read/custom-value";
import { type Row, textOf } from "#sandbox/ftrack/store/row";

const key = columnOf("CustomAttributeConfiguration", "key");
const typeId = columnOf("CustomAttributeConfiguration", "type_id");

const names: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CUSTOM_ATTRIBUTE_TYPE).map(([name, id]) => [id, name]),
);

/**
 * What a client sends for a custom attribute, in the form that its type keeps; text that reads as a number or a date is one.
 * @throws ApiError ValidationError if it can't be one.
 */
export function checkedValue(value: unknown, configured: Row): unknown {
  const typed = typedValue(value, configured);
  if (value === null || value === "" || fits(value, typed, textOf(configured, typeId))) return typed;
  const type = names[textOf(configured, typeId) ?? ""] ?? "text";
  const wrong = `Custom attribute value for "${textOf(configured, key)}" must be of type ${type}.`;
  throw new ApiError("ValidationError", `${wrong} Got ${JSON.stringify(value)}.`);
}

function fits(value: unknown, typed: unknown, type: string | undefined): boolean {
  switch (type) {
    case CUSTOM_ATTRIBUTE_TYPE.number:
      return typed !== null && (typeof value === "number" || typeof value === "string");
    case CUSTOM_ATTRIBUTE_TYPE.date:
      return typed !== null;
    case CUSTOM_ATTRIBUTE_TYPE.boolean:
      return typeof value !== "object" && /^(true|false|0|1)$/i.test(String(value));
    case CUSTOM_ATTRIBUTE_TYPE.enumerator:
    case CUSTOM_ATTRIBUTE_TYPE.dynamicEnumerator:
      return Array.isArray(value) ? value.every((choice) => typeof choice === "string") : typeof value === "string";
    default:
      return typeof value !== "object" || isWireDate(value);
  }
}
