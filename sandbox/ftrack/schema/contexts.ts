import { OBJECT_TYPE, PRIORITY } from "#sandbox/ftrack/known-ids";
import type { EntityRow } from "./entity-row.ts";

const noWork = "bid start_date end_date split_parts";
const noType = "type_id type";
const noStatus = "status_id status";
const noPriority = "priority_id priority";

/** A typed context of its own object type; *fixed* names what can't be set on it. */
function concrete(name: string, objectType: string, ...fixed: string[]): EntityRow {
  return {
    name,
    base: "TypedContext",
    properties: fixed.includes(noPriority) ? "" : `priority_id: key Priority = ${PRIORITY.none}`,
    objectType,
    immutable: ["object_type_id object_type", ...fixed].join(" "),
    groupBy: true,
  };
}

/** Projects and everything that lives in their tree. */
export const contextRows: readonly EntityRow[] = [
  {
    name: "Context",
    properties: `
      context_type: string; id: uid; name: string =
      parent -> Context; children <- Context.parent_id owned
      project_id: key Project
      thumbnail -> Component; thumbnail_url: object := thumbnail_url
      appointments <- Appointment.context_id owned
      assignments <- Appointment.context_id [type assignment]; allocations <- Appointment.context_id [type allocation]
      assets <- Asset.context_id owned; timelogs <- Timelog.context_id owned; notes <- Note.parent_id owned
      scopes >< ContextScope(context_id, scope_id)
      managers <- Manager.context_id owned
      _link: string := link; link: string := link
      created_by -> User; created_at: datetime
      custom_attributes <= ContextCustomAttributeValue.entity_id owned
      custom_attribute_links <= CustomAttributeLink.from_id owned restricted
      custom_attribute_links_from <= CustomAttributeLinkFrom.to_id owned restricted
    `,
    required: "context_type id name",
    immutable: "id _link link thumbnail_url created_by_id created_by created_at",
    computed: "thumbnail_url",
    defaults: "context_type id name",
    system: "context_type",
    unique: ["parent_id object_type_id name"],
    groupBy: true,
  },
  {
    name: "Project",
    alias: "Show",
    base: "Context",
    properties: `
      full_name: string; root: string; start_date: datetime; end_date: datetime
      is_global: boolean = false; is_private: boolean = false
      project_schema -> ProjectSchema; status: string; color: string; disk -> Disk
      descendants: many TypedContext := descendants
      metadata <= Metadata.parent_id owned
      review_sessions <- ReviewSession.project_id owned; review_session_folders <- ReviewSessionFolder.project_id owned
      calendar_events <- CalendarEvent.project_id owned
      user_security_role_projects <- UserSecurityRoleProject.project_id owned
      hidden lists <- List.project_id owned
    `,
    required: "is_global status project_schema_id",
    computed: "thumbnail_url",
    groupBy: true,
  },
  {
    name: "TypedContext",
    alias: "Task",
    base: "Context",
    properties: `
      bid: number; time_logged: number := time_logged
      bid_time_logged_difference: number := bid_time_logged_difference
      description: string; start_date: datetime; end_date: datetime; sort: number
      project -> Project (project_id); status -> Status; type -> Type; priority -> Priority; object_type -> ObjectType
      thumbnail_source_id: key Context := thumbnail_source_id
      metadata <= Metadata.parent_id owned
      ancestors: many TypedContext := ancestors; descendants: many TypedContext := descendants
      lists >< ListObject(entity_id, list_id: TypedContextList)
      incoming_links <- TypedContextLink.to_id owned; outgoing_links <- TypedContextLink.from_id owned
      status_changes <- StatusChange.parent_id owned; split_parts <- SplitTaskPart.task_id owned
      hidden list_objects <- ListObject.entity_id owned
    `,
    required: "bid status_id type_id priority_id object_type_id sort",
    immutable: "time_logged bid_time_logged_difference thumbnail_source_id",
    computed: "time_logged bid_time_logged_difference thumbnail_source_id thumbnail_url",
    needs: "parent_id",
    system: "project_id context_type object_type_id",
    systemOnWire: "showid context_type",
    groupBy: true,
  },
  concrete("Task", OBJECT_TYPE.task),
  concrete("Milestone", OBJECT_TYPE.milestone, "start_date split_parts"),
  concrete("Episode", OBJECT_TYPE.episode, noType, noWork),
  concrete("Scene", OBJECT_TYPE.scene, noPriority, noType, noWork),
  concrete("Folder", OBJECT_TYPE.folder, noType, noStatus, noWork),
  concrete("Image", OBJECT_TYPE.image, noPriority, noType, noStatus, noWork),
  concrete("AssetBuild", OBJECT_TYPE.assetBuild, noWork),
  concrete("Shot", OBJECT_TYPE.shot, noType, noWork),
  concrete("Sequence", OBJECT_TYPE.sequence, noType, noStatus, noWork),
  concrete("Information", OBJECT_TYPE.information, noPriority, noType, noStatus, noWork),
  {
    name: "TypedContextLink",
    alias: "Dependency",
    properties: `
      id: uid; from -> TypedContext; to -> TypedContext; lag: number; type: string = end_to_start
      metadata <= Metadata.parent_id owned
    `,
    required: "id from_id to_id",
    immutable: "id",
    defaults: "id from_id to_id",
    needs: "from_id to_id",
  },
  {
    name: "SplitTaskPart",
    properties: "id: uid; label: string; start_date: datetime; end_date: datetime; task -> Task",
    required: "id start_date end_date task_id",
    immutable: "id",
    system: "task_id",
    needs: "task_id",
  },
  { name: "Scope", properties: "id: uid; name: string", required: "name id", immutable: "id" },
  {
    name: "ContextScope",
    properties: "context_id: key Context; scope_id: key Scope",
    key: "context_id scope_id",
    hidden: true,
  },
  {
    name: "Timelog",
    properties: `
      id: uid; name: string; comment: string =; start: datetime; duration: number; time_zone_offset: number
      user -> User; context -> Context
    `,
    required: "comment start duration id",
    immutable: "id",
    system: "user_id context_id",
  },
  {
    name: "Timer",
    properties: "id: uid; name: string; comment: string =; start: datetime; context -> Context; user -> User",
    required: "comment start user_id id",
    immutable: "id",
    unique: ["user_id"],
    needs: "user_id",
  },
  {
    name: "StatusChange",
    alias: "Trac",
    properties: `
      id: string; parent_id: string; parent_type: string; date: datetime
      status -> Status; from_status -> Status; user -> User
    `,
    required: "id",
    immutable: "id",
  },
  { name: "TypedContextStatusChange", base: "StatusChange", properties: "parent -> TypedContext (parent_id)" },
  { name: "AssetVersionStatusChange", base: "StatusChange", properties: "parent -> AssetVersion (parent_id)" },
];
