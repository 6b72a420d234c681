import { LOCATION } from "./known-ids.ts";
import { type CreateOperation, create } from "./operation.ts";
import { idOf } from "./tiny-ids.ts";
import { tinyAttributes, tinyPeople, tinyWorkflow } from "./tiny-workflow.ts";

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

export { idOf } from "./tiny-ids.ts";
export { tinyUser } from "./tiny-workflow.ts";

/** Two projects with a handful of everything: enough to ask each question of the language. */
export const tinyStudio: readonly CreateOperation[] = [
  ...tinyPeople,
  ...tinyWorkflow,
  ...tinyAttributes,
  ...tree,
  ...published,
  ...settled,
];
