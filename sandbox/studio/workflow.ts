import { CUSTOM_ATTRIBUTE_TYPE, OBJECT_TYPE, STATE } from "#sandbox/ftrack/known-ids";
import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { idOf } from "./identity.ts";

/** Departments: the types of tasks. `folder` is where a department's files lie below a shot. */
export const departments = {
  Compositing: { folder: "comp", color: "#3C82E4" },
  Roto: { folder: "roto", color: "#9B59B6" },
  Paint: { folder: "paint", color: "#E67E22" },
  Lighting: { folder: "lgt", color: "#F1C40F" },
  Animation: { folder: "anim", color: "#1CBC90" },
  Matchmove: { folder: "mm", color: "#95A5A6" },
} as const;
export type Department = keyof typeof departments;

export const departmentId = (department: Department) => idOf(`type ${department}`);

const statuses = {
  "Not started": { color: "#FFFFFF", state: STATE.notStarted },
  "Ready to start": { color: "#F6EB14", state: STATE.notStarted },
  "In progress": { color: "#3498DB", state: STATE.inProgress },
  Retake: { color: "#E67E22", state: STATE.inProgress },
  "Ready to review": { color: "#F1C40F", state: STATE.inProgress },
  "Pending Internal review": { color: "#FFD24D", state: STATE.inProgress },
  "Internal Approved": { color: "#2ECC71", state: STATE.inProgress },
  "Client review": { color: "#9B59B6", state: STATE.inProgress },
  "Client approved": { color: "#1CBC90", state: STATE.done },
  "On Hold": { color: "#E74C3C", state: STATE.blocked },
  Omitted: { color: "#99A3A4", state: STATE.done },
} as const;

export const taskStatuses = [
  "Not started",
  "Ready to start",
  "In progress",
  "Pending Internal review",
  "Internal Approved",
  "Client review",
  "Client approved",
  "On Hold",
] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const versionStatuses = [
  "In progress",
  "Ready to review",
  "Retake",
  "Internal Approved",
  "Client review",
  "Client approved",
  "Omitted",
] as const;
export type VersionStatus = (typeof versionStatuses)[number];

/** The show EPI was set up by somebody else: the same words, spelled in its own way. */
const epiSpelling: Partial<Record<TaskStatus | VersionStatus, string>> = {
  "Pending Internal review": "Pending internal Review ",
  "Ready to review": "Ready To Review",
};

export const schemaNames = ["NXP", "EPI"] as const;
export type SchemaName = (typeof schemaNames)[number];

export function statusId(schema: SchemaName, status: TaskStatus | VersionStatus): string {
  return schema === "EPI" && epiSpelling[status] ? idOf(`status EPI ${status}`) : idOf(`status ${status}`);
}

export const schemaId = (schema: SchemaName) => idOf(`project schema ${schema}`);

const ownStatuses = Object.entries(epiSpelling).map(([status, spelled]) => ({ status, spelled }));

function statusOperations(): CreateOperation[] {
  const common = Object.entries(statuses).map(([name, { color, state }], sort) =>
    create("Status", { id: idOf(`status ${name}`), name, color, sort, is_active: true, state_id: state }),
  );
  const own = ownStatuses.map(({ status, spelled }, index) =>
    create("Status", {
      id: idOf(`status EPI ${status}`),
      name: spelled,
      color: "#F39C12",
      sort: common.length + index,
      is_active: true,
      state_id: STATE.inProgress,
    }),
  );
  return [...common, ...own];
}

function workflow(schema: SchemaName, of: "task" | "version"): CreateOperation[] {
  const id = idOf(`${of} workflow ${schema}`);
  const names = of === "task" ? taskStatuses : versionStatuses;
  return [
    create("WorkflowSchema", { id, name: `${schema} ${of}s` }),
    ...names.map((name) =>
      create("WorkflowSchemaStatus", { workflow_schema_id: id, status_id: statusId(schema, name) }),
    ),
  ];
}

const shotStatuses = ["Not started", "In progress", "Client approved", "On Hold"] as const;

