/** What clients rely on in a few types, as a server's schema spells it: the key, and relations with their targets. */
export const keptShapes: Readonly<
  Record<string, { readonly key: readonly string[]; readonly relations: Readonly<Record<string, string>> }>
> = {
  Project: { key: ["id"], relations: { project_schema: "ProjectSchema", disk: "Disk", children: "Context" } },
  Shot: { key: ["id"], relations: { parent: "Context", project: "Project", status: "Status", assets: "Asset" } },
  Task: { key: ["id"], relations: { type: "Type", priority: "Priority", assignments: "Appointment" } },
  Asset: { key: ["id"], relations: { parent: "Context", versions: "AssetVersion", latest_version: "AssetVersion" } },
  AssetVersion: {
    key: ["id"],
    relations: { asset: "Asset", task: "Task", user: "User", components: "Component", lists: "AssetVersionList" },
  },
  SequenceComponent: { key: ["id"], relations: { members: "Component", component_locations: "ComponentLocation" } },
  ComponentLocation: { key: ["id"], relations: { component: "Component", location: "Location" } },
  Metadata: { key: ["parent_id", "key"], relations: {} },
  Note: { key: ["id"], relations: { author: "BaseUser", recipients: "Recipient", category: "NoteCategory" } },
  Recipient: { key: ["note_id", "resource_id"], relations: { note: "Note", recipient: "Resource" } },
  NoteLabelLink: { key: ["note_id", "label_id"], relations: { label: "NoteLabel" } },
  Membership: { key: ["id"], relations: { group: "Group", user: "User" } },
  ContextCustomAttributeValue: {
    key: ["configuration_id", "entity_id"],
    relations: { configuration: "CustomAttributeConfiguration" },
  },
  ProjectSchema: { key: ["id"], relations: { _task_workflow: "WorkflowSchema", _schemas: "Schema" } },
  SchemaStatus: { key: ["status_id", "schema_id"], relations: { task_status: "Status" } },
};
