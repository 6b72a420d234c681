import { ApiError } from "#sandbox/ftrack/api-error";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { descendants } from "#sandbox/ftrack/read/hierarchy";
import type { Column, ColumnProperty, EntityType } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import { coerce, referenceKey } from "./coerce.ts";
import { replaceCollection } from "./collections.ts";
import { keysOf, refuseUnknown } from "./create.ts";
import { isCustomValue, setCustomValue, spreadAttribute } from "./custom-values.ts";
import { findRow } from "./remove.ts";
import type { Writer } from "./writer.ts";

const context = schema.must("Context");
const project = schema.must("Project");
const configuration = schema.must("CustomAttributeConfiguration");
const statusChange = schema.must("StatusChange");
const parentId = columnOf("Context", "parent_id");
const projectId = columnOf("Context", "project_id");

/** @throws ApiError ValueError if there is no such entity; ValidationError, IntegrityError */
export function updateRow(writer: Writer, type: EntityType, key: string, data: JsonRecord): Row {
  const row = findRow(writer, type, key);
  if (isCustomValue(type)) {
    setCustomValue(writer, row, data.value);
    return row;
  }
  for (const [name, value] of Object.entries(data)) {
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
      case "computed":
      case "derived":
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

function setColumn(writer: Writer, row: Row, column: Column, value: unknown): void {
  const before = row.values[column.slot];
  if (before === value) return;
  if (row.type.immutable.has(column.name)) {
    throw new ApiError("ValidationError", `${row.type.name}.${column.name} can't be changed`);
  }
  if (value === null && row.type.needs.includes(column)) {
    throw new ApiError("IntegrityError", `${row.type.name}.${column.name} can't be null`);
  }
  if (column === parentId) refuseCircle(writer, row, value);
  writer.store.set(row, column, value);
  const key: ColumnProperty | undefined = keysOf(row.type).find((property) => property.column === column);
  if (key !== undefined) writer.check(row, key);
  if (column.name === "status_id") noteStatusChange(writer, row, before);
  if (column === parentId) moveTree(writer, row);
}

/** Every change of a task's or version's status is kept as a StatusChange. */
function noteStatusChange(writer: Writer, row: Row, before: unknown): void {
  if (writer.caller === undefined || !row.type.properties.has("status_changes")) return;
  writer.create(statusChange, {
    parent_id: primaryKeyOf(row),
    parent_type: row.type.name,
    status_id: row.values[row.type.family.column("status_id")?.slot ?? 0],
    from_status_id: before,
  });
}

/** @throws ApiError ValidationError if *row* would hang below itself. */
function refuseCircle({ store }: Writer, row: Row, newParent: unknown): void {
  if (![row, ...descendants(row, store)].some((below) => primaryKeyOf(below) === newParent)) return;
  throw new ApiError("ValidationError", `${row.type.name} '${primaryKeyOf(row)}' can't be moved below itself`);
}

/** What is moved belongs to its new parent's project, and so does everything below it. */
function moveTree({ store }: Writer, row: Row): void {
  const parent = store.get(context, textOf(row, parentId) ?? "");
  if (parent === undefined || project.covers.has(row.type)) return;
  for (const moved of [row, ...descendants(row, store)]) {
    store.set(moved, projectId, textOf(parent, projectId) ?? null);
  }
}
