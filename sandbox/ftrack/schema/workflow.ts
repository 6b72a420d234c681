import type { EntityRow } from "./entity-row.ts";

/** Statuses, types, priorities, and the project schemas that say which of them a project has. */
export const workflowRows: readonly EntityRow[] = [
  {
    name: "State",
    alias: "StatusType",
    properties: "id: uid; name: string; short: string",
    required: "id",
    immutable: "id",
  },
  {
    name: "Status",
    alias: "TaskStatus",
    properties: `
      id: uid; name: string; sort: integer = 0; color: string; is_active: boolean ?= true
      tasks <- Task.status_id; hidden state_id: key State; state -> State (state_id)
    `,
    required: "id is_active",
    immutable: "id",
  },
  {
    name: "Type",
    alias: "TaskType",
    properties: `
      id: uid; name: string; color: string = #510100; sort: integer = 0; is_billable: boolean = true
      task_type_schemas >< TaskTypeSchemaType(type_id, task_type_schema_id); tasks <- Task.type_id
    `,
    required: "id color sort is_billable",
    immutable: "id",
  },
  {
    name: "Priority",
    alias: "PriorityType",
    properties: "id: uid; name: string; value: number = 0; sort: integer = 0; color: string; tasks <- Task.priority_id",
    required: "id",
    immutable: "id",
  },
  {
    name: "ObjectType",
    properties: `
      id: uid; name: string; sort: integer = 0; icon: string = default
      project_schemas >< ProjectSchemaObjectType(object_type_id, project_schema_id)
      is_time_reportable: boolean = false; is_taskable: boolean = true; is_typeable: boolean = true
      is_statusable: boolean = true; is_schedulable: boolean = false; is_leaf: boolean = false
      is_prioritizable: boolean = true; tasks <- Task.object_type_id
    `,
    required: "id name icon sort is_time_reportable is_taskable is_typeable is_statusable is_schedulable",
    immutable: "id",
  },
  {
    name: "ProjectSchema",
    alias: "ProjectScheme",
    properties: `
      id: uid; name: string
      object_types >< ProjectSchemaObjectType(project_schema_id, object_type_id)
      task_type_schema -> TaskTypeSchema; _task_type_schema -> TaskTypeSchema (task_type_schema_id)
      task_workflow_schema -> WorkflowSchema; _task_workflow -> WorkflowSchema (task_workflow_schema_id)
      asset_version_workflow_schema -> WorkflowSchema
      _version_workflow -> WorkflowSchema (asset_version_workflow_schema_id)
      task_workflow_schema_overrides <- ProjectSchemaOverride.project_schema_id owned
      _overrides <- ProjectSchemaOverride.project_schema_id owned
      object_type_schemas <- Schema.project_schema_id owned; _schemas <- Schema.project_schema_id owned
      task_templates <- TaskTemplate.project_schema_id owned
      hidden status_rule_groups <- StatusRuleGroup.schema_id owned
    `,
    required: "id",
    immutable: "id",
  },
  {
    name: "ProjectSchemaObjectType",
    properties: "object_type -> ObjectType; project_schema -> ProjectSchema",
    key: "object_type_id project_schema_id",
    required: "object_type_id project_schema_id",
    immutable: "object_type_id project_schema_id",
    needs: "object_type_id project_schema_id",
  },
  {
    name: "ProjectSchemaOverride",
    alias: "ProjectSchemeOverride",
    properties: "id: uid; project_schema_id: key ProjectSchema; type_id: key Type; workflow_schema -> WorkflowSchema",
    required: "id",
    immutable: "id",
    needs: "project_schema_id workflow_schema_id",
  },
  {
    name: "Schema",
    properties: `
      id: uid; project_schema_id: key ProjectSchema; type_id: key ObjectType; object_type_id: key ObjectType @ type_id
      statuses <- SchemaStatus.schema_id owned; types <- SchemaType.schema_id owned
    `,
    required: "id type_id project_schema_id",
    immutable: "id",
    needs: "project_schema_id type_id",
  },
  {
    name: "SchemaStatus",
    properties: "status_id: key Status; schema_id: key Schema; sort: integer = 0; task_status -> Status (status_id)",
    key: "status_id schema_id",
    required: "status_id schema_id",
    immutable: "status_id schema_id",
    needs: "status_id schema_id",
  },
  {
    name: "SchemaType",
    properties: "type_id: key Type; schema_id: key Schema; sort: integer = 0; task_type -> Type (type_id)",
    key: "type_id schema_id",
    required: "type_id schema_id",
    immutable: "type_id schema_id",
    needs: "type_id schema_id",
  },
  {
    name: "WorkflowSchema",
    alias: "WorkflowScheme",
    properties: `
      id: uid; name: string = Workflow Name
      statuses >< WorkflowSchemaStatus(workflow_schema_id, status_id)
      overrides <- ProjectSchemaOverride.workflow_schema_id
    `,
    required: "id",
    immutable: "id",
  },
  {
    name: "WorkflowSchemaStatus",
    properties: "workflow_schema_id: key WorkflowSchema; status_id: key Status",
    key: "workflow_schema_id status_id",
    required: "workflow_schema_id status_id",
    immutable: "workflow_schema_id status_id",
    needs: "workflow_schema_id status_id",
  },
  {
    name: "TaskTypeSchema",
    alias: "TaskTypeScheme",
    properties: `
      id: uid; name: string = TaskType Schema Name
      types >< TaskTypeSchemaType(task_type_schema_id, type_id)
    `,
    required: "id",
    immutable: "id",
  },
  {
    name: "TaskTypeSchemaType",
    properties: "task_type_schema_id: key TaskTypeSchema; type_id: key Type",
    key: "task_type_schema_id type_id",
    required: "task_type_schema_id type_id",
    immutable: "task_type_schema_id type_id",
    needs: "task_type_schema_id type_id",
  },
  {
    name: "TaskTemplate",
    properties: "id: uid; name: string; project_schema -> ProjectSchema; items <- TaskTemplateItem.template_id owned",
    required: "id name project_schema_id",
    immutable: "id",
    defaults: "id name",
    needs: "project_schema_id",
  },
  {
    name: "TaskTemplateItem",
    properties: "id: uid; template -> TaskTemplate; task_type -> Type",
    required: "id template_id task_type_id",
    immutable: "id",
    needs: "template_id task_type_id",
  },
  {
    name: "StatusRuleGroup",
    properties: `
      id: uid; entity_type: string; schema -> ProjectSchema; status -> Status; role -> SecurityRole
      status_rules <- StatusRule.status_rule_group_id owned
    `,
    required: "id status_id schema_id entity_type",
    immutable: "id",
    defaults: "id status_id entity_type",
    needs: "status_id schema_id",
  },
  {
    name: "TypedContextStatusRuleGroup",
    alias: "TaskStatusRuleGroup",
    base: "StatusRuleGroup",
    properties: "object_type -> ObjectType",
    required: "object_type_id",
    defaults: "object_type_id id status_id entity_type",
  },
  { name: "AssetVersionStatusRuleGroup", base: "StatusRuleGroup", properties: "" },
  {
    name: "StatusRule",
    properties: "id: uid; status_rule_group -> StatusRuleGroup; status -> Status",
    required: "id status_id status_rule_group_id",
    immutable: "id",
    defaults: "id status_id",
    needs: "status_id status_rule_group_id",
  },
];
