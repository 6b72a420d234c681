import type { EntityType } from "#sandbox/ftrack/schema/model";

/** Kinds of entities that events call otherwise than by their type in small letters. */
const kinds: Readonly<Record<string, string>> = {
  Project: "show",
  TypedContext: "task",
  TypedContextLink: "dependency",
  UserSecurityRole: "userrole",
  UserSecurityRoleProject: "userroleproject",
  List: "list",
  Component: "component",
  CustomAttributeLink: "customattributelink",
};

type Names = Readonly<Record<string, readonly string[]>>;

const untold: readonly string[] = [];
const stamps: Names = { created_at: untold, created_by_id: untold };

/** Attributes that events call otherwise than the API does: by the columns of the first schema, some even twice. */
const columns: Readonly<Record<string, Names>> = {
  TypedContext: {
    ...stamps,
    id: ["id", "taskid"],
    project_id: ["showid"],
    object_type_id: ["object_typeid"],
    status_id: ["statusid"],
    type_id: ["typeid"],
    priority_id: ["priorityid"],
    thumbnail_id: ["thumbid"],
    start_date: ["startdate"],
    end_date: ["enddate"],
  },
  Project: {
    ...stamps,
    id: ["id", "showid"],
    project_id: untold,
    full_name: ["fullname"],
    thumbnail_id: ["thumbid"],
    start_date: ["startdate"],
    end_date: ["enddate"],
    disk_id: ["diskid"],
    is_global: ["isglobal"],
  },
  Asset: { id: ["id", "assetid"], type_id: ["typeid"] },
  AssetVersion: {
    id: ["id", "versionid"],
    asset_id: ["assetid"],
    task_id: ["taskid"],
    user_id: ["userid"],
    status_id: ["statusid"],
    thumbnail_id: ["thumbid"],
    is_published: ["ispublished"],
  },
  Note: {
    id: ["noteid"],
    content: ["text"],
    user_id: ["userid"],
    in_reply_to_id: ["noteparentid"],
    thread_activity: ["triggerdate"],
  },
  User: {
    id: ["id", "userid"],
    first_name: ["firstname"],
    last_name: ["lastname"],
    is_active: ["isactive"],
    thumbnail_id: ["thumbid"],
  },
  List: { project_id: ["showid"], category_id: ["categoryid"], user_id: ["userid"], is_open: ["isopen"] },
};

/** What nobody is told of: what the server notes by itself, the far ends of links, and keys. */
const silent = new Set(["StatusChange", "Event", "CustomAttributeLinkFrom", "ApiKey"]);

export function isTold(type: EntityType): boolean {
  return !type.hidden && !silent.has(type.family.name);
}

/** What events call an entity of *type*: `task` for every typed context, `show`, `assetversion`, … */
export function legacyKind(type: EntityType): string {
  return nearest(type, kinds) ?? type.name.toLowerCase();
}

/** What events call the attribute that is stored in *column*: one name or more, or none if they leave it out. */
export function legacyColumn(type: EntityType, column: string): readonly string[] {
  return nearest(type, columns)?.[column] ?? [column];
}

function nearest<T>(type: EntityType, table: Readonly<Record<string, T>>): T | undefined {
  for (const { name } of type.lineage()) if (Object.hasOwn(table, name)) return table[name];
  return undefined;
}
