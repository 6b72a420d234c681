import { ApiError } from "#sandbox/ftrack/api-error";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { descendants } from "#sandbox/ftrack/read/hierarchy";
import type { Column } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { refreshValueRows } from "./custom-values.ts";
import { keysOf } from "./foreign-keys.ts";
import { checkChange } from "./row-rules.ts";
import type { Writer } from "./writer.ts";

const context = schema.must("Context");
const project = schema.must("Project");
const statusChange = schema.must("StatusChange");
const parentId = columnOf("Context", "parent_id");
const projectId = columnOf("Context", "project_id");
const assetHome = columnOf("Asset", "context_id");
const versionAsset = columnOf("AssetVersion", "asset_id");

/** Changes one value of a row, with all that follows from it. @throws ApiError ValidationError, IntegrityError */
export function setColumn(writer: Writer, row: Row, column: Column, value: unknown): void {
  const before = row.values[column.slot];
  if (before === value) return;
  if (row.type.immutable.has(column.name)) {
    throw new ApiError("ValidationError", `${row.type.name}.${column.name} can't be changed`);
  }
  if (column === projectId) {
    throw new ApiError("ValidationError", `${row.type.name}.project_id follows from its parent: change that one`);
  }
  if (value === null && row.type.needs.includes(column)) {
    throw new ApiError("IntegrityError", `${row.type.name}.${column.name} can't be null`);
  }
  if (column === parentId) refuseCircle(writer, row, value);
  writer.store.set(row, column, value);
  const key = keysOf(row.type).find((property) => property.column === column);
  if (key !== undefined) writer.check(row, key);
  checkChange(writer, row, column, before);
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
  const home = textOf(parent, projectId) ?? null;
  if (row.values[projectId.slot] === home) return;
  for (const moved of [row, ...descendants(row, store)]) {
    store.set(moved, projectId, home);
    for (const entity of withPublished(store, moved)) refreshValueRows(store, entity);
  }
}

/** A context with what is published on it. */
function withPublished(store: Store, moved: Row): readonly Row[] {
  const assets = store.lookup(assetHome, primaryKeyOf(moved));
  return [moved, ...assets, ...assets.flatMap((asset) => store.lookup(versionAsset, primaryKeyOf(asset)))];
}
