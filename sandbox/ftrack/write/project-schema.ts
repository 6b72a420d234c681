import { columnOf } from "#sandbox/ftrack/read/column-of";
import type { Column, EntityType } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import { numberOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";

const project = schema.must("Project");
const projectSchema = schema.must("ProjectSchema");
const status = schema.must("Status");
const type = schema.must("Type");
const projectSchemaId = columnOf("Project", "project_schema_id");
const taskWorkflow = columnOf("ProjectSchema", "task_workflow_schema_id");
const versionWorkflow = columnOf("ProjectSchema", "asset_version_workflow_schema_id");
const taskTypes = columnOf("ProjectSchema", "task_type_schema_id");
const overrideSchema = columnOf("ProjectSchemaOverride", "project_schema_id");
const overrideType = columnOf("ProjectSchemaOverride", "type_id");
const overrideWorkflow = columnOf("ProjectSchemaOverride", "workflow_schema_id");
const objectSchemaOwner = columnOf("Schema", "project_schema_id");
const objectSchemaType = columnOf("Schema", "type_id");
const objectSchemaId = columnOf("Schema", "id");
const statusSchema = columnOf("SchemaStatus", "schema_id");
const statusId = columnOf("SchemaStatus", "status_id");
const typeSchema = columnOf("SchemaType", "schema_id");
const typeId = columnOf("SchemaType", "type_id");
const workflowId = columnOf("WorkflowSchemaStatus", "workflow_schema_id");
const workflowStatus = columnOf("WorkflowSchemaStatus", "status_id");
const taskTypeSchemaId = columnOf("TaskTypeSchemaType", "task_type_schema_id");
const taskTypeId = columnOf("TaskTypeSchemaType", "type_id");

/** The status that a new entity starts with: the first of those that its project's schema lists for its type. */
export function firstStatus(
  store: Store,
  projectId: string | undefined,
  entityType: EntityType,
  taskType: string | undefined,
): string | undefined {
  const schemaRow = schemaOf(store, projectId);
  if (schemaRow === undefined) return undefined;
  if (entityType.name === "AssetVersion") return firstOfWorkflow(store, textOf(schemaRow, versionWorkflow));
  if (entityType.name !== "Task") {
    return first(store, status, objectLinks(store, schemaRow, entityType, statusSchema), statusId);
  }
  const override = store
    .lookup(overrideSchema, textOf(schemaRow, schemaKey))
    .find((row) => taskType !== undefined && textOf(row, overrideType) === taskType);
  return firstOfWorkflow(
    store,
    textOf(override ?? schemaRow, override === undefined ? taskWorkflow : overrideWorkflow),
  );
}

/** The type that a new entity gets if none was given. */
export function firstType(store: Store, projectId: string | undefined, entityType: EntityType): string | undefined {
  const schemaRow = schemaOf(store, projectId);
  if (schemaRow === undefined) return undefined;
  if (entityType.name !== "Task") {
    return first(store, type, objectLinks(store, schemaRow, entityType, typeSchema), typeId);
  }
  return first(store, type, store.lookup(taskTypeSchemaId, textOf(schemaRow, taskTypes)), taskTypeId);
}

const schemaKey = columnOf("ProjectSchema", "id");

function schemaOf(store: Store, projectId: string | undefined): Row | undefined {
  const owner = projectId === undefined ? undefined : store.get(project, projectId);
  const id = owner === undefined ? undefined : textOf(owner, projectSchemaId);
  return id === undefined ? undefined : store.get(projectSchema, id);
}

function firstOfWorkflow(store: Store, id: string | undefined): string | undefined {
  return id === undefined ? undefined : first(store, status, store.lookup(workflowId, id), workflowStatus);
}

/** Rows that bind statuses or types to an object type within a project schema. */
function objectLinks(store: Store, schemaRow: Row, entityType: EntityType, by: Column): readonly Row[] {
  return store
    .lookup(objectSchemaOwner, textOf(schemaRow, schemaKey))
    .filter((row) => textOf(row, objectSchemaType) === entityType.row.objectType)
    .flatMap((row) => store.lookup(by, textOf(row, objectSchemaId)));
}

/** Of the rows that *links* name, the id of the one that sorts first. */
function first(store: Store, target: EntityType, links: readonly Row[], named: Column): string | undefined {
  const sort = target.family.column("sort");
  let best: { readonly id: string; readonly place: number } | undefined;
  for (const link of links) {
    const id = textOf(link, named);
    const row = id === undefined ? undefined : store.get(target, id);
    if (id === undefined || row === undefined || sort === undefined) continue;
    const place = numberOf(row, sort) ?? 0;
    if (best === undefined || place < best.place) best = { id, place };
  }
  return best?.id;
}
