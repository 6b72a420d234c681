import { ApiError } from "#sandbox/ftrack/api-error";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { schema } from "#sandbox/ftrack/schema/schema";
import { type Row, textOf } from "#sandbox/ftrack/store/row";
import { entityById } from "./entity-by-id.ts";
import type { Writer } from "./writer.ts";

const list = schema.must("List");
const name = columnOf("List", "name");
const projectId = columnOf("List", "project_id");
const categoryId = columnOf("List", "category_id");
const listId = columnOf("ListObject", "list_id");
const entityId = columnOf("ListObject", "entity_id");

/** What a list of each type may hold. */
const holds = new Map([
  [schema.must("AssetVersionList"), schema.must("AssetVersion")],
  [schema.must("TypedContextList"), schema.must("TypedContext")],
]);

/** @throws ApiError IntegrityError if the project has a list of that name, kind and category already. */
export function checkList({ store }: Writer, row: Row): void {
  const own = textOf(row, name) ?? "";
  if (own === "") return;
  const twin = store
    .lookup(projectId, row.values[projectId.slot])
    .find(
      (other) =>
        other !== row &&
        other.type === row.type &&
        other.values[name.slot] === own &&
        other.values[categoryId.slot] === row.values[categoryId.slot],
    );
  if (twin !== undefined)
    throw new ApiError("IntegrityError", `Duplicate entry '${own}' for key 'project_category_name'`);
}

/** @throws ApiError IntegrityError, at the end of the batch, if a list holds twice, or what it is not for. */
export function checkListObject(writer: Writer, row: Row): void {
  writer.defer(() => {
    const { store } = writer;
    const listed = store.has(row) ? store.get(list, textOf(row, listId) ?? "") : undefined;
    if (listed === undefined) return;
    const key = textOf(row, entityId) ?? "";
    const wanted = holds.get(listed.type);
    const entity = entityById(store, key);
    if (wanted !== undefined && (entity === undefined || !wanted.covers.has(entity.type))) {
      throw new ApiError("IntegrityError", `${listed.type.name}.items: there is no ${wanted.name} '${key}'`);
    }
    const same = store.lookup(entityId, key).filter((other) => textOf(other, listId) === textOf(row, listId));
    if (same.length > 1) throw new ApiError("IntegrityError", `Duplicate entry '${key}' for key 'list_id_entity_id'`);
  });
}
