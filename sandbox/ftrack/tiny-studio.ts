import { CUSTOM_ATTRIBUTE_TYPE, LOCATION, OBJECT_TYPE, SECURITY_ROLE, STATE } from "./known-ids.ts";
import { type CreateOperation, create } from "./operation.ts";

/** A readable id: the same name gives the same uuid. */
export function idOf(name: string): string {
  const digits = Buffer.from(name, "utf8").toString("hex").padEnd(24, "0").slice(0, 24);
  return `00000000-${digits.slice(0, 4)}-4${digits.slice(4, 7)}-8${digits.slice(7, 10)}-${digits.slice(10, 22)}`;
}

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

const people: readonly CreateOperation[] = [
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
    id: idOf("role"),
    user_id: idOf("boss"),
    security_role_id: SECURITY_ROLE.projectManager,
  }),
];

const workflow: readonly CreateOperation[] = [
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

const attributes: readonly CreateOperation[] = [
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

const tree: readonly CreateOperation[] = [
  create("Disk", { id: idOf("disk"), name: "prj", unix: "/mnt/prj", windows: "P:\\" }),
  create("Project", {
    id: idOf("nxp"),
    name: "NXP",
    full_name: "Next Planet",
    project_schema_id: idOf("vfx"),
    disk_id: idOf("disk"),
    root: "NXP",
  }),
  create("Project", { id: idOf("old"), name: "OLD", status: "hidden", project_schema_id: idOf("vfx") }),
  create("Episode", { id: idOf("ep01"), name: "ep01", parent_id: idOf("nxp") }),
  create("Sequence", { id: idOf("seq010"), name: "seq010", parent_id: idOf("ep01") }),
  create("Shot", { id: idOf("sh0010"), name: "sh0010", parent_id: idOf("seq010"), description: 'A "quiet" start' }),
  create("Shot", { id: idOf("sh0020"), name: "sh0020", parent_id: idOf("seq010"), status_id: idOf("approved") }),
  create("AssetBuild", { id: idOf("hero"), name: "hero", parent_id: idOf("nxp"), project_id: idOf("nxp") }),
  create("Task", {
    id: idOf("task1"),
    name: "comp",
    parent_id: idOf("sh0010"),
    type_id: idOf("comp"),
    status_id: idOf("pending"),
    bid: 3600,
    start_date: "2026-03-02",
  }),
  create("Task", { id: idOf("task2"), name: "roto", parent_id: idOf("sh0010"), type_id: idOf("roto") }),
  create("Task", {
    id: idOf("task3"),
    name: "comp",
    parent_id: idOf("sh0020"),
    type_id: idOf("comp"),
    status_id: idOf("approved"),
    start_date: "2026-03-05T10:00:00",
  }),
  create("Appointment", {
    id: idOf("assign1"),
    type: "assignment",
    context_id: idOf("task1"),
    resource_id: idOf("artist"),
  }),
  create("Appointment", { id: idOf("alloc1"), type: "allocation", context_id: idOf("nxp"), resource_id: idOf("boss") }),
  create("Manager", { id: idOf("manager"), context_id: idOf("nxp"), user_id: idOf("boss"), type_id: idOf("super") }),
  create("TypedContextLink", { id: idOf("dep"), from_id: idOf("task2"), to_id: idOf("task1") }),
  create("Timelog", {
    id: idOf("log1"),
    context_id: idOf("task1"),
    user_id: idOf("artist"),
    start: "2026-03-02T09:00:00",
    duration: 1800,
    comment: "keying",
  }),
  create("CustomAttributeLink", {
    id: idOf("suplink"),
    configuration_id: idOf("supervisor"),
    from_id: idOf("sh0010"),
    to_id: idOf("boss"),
  }),
];

const published: readonly CreateOperation[] = [
  create("Asset", { id: idOf("compout"), name: "compout", context_id: idOf("sh0010"), type_id: idOf("render") }),
  create("Asset", { id: idOf("plates"), name: "plates", context_id: idOf("sh0020"), type_id: idOf("plate") }),
  create("AssetVersion", {
    id: idOf("v1"),
    asset_id: idOf("compout"),
    task_id: idOf("task1"),
    user_id: idOf("artist"),
    status_id: idOf("wip"),
    comment: "first",
    date: "2026-03-01T08:00:00",
  }),
  create("AssetVersion", {
    id: idOf("v2"),
    asset_id: idOf("compout"),
    task_id: idOf("task1"),
    user_id: idOf("artist"),
    status_id: idOf("ready"),
    comment: "second",
    date: "2026-03-02T08:00:00",
  }),
  create("AssetVersion", {
    id: idOf("p1"),
    asset_id: idOf("plates"),
    user_id: idOf("boss"),
    status_id: idOf("ready"),
    date: "2026-03-03T08:00:00",
  }),
  create("SequenceComponent", {
    id: idOf("left"),
    name: "left",
    file_type: ".exr",
    padding: 4,
    size: 2048,
    version_id: idOf("v2"),
  }),
  create("FileComponent", {
    id: idOf("frame"),
    name: "1001",
    file_type: ".exr",
    size: 1024,
    container_id: idOf("left"),
  }),
  create("FileComponent", { id: idOf("movie"), name: "main", file_type: ".mov", size: 4096, version_id: idOf("v2") }),
  create("FileComponent", { id: idOf("thumb"), name: "thumbnail", file_type: ".png", version_id: idOf("v2") }),
  create("ComponentLocation", {
    id: idOf("leftat"),
    component_id: idOf("left"),
    location_id: LOCATION.unmanaged,
    resource_identifier: "/mnt/prj/NXP/left.%04d.exr",
  }),
  create("ComponentLocation", {
    id: idOf("thumbat"),
    component_id: idOf("thumb"),
    location_id: LOCATION.server,
    resource_identifier: idOf("thumb"),
  }),
  create("Metadata", {
    parent_id: idOf("left"),
    parent_type: "Component",
    key: "ftr_meta",
    value: '{"frameIn": 1001}',
  }),
  create("Metadata", { parent_id: idOf("v2"), key: "shift", value: "100%" }),
  create("AssetVersionList", {
    id: idOf("list"),
    name: "Monday",
    project_id: idOf("nxp"),
    category_id: idOf("dailies"),
    items: [{ __entity_type__: "AssetVersion", id: idOf("v2") }],
  }),
  create("Note", {
    id: idOf("note"),
    content: "More blue",
    parent_id: idOf("v2"),
    user_id: idOf("boss"),
    date: "2026-03-03T12:00:00",
  }),
  create("NoteLabelLink", { note_id: idOf("note"), label_id: idOf("internal") }),
  create("ReviewSession", {
    id: idOf("review"),
    name: "Review",
    project_id: idOf("nxp"),
    thumbnail_source_id: idOf("v2"),
  }),
  create("ReviewSessionObject", {
    id: idOf("object"),
    name: "compout",
    review_session_id: idOf("review"),
    version_id: idOf("v2"),
  }),
  create("Job", { id: idOf("job"), user_id: idOf("artist"), data: '{"description": "publish"}', status: "done" }),
];

const settled: readonly CreateOperation[] = [
  create("ContextCustomAttributeValue", { configuration_id: idOf("fstart"), entity_id: idOf("sh0010"), value: 1001 }),
  create("ContextCustomAttributeValue", { key: "fps", entity_id: idOf("ep01"), value: 25 }),
];

/** Two projects with a handful of everything: enough to ask each question of the language. */
export const tinyStudio: readonly CreateOperation[] = [
  ...people,
  ...workflow,
  ...attributes,
  ...tree,
  ...published,
  ...settled,
];

/** The name that `idOf` made an id of. */
export function nameOf(id: string): string {
  const digits = id.slice(9, 13) + id.slice(15, 18) + id.slice(20, 23) + id.slice(24);
  return Buffer.from(`${digits}00`.slice(0, 22), "hex").toString("utf8").replaceAll("\u0000", "");
}
