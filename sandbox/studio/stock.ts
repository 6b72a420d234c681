import { OBJECT_TYPE, STATE } from "#sandbox/ftrack/known-ids";
import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { idOf } from "./identity.ts";

/** Statuses that a new server comes with and that the studio's own list does not name. */
const statuses = [
  ["Pending Review", "#F1C40F", STATE.inProgress],
  ["Revise", "#FF6600", STATE.inProgress],
  ["Approved", "#1CBC90", STATE.done],
  ["Completed", "#1CBC90", STATE.done],
  ["Normal", "#CACACA", STATE.notStarted],
] as const;

const taskTypes = ["Generic", "Modeling", "Rigging", "Lookdev", "FX", "Tracking", "Previz", "Deliverable"] as const;
const buildTypes = ["Character", "Prop", "Environment", "Vehicle", "Matte Painting"] as const;

const assetTypes = [
  ["Upload", "upload"],
  ["Geometry", "geo"],
  ["Camera", "cam"],
  ["Rig", "rig"],
  ["Scene", "scene"],
  ["Light Rig", "lgt"],
  ["Audio", "audio"],
] as const;

/** One of the two lists of statuses: the studio's, by the names that it shares with every server, or the one above. */
const statusId = (name: string) => idOf(`status ${name}`);
const typeId = (name: string) => idOf(`stock type ${name}`);

const taskFlow = ["Not started", "Ready to start", "In progress", "Pending Review", "On Hold", "Approved", "Omitted"];
const versionFlow = ["Pending Review", "Revise", "Approved"];
const objectFlow = ["Normal", "On Hold", "Omitted"];

function workflow(name: string, statusNames: readonly string[]): CreateOperation[] {
  const id = idOf(`stock workflow ${name}`);
  return [
    create("WorkflowSchema", { id, name }),
    ...statusNames.map((status) =>
      create("WorkflowSchemaStatus", { workflow_schema_id: id, status_id: statusId(status) }),
    ),
  ];
}

function objectSchema(schemaId: string, objectType: string, types: readonly string[]): CreateOperation[] {
  const schema_id = idOf(`stock schema ${objectType}`);
  return [
    create("ProjectSchemaObjectType", { project_schema_id: schemaId, object_type_id: objectType }),
    create("Schema", { id: schema_id, project_schema_id: schemaId, type_id: objectType }),
    ...objectFlow.map((name, sort) => create("SchemaStatus", { schema_id, status_id: statusId(name), sort })),
    ...types.map((name, sort) => create("SchemaType", { schema_id, type_id: typeId(name), sort })),
  ];
}

/** The project schema that a new server offers, with all that it is made of. */
function projectSchema(): CreateOperation[] {
  const id = idOf("stock project schema");
  const task_type_schema_id = idOf("stock task types");
  const { task, folder, assetBuild, episode, sequence, shot, milestone } = OBJECT_TYPE;
  return [
    ...workflow("Tasks", taskFlow),
    ...workflow("Versions", versionFlow),
    create("TaskTypeSchema", { id: task_type_schema_id, name: "Tasks" }),
    ...taskTypes.map((name) => create("TaskTypeSchemaType", { task_type_schema_id, type_id: typeId(name) })),
    create("ProjectSchema", {
      id,
      name: "VFX",
      task_workflow_schema_id: idOf("stock workflow Tasks"),
      asset_version_workflow_schema_id: idOf("stock workflow Versions"),
      task_type_schema_id,
    }),
    ...[task, folder, sequence, episode].map((object_type_id) =>
      create("ProjectSchemaObjectType", { project_schema_id: id, object_type_id }),
    ),
    ...objectSchema(id, shot, []),
    ...objectSchema(id, assetBuild, buildTypes),
    ...objectSchema(id, milestone, ["Deliverable"]),
  ];
}

/** What a server offers before a studio sets up its own: nothing of it is used by the studio's shows. */
export function stockOperations(): CreateOperation[] {
  return [
    ...statuses.map(([name, color, state_id], sort) =>
      create("Status", { id: statusId(name), name, color, sort: 100 + sort, is_active: true, state_id }),
    ),
    ...[...taskTypes, ...buildTypes].map((name, sort) => create("Type", { id: typeId(name), name, sort: 100 + sort })),
    ...assetTypes.map(([name, short]) => create("AssetType", { id: idOf(`stock asset type ${name}`), name, short })),
    ...["Dailies", "Deliveries"].map((name) => create("ListCategory", { id: idOf(`list category ${name}`), name })),
    ...["Internal note", "External note"].map((name, sort) =>
      create("NoteLabel", { id: idOf(`note label ${name}`), name, sort, color: "#3498DB" }),
    ),
    ...projectSchema(),
  ];
}
