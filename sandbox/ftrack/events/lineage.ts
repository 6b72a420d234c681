import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { entityById } from "#sandbox/ftrack/write/entity-by-id";

/** Columns that name what an entity hangs on. The first one that is filled counts. */
const upwards = [
  "parent_id",
  "in_reply_to_id",
  "context_id",
  "asset_id",
  "note_id",
  "list_id",
  "job_id",
  "calendar_event_id",
  "user_security_role_id",
  "review_session_object_id",
  "review_session_id",
  "version_id",
  "container_id",
  "component_id",
  "task_id",
  "from_id",
  "project_id",
  "group_id",
  "user_id",
];

/**
 * The entity and what is above it, up to the project if it is part of one. *gone* holds what the same batch removed,
 * which is no longer in the store.
 */
export function lineage(row: Row, store: Store, gone: ReadonlyMap<string, Row>): readonly Row[] {
  const line = [row];
  for (let above = parentOf(row, store, gone); above !== undefined; above = parentOf(above, store, gone)) {
    if (line.includes(above)) break;
    line.push(above);
  }
  return line;
}

function parentOf(row: Row, store: Store, gone: ReadonlyMap<string, Row>): Row | undefined {
  for (const name of upwards) {
    const property = row.type.properties.get(name);
    const id = property?.kind === "column" ? textOf(row, property.column) : undefined;
    if (property?.kind !== "column" || id === undefined || id === primaryKeyOf(row)) continue;
    const { target } = property;
    return (target === undefined ? entityById(store, id) : store.get(target, id)) ?? gone.get(id);
  }
  return undefined;
}
