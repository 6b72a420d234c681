import {
  CUSTOM_ATTRIBUTE_TYPE,
  LOCATION,
  OBJECT_TYPE,
  PRIORITY,
  SECURITY_ROLE,
  STATE,
  USER_TYPE,
} from "./known-ids.ts";
import { type CreateOperation, create } from "./operation.ts";

type Abilities = {
  readonly leaf?: boolean;
  readonly typed?: boolean;
  readonly statused?: boolean;
  readonly scheduled?: boolean;
  readonly prioritized?: boolean;
  readonly tasks?: boolean;
};

function objectType(id: string, name: string, sort: number, icon: string, can: Abilities): CreateOperation {
  return create("ObjectType", {
    id,
    name,
    sort,
    icon,
    is_time_reportable: can.leaf === true,
    is_taskable: can.tasks === true,
    is_typeable: can.typed === true,
    is_statusable: can.statused === true,
    is_schedulable: can.scheduled === true,
    is_leaf: can.leaf === true,
    is_prioritizable: can.prioritized === true,
  });
}

const priorities = [
  ["urgent", "Urgent", "#E74C3C"],
  ["high", "High", "#E67E22"],
  ["medium", "Medium", "#F1C40F"],
  ["low", "Low", "#1CBC90"],
  ["none", "None", "#CACACA"],
] as const;

/** Rows that every server has before a studio fills it; loaded before any content. */
export const baseOperations: readonly CreateOperation[] = [
  objectType(OBJECT_TYPE.task, "Task", 0, "task", {
    leaf: true,
    typed: true,
    statused: true,
    scheduled: true,
    prioritized: true,
  }),
  objectType(OBJECT_TYPE.milestone, "Milestone", 1, "milestone", {
    leaf: true,
    typed: true,
    statused: true,
    scheduled: true,
    prioritized: true,
  }),
  objectType(OBJECT_TYPE.folder, "Folder", 2, "folder", { tasks: true, prioritized: true }),
  objectType(OBJECT_TYPE.assetBuild, "Asset Build", 3, "asset_build", {
    tasks: true,
    typed: true,
    statused: true,
    prioritized: true,
  }),
  objectType(OBJECT_TYPE.episode, "Episode", 4, "episode", { tasks: true, statused: true, prioritized: true }),
  objectType(OBJECT_TYPE.sequence, "Sequence", 5, "sequence", { tasks: true, prioritized: true }),
  objectType(OBJECT_TYPE.shot, "Shot", 6, "shot", { tasks: true, statused: true, prioritized: true }),
  objectType(OBJECT_TYPE.scene, "Scene", 7, "scene", { tasks: true, statused: true }),
  objectType(OBJECT_TYPE.image, "Image", 8, "image", { tasks: true }),
  objectType(OBJECT_TYPE.information, "Information", 9, "information", {}),

  create("State", { id: STATE.notStarted, name: "Not Started", short: "NOT_STARTED" }),
  create("State", { id: STATE.inProgress, name: "In Progress", short: "IN_PROGRESS" }),
  create("State", { id: STATE.done, name: "Done", short: "DONE" }),
  create("State", { id: STATE.blocked, name: "Blocked", short: "BLOCKED" }),

  ...priorities.map(([key, name, color], sort) => create("Priority", { id: PRIORITY[key], name, color, sort })),

  create("Location", {
    id: LOCATION.server,
    name: "ftrack.server",
    label: "Server",
    description: "Files that the server itself keeps.",
  }),
  create("Location", {
    id: LOCATION.unmanaged,
    name: "ftrack.unmanaged",
    label: "Unmanaged",
    description: "Files that are where somebody put them; paths are absolute.",
  }),
  create("Location", { id: LOCATION.origin, name: "ftrack.origin", label: "Origin", description: "" }),
  create("Location", { id: LOCATION.review, name: "ftrack.review", label: "Review", description: "" }),
  create("Location", { id: LOCATION.connect, name: "ftrack.connect", label: "Connect", description: "" }),

  create("UserType", { id: USER_TYPE.standard, name: "Standard" }),

  create("SecurityRole", { id: SECURITY_ROLE.administrator, name: "Administrator", type: "PROJECT" }),
  create("SecurityRole", { id: SECURITY_ROLE.api, name: "API", type: "API" }),
  create("SecurityRole", { id: SECURITY_ROLE.projectManager, name: "Project Manager", type: "PROJECT" }),
  create("SecurityRole", { id: SECURITY_ROLE.user, name: "User", type: "PROJECT" }),
  create("SecurityRole", { id: SECURITY_ROLE.reader, name: "Reader", type: "PROJECT" }),

  create("CustomAttributeType", { id: CUSTOM_ATTRIBUTE_TYPE.text, name: "text", core: true }),
  create("CustomAttributeType", { id: CUSTOM_ATTRIBUTE_TYPE.boolean, name: "boolean", core: true }),
  create("CustomAttributeType", { id: CUSTOM_ATTRIBUTE_TYPE.date, name: "date", core: true }),
  create("CustomAttributeType", { id: CUSTOM_ATTRIBUTE_TYPE.enumerator, name: "enumerator", core: true }),
  create("CustomAttributeType", {
    id: CUSTOM_ATTRIBUTE_TYPE.dynamicEnumerator,
    name: "dynamic enumerator",
    core: true,
  }),
  create("CustomAttributeType", { id: CUSTOM_ATTRIBUTE_TYPE.number, name: "number", core: true }),
  create("CustomAttributeType", { id: CUSTOM_ATTRIBUTE_TYPE.expression, name: "expression", core: true }),
  create("CustomAttributeType", { id: CUSTOM_ATTRIBUTE_TYPE.notificationType, name: "notificationtype", core: true }),
  create("CustomAttributeType", { id: CUSTOM_ATTRIBUTE_TYPE.url, name: "url", core: true }),
];
