import { sealedKey } from "#sandbox/ftrack/api-keys";
import type { JsonRecord } from "#sandbox/ftrack/json";
import type { EntityType } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import type { Row } from "#sandbox/ftrack/store/row";
import { coerce, referenceKey } from "./coerce.ts";
import { replaceCollection } from "./collections.ts";
import { refuseUnknown } from "./create.ts";
import { isCustomValue, setCustomValue, spreadAttribute } from "./custom-values.ts";
import { findRow } from "./remove.ts";
import { setColumn } from "./set-column.ts";
import { storedBehind } from "./stored-behind.ts";
import type { Writer } from "./writer.ts";

const apiKey = schema.must("ApiKey");
const configuration = schema.must("CustomAttributeConfiguration");

/** @throws ApiError ValueError if there is no such entity; ValidationError, IntegrityError */
export function updateRow(writer: Writer, type: EntityType, key: string, data: JsonRecord): Row {
  const row = findRow(writer, type, key);
  if (isCustomValue(type)) {
    setCustomValue(writer, row, data.value);
    return row;
  }
  for (const [name, value] of parentFirst(row.type === apiKey ? sealedKey(data) : data)) {
    const property = row.type.properties.get(name);
    switch (property?.kind) {
      case "column":
        setColumn(writer, row, property.column, coerce(property, value));
        break;
      case "reference":
        setColumn(writer, row, property.column, value === null ? null : referenceKey(property.target, value));
        break;
      case "members":
      case "through":
        replaceCollection(writer, row, property, value);
        break;
      case "derived": {
        const column = storedBehind(row.type, property);
        if (column === undefined) continue;
        setColumn(writer, row, column.column, coerce(column, value));
        break;
      }
      case "computed":
      case "computed-reference":
      case "computed-collection":
        continue;
      case undefined:
        refuseUnknown(writer, row.type, name);
        continue;
    }
    writer.touch(row, [name]);
  }
  if (row.type === configuration) spreadAttribute(writer.store, row);
  return row;
}

/** The project follows from the parent, so that one who sends both means the same by them. */
function parentFirst(data: JsonRecord): readonly [string, unknown][] {
  const isParent = (name: string) => name === "parent" || name === "parent_id";
  const entries = Object.entries(data);
  return [...entries.filter(([name]) => isParent(name)), ...entries.filter(([name]) => !isParent(name))];
}
