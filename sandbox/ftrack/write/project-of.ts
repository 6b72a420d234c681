import { columnOf } from "#sandbox/ftrack/read/column-of";
import { assetOf, homeOf } from "#sandbox/ftrack/read/hierarchy";
import { type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { entityById } from "./entity-by-id.ts";

const contextProject = columnOf("Context", "project_id");

/** Columns that name what a row belongs to, nearest first: a note component is part of its note, not of its file. */
const ownerColumns = [
  "note_id",
  "version_id",
  "container_id",
  "component_id",
  "list_id",
  "review_session_id",
  "review_session_object_id",
  "context_id",
  "task_id",
  "parent_id",
  "entity_id",
  "from_id",
  "calendar_event_id",
] as const;

/** Owners of owners are followed so far: rows can be made that own each other. */
const farEnough = 16;

/** The project that an entity is part of, if it is part of one. */
export function projectIdOf(row: Row, store: Store, far = 0): string | undefined {
  switch (row.type.family.name) {
    case "Context":
      return textOf(row, contextProject);
    case "Asset": {
      const home = homeOf(row, store);
      return home === undefined ? undefined : textOf(home, contextProject);
    }
    case "AssetVersion": {
      const asset = assetOf(row, store);
      return asset === undefined ? undefined : projectIdOf(asset, store);
    }
    default:
      return ownProjectOf(row) ?? (far < farEnough ? projectOfOwner(row, store, far + 1) : undefined);
  }
}

function ownProjectOf(row: Row): string | undefined {
  const column = row.type.family.column("project_id");
  return column === undefined ? undefined : textOf(row, column);
}

function projectOfOwner(row: Row, store: Store, far: number): string | undefined {
  for (const name of ownerColumns) {
    const column = row.type.family.column(name);
    const id = column === undefined ? undefined : textOf(row, column);
    const owner = id === undefined ? undefined : entityById(store, id);
    if (owner !== undefined && owner !== row) return projectIdOf(owner, store, far);
  }
  return undefined;
}
