import type { EntityRow } from "./entity-row.ts";

/** Settings, jobs, events and calendars: what every server has and no artist publishes. */
export const systemRows: readonly EntityRow[] = [
  {
    name: "Setting",
    properties: "name: string = default; group: string = default; value: string = default",
    key: "name group",
    required: "name group",
    immutable: "name group",
  },
  {
    name: "SettingComponent",
    properties: `
      component -> Component; name: string; group: string; setting: one Setting := component_setting
      url: object := component_url; thumbnail_url: object := component_thumbnail_url
    `,
    key: "component_id name group",
    required: "component_id name group",
    immutable: "component_id name group thumbnail_url url",
    computed: "thumbnail_url url",
    needs: "component_id",
  },
  {
    name: "EntitySetting",
    alias: "SettingOverride",
    properties: "parent_id: string; parent_type: entity-type; group: string; name: string; value: string",
    key: "parent_id group name",
    required: "parent_id group name value parent_type",
    immutable: "parent_id group name",
    defaults: "parent_id group name value parent_type",
  },
  {
    name: "Job",
    properties: `
      id: uid; status: string = queued; user -> User; data: json; type: string = api_job
      created_at: datetime; finished_at: datetime; job_components <- JobComponent.job_id owned
    `,
    required: "id status type",
    immutable: "id type",
  },
  {
    name: "JobComponent",
    properties: "component -> Component; job -> Job; url: object := component_url",
    key: "component_id job_id",
    required: "component_id job_id",
    immutable: "component_id job_id url",
    computed: "url",
    needs: "component_id job_id",
  },
  {
    name: "Event",
    alias: "SocialEvent",
    properties: `
      id: serial; parent_type: string; parent_id: string; project -> Project; user -> User
      action: string; insert: string; data: string; created_at: datetime; feeds: many Feed := event_feeds
    `,
    required: "id",
    immutable: "id",
    system: "project_id",
    systemOnWire: "showid",
    groupBy: true,
  },
  {
    name: "Feed",
    alias: "SocialFeed",
    properties: `
      id: uid; owner_id: string; social_id: integer; event: one Event := feed_event; distance: integer = 0
      relation: string
      created_at: datetime; cluster_id: string
    `,
    required: "id",
    immutable: "id",
  },
  {
    name: "CalendarEvent",
    properties: `
      name: string =; start: datetime; end: datetime; id: uid; project -> Project; type -> Type
      calendar_event_resources <- CalendarEventResource.calendar_event_id owned
      created_at: datetime; created_by -> User; estimate: number; effort: number
      leave: boolean; everyone: boolean; forecast: boolean
      metadata <= Metadata.parent_id owned
    `,
    required: "name start end id",
    immutable: "id",
    defaults: "id start end",
    system: "project_id",
    groupBy: true,
  },
  {
    name: "CalendarEventResource",
    properties: `
      id: uid; calendar_event -> CalendarEvent; resource -> Resource; created_at: datetime; created_by -> User
    `,
    required: "calendar_event_id resource_id id",
    immutable: "id",
    defaults: "id calendar_event_id resource_id",
    needs: "calendar_event_id resource_id",
  },
];
