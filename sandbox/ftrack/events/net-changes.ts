import { columnOf } from "#sandbox/ftrack/read/column-of";
import type { Column } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import type { Change } from "#sandbox/ftrack/store/change";
import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { entityById } from "#sandbox/ftrack/write/entity-by-id";
import { customText } from "./custom-text.ts";
import { isTold, legacyColumn } from "./legacy-names.ts";

type Difference = { readonly old: unknown; readonly new: unknown };

/** What a batch did to one entity, all of its writes together, under the names that events use. */
export type EntityChange = {
  readonly row: Row;
  readonly action: "add" | "update" | "remove" | "move";
  readonly changes: Readonly<Record<string, Difference>>;
};

/** What is gathered of one entity: what each column held before, and each value of a custom attribute. */
type Touched = {
  readonly row: Row;
  added: boolean;
  removed: boolean;
  readonly columns: Map<Column, unknown>;
  readonly custom: Map<Row, unknown>;
};

const customValues = schema.must("CustomAttributeValue").family;
const listObjects = schema.must("ListObject").family;
const ownValue = columnOf("CustomAttributeValue", "own_value");
const entityId = columnOf("CustomAttributeValue", "entity_id");
const contextParent = columnOf("Context", "parent_id");

/** The net effect of *steps*, entity by entity in the order in which they were first touched. */
export function netChanges(steps: readonly Change[], store: Store): readonly EntityChange[] {
  const touched = new Map<Row, Touched>();
  const touch = (row: Row): Touched => {
    const known = touched.get(row);
    if (known !== undefined) return known;
    const made = { row, added: false, removed: false, columns: new Map(), custom: new Map() };
    touched.set(row, made);
    return made;
  };
  for (const step of steps) {
    if (step.row.type.family === customValues) {
      const owner = step.kind === "set" && step.column === ownValue ? ownerOf(step.row, store) : undefined;
      if (owner === undefined || step.kind !== "set") continue;
      const { custom } = touch(owner);
      if (!custom.has(step.row)) custom.set(step.row, step.before);
    } else if (isTold(step.row.type)) {
      const entity = touch(step.row);
      if (step.kind === "insert") entity.added = true;
      else if (step.kind === "remove") entity.removed = true;
      else if (!entity.columns.has(step.column)) entity.columns.set(step.column, step.before);
    }
  }
  return [...touched.values()].flatMap((entity) => changeOf(entity, store) ?? []);
}

function ownerOf(value: Row, store: Store): Row | undefined {
  const id = textOf(value, entityId) ?? "";
  return entityById(store, id) ?? store.inFamily(listObjects, id);
}

function changeOf(entity: Touched, store: Store): EntityChange | undefined {
  const { row, added, removed } = entity;
  if (added && removed) return undefined;
  const changes: Record<string, Difference> = {};
  const columns = added || removed ? ownColumns(row) : [...entity.columns.keys()];
  for (const column of columns) {
    const now = row.values[column.slot];
    const before = entity.columns.has(column) ? entity.columns.get(column) : now;
    const difference = { old: added ? null : (before ?? null), new: removed ? null : (now ?? null) };
    if (!added && !removed && difference.old === difference.new) continue;
    for (const name of legacyColumn(row.type, column.name)) changes[name] = difference;
  }
  if (!removed) {
    for (const [value, before] of entity.custom) {
      const told = customText(value, before, store);
      if (told !== undefined) changes[told.key] = told.difference;
    }
  }
  if (added) return { row, action: "add", changes };
  if (removed) return { row, action: "remove", changes };
  if (Object.keys(changes).length === 0) return undefined;
  const moved = entity.columns.has(contextParent) && "parent_id" in changes;
  return { row, action: moved ? "move" : "update", changes };
}

function ownColumns({ type }: Row): readonly Column[] {
  return [...type.properties.values()].flatMap((property) =>
    property.kind === "column" && !property.hidden ? [property.column] : [],
  );
}

/** The rows that are gone now, by their primary key: what is left of them is told with the rest. */
export function removedRows(steps: readonly Change[]): ReadonlyMap<string, Row> {
  return new Map(steps.flatMap(({ kind, row }) => (kind === "remove" ? [[primaryKeyOf(row), row] as const] : [])));
}
