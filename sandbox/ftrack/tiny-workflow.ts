import { CUSTOM_ATTRIBUTE_TYPE, OBJECT_TYPE, SECURITY_ROLE, STATE } from "./known-ids.ts";
import { type CreateOperation, create } from "./operation.ts";
import { idOf } from "./tiny-ids.ts";

export const tinyUser = { username: "api.artist", apiKey: "tiny-key" };

const statuses = [
  ["todo", "Not started", STATE.notStarted, "#CACACA"],
  ["wip", "In progress", STATE.inProgress, "#3498DB"],
  ["ready", "Ready to review", STATE.inProgress, "#F1C40F"],
  ["pending", "Pending Internal review", STATE.inProgress, "#E67E22"],
  ["approved", "Internal Approved", STATE.done, "#1CBC90"],
] as const;

const workflows: readonly (readonly [string, readonly string[]])[] = [
  ["taskflow", ["todo", "wip", "pending", "approved"]],
  ["versionflow", ["wip", "ready", "approved"]],
  ["rotoflow", ["wip", "approved"]],
];

/** Who works here, and in which groups and roles. */
export const tinyPeople: readonly CreateOperation[] = [
  create("User", {
    id: idOf("artist"),
    username: tinyUser.username,
    first_name: "Ada",
    last_name: "Artist",
    email: "ada@tiny.test",
    is_active: true,
  }),
  create("User", { id: idOf("boss"), username: "boss", first_name: "Bo", last_name: "Boss", email: "bo@tiny.test" }),
  create("User", { id: idOf("gone"), username: "gone", first_name: "Gus", last_name: "Gone", is_active: false }),
  create("ApiKey", { id: idOf("key1"), identifier: tinyUser.apiKey, user_id: idOf("artist") }),
  create("ApiKey", { id: idOf("key2"), identifier: "gone-key", resource_id: idOf("gone") }),
  create("ApiKey", { id: idOf("key3"), identifier: "any-user-key" }),
  create("Group", { id: idOf("leads"), name: "Leads" }),
  create("Group", { id: idOf("compleads"), name: "Comp leads", parent_id: idOf("leads") }),
  create("Membership", { id: idOf("member"), group_id: idOf("compleads"), user_id: idOf("boss") }),
  create("UserSecurityRole", {
    id: idOf("artistrole"),
    user_id: idOf("artist"),
    security_role_id: SECURITY_ROLE.administrator,
    is_all_open_projects: true,
  }),
  create("UserSecurityRole", {
    id: idOf("role"),
    user_id: idOf("boss"),
    security_role_id: SECURITY_ROLE.projectManager,
  }),
];

/** Statuses, types and the project schema. */
export const tinyWorkflow: readonly CreateOperation[] = [
  ...statuses.map(([key, name, state, color], sort) =>
    create("Status", { id: idOf(key), name, color, sort, state: { __entity_type__: "State", id: state } }),
  ),
  create("Type", { id: idOf("comp"), name: "Compositing", sort: 0 }),
  create("Type", { id: idOf("roto"), name: "Roto", sort: 1 }),
  ...workflows.flatMap(([key, names]) => [
    create("WorkflowSchema", { id: idOf(key), name: key }),
    ...names.map((name) => create("WorkflowSchemaStatus", { workflow_schema_id: idOf(key), status_id: idOf(name) })),
  ]),
  create("TaskTypeSchema", {
    id: idOf("tasktypes"),
    types: [
      { __entity_type__: "Type", id: idOf("comp") },
      { __entity_type__: "Type", id: idOf("roto") },
    ],
  }),
  create("ProjectSchema", {
    id: idOf("vfx"),
    name: "VFX",
    task_workflow_schema_id: idOf("taskflow"),
    asset_version_workflow_schema_id: idOf("versionflow"),
    task_type_schema_id: idOf("tasktypes"),
  }),
  create("ProjectSchemaObjectType", { project_schema_id: idOf("vfx"), object_type_id: OBJECT_TYPE.shot }),
  create("ProjectSchemaOverride", {
    id: idOf("override"),
    project_schema_id: idOf("vfx"),
    type_id: idOf("roto"),
    workflow_schema_id: idOf("rotoflow"),
  }),
  create("Schema", { id: idOf("shotschema"), project_schema_id: idOf("vfx"), type_id: OBJECT_TYPE.shot }),
  create("SchemaStatus", { schema_id: idOf("shotschema"), status_id: idOf("todo") }),
  create("SchemaStatus", { schema_id: idOf("shotschema"), status_id: idOf("approved") }),
  create("AssetType", { id: idOf("render"), name: "Render", short: "render" }),
  create("AssetType", { id: idOf("plate"), name: "Plate", short: "plate" }),
  create("ListCategory", { id: idOf("dailies"), name: "Dailies" }),
  create("NoteLabel", { id: idOf("internal"), name: "Internal", color: "#3498DB" }),
  create("ManagerType", { id: idOf("super"), name: "Supervisor" }),
];

/** Custom attributes, one of each behaviour. */
export const tinyAttributes: readonly CreateOperation[] = [
  create("CustomAttributeGroup", { id: idOf("frames"), name: "Frames" }),
  create("CustomAttributeConfiguration", {
    id: idOf("fstart"),
    key: "fstart",
    label: "Frame start",
    entity_type: "task",
    object_type_id: OBJECT_TYPE.shot,
    type_id: CUSTOM_ATTRIBUTE_TYPE.number,
    group_id: idOf("frames"),
    default: 1,
  }),
  create("CustomAttributeConfiguration", {
    id: idOf("fps"),
    key: "fps",
    label: "Frames per second",
    entity_type: "show",
    is_hierarchical: true,
    type_id: CUSTOM_ATTRIBUTE_TYPE.number,
    default: 24,
  }),
  create("CustomAttributeConfiguration", {
    id: idOf("delivered"),
    key: "delivered",
    label: "Delivered",
    entity_type: "assetversion",
    type_id: CUSTOM_ATTRIBUTE_TYPE.boolean,
    default: false,
  }),
  create("CustomAttributeLinkConfiguration", {
    id: idOf("supervisor"),
    key: "supervisor",
    label: "Supervisor",
    entity_type: "task",
    object_type_id: OBJECT_TYPE.shot,
    entity_type_to: "user",
  }),
];