function projectSchema(schema: SchemaName): CreateOperation[] {
  const id = schemaId(schema);
  const { task, folder, assetBuild, episode, sequence, shot, milestone } = OBJECT_TYPE;
  return [
    ...workflow(schema, "task"),
    ...workflow(schema, "version"),
    create("TaskTypeSchema", { id: idOf(`task types ${schema}`), name: `${schema} departments` }),
    ...departmentNames.map((department) =>
      create("TaskTypeSchemaType", {
        task_type_schema_id: idOf(`task types ${schema}`),
        type_id: departmentId(department),
      }),
    ),
    create("ProjectSchema", {
      id,
      name: schema === "NXP" ? "Feature film" : "Series",
      task_workflow_schema_id: idOf(`task workflow ${schema}`),
      asset_version_workflow_schema_id: idOf(`version workflow ${schema}`),
      task_type_schema_id: idOf(`task types ${schema}`),
    }),
    ...[task, folder, assetBuild, episode, sequence, shot, milestone].map((object_type_id) =>
      create("ProjectSchemaObjectType", { project_schema_id: id, object_type_id }),
    ),
    ...[shot, assetBuild, episode].flatMap((objectType) => {
      const own = idOf(`schema ${schema} ${objectType}`);
      return [
        create("Schema", { id: own, project_schema_id: id, type_id: objectType }),
        ...shotStatuses.map((name, sort) =>
          create("SchemaStatus", { schema_id: own, status_id: idOf(`status ${name}`), sort }),
        ),
      ];
    }),
  ];
}

export const departmentNames: readonly Department[] = [
  "Compositing",
  "Roto",
  "Paint",
  "Lighting",
  "Animation",
  "Matchmove",
];

export const assetTypeId = (short: "comp" | "img" | "mov") => idOf(`asset type ${short}`);

/** Attributes of shots that say which frames count, and the link that names supervisors. */
export const attributeId = (key: "fstart" | "fend" | "handles" | "fps") => idOf(`attribute ${key}`);
export const supervisorLinkId = (on: "task" | "show") => idOf(`supervisor link on ${on}`);

function attributes(): CreateOperation[] {
  const group = idOf("attribute group Frames");
  const number = (key: "fstart" | "fend" | "handles" | "fps", label: string, initial: number, sort: number) =>
    create("CustomAttributeConfiguration", {
      id: attributeId(key),
      key,
      label,
      sort,
      entity_type: "task",
      object_type_id: OBJECT_TYPE.shot,
      type_id: CUSTOM_ATTRIBUTE_TYPE.number,
      group_id: group,
      default: initial,
    });
  const supervisor = { key: "supervisor", label: "Supervisor", entity_type_to: "user", one_to_one: false };
  return [
    create("CustomAttributeGroup", { id: group, name: "Frames" }),
    number("fstart", "Frame start", 0, 0),
    number("fend", "Frame end", 0, 1),
    number("handles", "Handles", 0, 2),
    number("fps", "Frames per second", 24, 3),
    create("CustomAttributeLinkConfiguration", {
      id: supervisorLinkId("task"),
      ...supervisor,
      entity_type: "task",
      object_type_id: OBJECT_TYPE.task,
    }),
    create("CustomAttributeLinkConfiguration", { id: supervisorLinkId("show"), ...supervisor, entity_type: "show" }),
  ];
}

/** Statuses, departments, project schemas and custom attributes: all that projects are made of. */
export function workflowOperations(): CreateOperation[] {
  return [
    ...statusOperations(),
    ...departmentNames.map((name, sort) =>
      create("Type", { id: departmentId(name), name, color: departments[name].color, sort }),
    ),
    create("AssetType", { id: assetTypeId("comp"), name: "Composite", short: "comp" }),
    create("AssetType", { id: assetTypeId("img"), name: "Image Sequence", short: "img" }),
    create("AssetType", { id: assetTypeId("mov"), name: "Movie", short: "mov" }),
    create("ManagerType", { id: idOf("manager type Supervisor"), name: "Supervisor" }),
    create("ManagerType", { id: idOf("manager type Coordinator"), name: "Coordinator" }),
    ...schemaNames.flatMap(projectSchema),
    ...attributes(),
  ];
}
