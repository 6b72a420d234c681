import { columnOf } from "#sandbox/ftrack/read/column-of";
import { assetOf, homeOf } from "#sandbox/ftrack/read/hierarchy";
import { type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";

const contextProject = columnOf("Context", "project_id");

/** The project that an entity is part of, if it is part of one. */
export function projectIdOf(row: Row, store: Store): string | undefined {
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
    default: {
      const column = row.type.family.column("project_id");
      return column === undefined ? undefined : textOf(row, column);
    }
  }
}
