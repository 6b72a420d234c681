import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isWireDate } from "#sandbox/ftrack/dates";
import { isRecord } from "#sandbox/ftrack/json";
import { LOCATION } from "#sandbox/ftrack/known-ids";
import { OpenStudio, withIds } from "#sandbox/ftrack/open-tiny-studio";
import { create } from "#sandbox/ftrack/operation";
import { idOf } from "#sandbox/ftrack/tiny-ids";

/** Answers of a real server, where they lie beside the project; what they look like is kept below. */
const recordedFolder = new URL("../../../../shared/ftrack/recorded/", import.meta.url);

/** Keys and kinds of values; a list holds each form of its entries once. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = new Map(value.map((entry) => [JSON.stringify(shapeOf(entry)), shapeOf(entry)]));
    return [...shapes.values()];
  }
  if (isWireDate(value)) return "date";
  if (value === null) return "null";
  if (!isRecord(value)) return typeof value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = new Set(["__entity_type__", "action"]);
  return Object.fromEntries(entries.map(([key, each]) => [key, names.has(key) ? each : shapeOf(each)]));
}

const mention = (type: string) => ({ __entity_type__: type, id: "string" });
const system = { context_type: "string", id: "string", object_type_id: "string", project_id: "string" };
const page = { next: { offset: "number" } };
const statusInFull = { ...mention("Status"), state: { ...mention("State"), short: "string" } };
const taskWith = (more: object) => ({ __entity_type__: "Task", ...system, ...more });
const schemaOf = (names: string) =>
  Object.fromEntries(names.split(" ").map((name) => [name, mention("WorkflowSchema")]));

const user = {
  __entity_type__: "User",
  first_name: "string",
  id: "string",
  is_active: "boolean",
  is_otp_enabled: "boolean",
  is_totp_enabled: "boolean",
  last_name: "string",
  require_details_update: "boolean",
  resource_type: "string",
  user_type_id: "string",
  username: "string",
};

const kept: Readonly<Record<string, unknown>> = {
  create_user: { action: "create", data: user },
  update_user: {
    action: "update",
    data: { __entity_type__: "User", id: "string", resource_type: "string", username: "string" },
  },
  create_filecomponent: {
    action: "create",
    data: {
      __entity_type__: "FileComponent",
      component_locations: [
        {
          ...mention("ComponentLocation"),
          component: mention("FileComponent"),
          component_id: "string",
          resource_identifier: "string",
        },
      ],
      file_type: "string",
      id: "string",
      name: "string",
      size: "number",
      system_type: "string",
    },
  },
  create_componentlocation: { action: "create", data: mention("ComponentLocation") },
  task_name: { action: "query", data: [taskWith({ name: "string" })], metadata: page },
  task_name_created_at: {
    action: "query",
    data: [taskWith({ created_at: "date", name: "string" })],
    metadata: page,
  },
  task_status_state_limit_1: { action: "query", data: [taskWith({ status: statusInFull })], metadata: page },
  task_status_state_limit_2: {
    action: "query",
    data: [taskWith({ status: statusInFull }), taskWith({ status: mention("Status") })],
    metadata: page,
  },
  assetversion_asset_versions: {
    action: "query",
    data: [
      {
        ...mention("AssetVersion"),
        asset: {
          ...mention("Asset"),
          context_id: "string",
          versions: [mention("AssetVersion"), { ...mention("AssetVersion"), asset_id: "string", version: "number" }],
        },
        asset_id: "string",
        version: "number",
      },
    ],
    metadata: page,
  },
  query_priorities: [{ ...mention("Priority"), color: "string", name: "string", sort: "number", value: "number" }],
  query_statuses: [
    {
      ...mention("Status"),
      color: "string",
      is_active: "boolean",
      name: "string",
      sort: "number",
      state: mention("State"),
    },
  ],
  query_project_schema: [
    {
      ...mention("ProjectSchema"),
      ...schemaOf("_task_workflow _version_workflow asset_version_workflow_schema task_workflow_schema"),
      _overrides: [],
      _schemas: [mention("Schema")],
      _task_type_schema: mention("TaskTypeSchema"),
      name: "string",
      object_type_schemas: [mention("Schema")],
      object_types: [mention("ObjectType")],
      task_templates: [mention("TaskTemplate")],
      task_type_schema: mention("TaskTypeSchema"),
      task_workflow_schema_overrides: [],
    },
  ],
  query_server_information: {
    is_timezone_support_enabled: "boolean",
    schema_hash: "string",
    storage_scenario: { data: {}, scenario: "string" },
    version: "string",
  },
};

const task = (name: string) =>
  create("Task", { id: idOf(name), name, parent_id: idOf("sh0020"), type_id: idOf("comp"), status_id: idOf("wip") });

const studio = new OpenStudio([
  task("task4"),
  task("task5"),
  task("task6"),
  create("AssetVersion", { id: idOf("v3"), asset_id: idOf("compout") }),
  create("TaskTemplate", { id: idOf("template"), name: "Shot", project_schema_id: idOf("vfx") }),
]);
studio.remove("ProjectSchemaOverride", idOf("override"));

function ask(expression: string): unknown {
  return studio.call([{ action: "query", expression: withIds(expression) }])[0];
}

function write(...operations: readonly object[]): readonly unknown[] {
  return studio.call(operations);
}

const published = write(
  {
    action: "create",
    entity_type: "FileComponent",
    entity_data: { id: idOf("data"), name: "data", file_type: ".json", size: 13 },
  },
  {
    action: "create",
    entity_type: "ComponentLocation",
    entity_data: { component_id: idOf("data"), location_id: LOCATION.server, resource_identifier: idOf("data") },
  },
);

const schemaAttributes =
  "name, _task_type_schema, task_type_schema, _task_workflow, task_workflow_schema, _version_workflow, asset_version_workflow_schema, object_types, _overrides, task_workflow_schema_overrides, task_templates, _schemas, object_type_schemas";

const reads: Readonly<Record<string, unknown>> = {
  task_name: ask("select name from Task limit 1"),
  task_name_created_at: ask("select name, created_at from Task limit 1"),
  task_status_state_limit_1: ask("select status.state.short from Task limit 1"),
  task_status_state_limit_2: ask("select status.state.short from Task where status_id is #wip limit 2"),
  assetversion_asset_versions: ask(
    "select asset.versions.version from AssetVersion where asset_id is #compout limit 1",
  ),
  query_priorities: studio.query("select name, value, sort, color from Priority"),
  query_statuses: studio.query("select name, sort, color, is_active, state from Status"),
  query_project_schema: studio.query(`select ${schemaAttributes} from ProjectSchema`),
  query_server_information: write({
    action: "query_server_information",
    values: ["storage_scenario", "schema_hash", "version", "is_timezone_support_enabled"],
  })[0],
};

const writes: Readonly<Record<string, unknown>> = {
  create_user: write({
    action: "create",
    entity_type: "User",
    entity_data: { username: "new", first_name: "first", last_name: "last", is_active: false },
  })[0],
  update_user: write({
    action: "update",
    entity_type: "User",
    entity_key: [idOf("gone")],
    entity_data: { username: "renamed" },
  })[0],
  create_filecomponent: published[0],
  create_componentlocation: published[1],
};

describe("a question gets the keys and the kinds of values that a real server answered", () => {
  test.each(Object.entries(reads))("%s", (name, answer) => {
    expect(shapeOf(answer)).toEqual(kept[name]);
  });
});

describe("a write is answered with all that a real server answered", () => {
  test.each(Object.entries(writes))("%s", (name, answer) => {
    expect(shapeOf(answer)).toMatchObject(Object(kept[name]));
  });
});

test("what is kept of the recorded answers is what they are", () => {
  for (const [name, shape] of Object.entries(kept)) {
    const file = fileURLToPath(new URL(`${name}.json`, recordedFolder));
    if (!existsSync(file)) continue;
    expect([name, shapeOf(JSON.parse(readFileSync(file, "utf8")))]).toEqual([name, shape]);
  }
  expect(Object.keys({ ...reads, ...writes }).sort()).toEqual(Object.keys(kept).sort());
});
