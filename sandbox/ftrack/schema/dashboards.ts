import type { EntityRow } from "./entity-row.ts";

/** What a person's own pages remember: dashboards, views, open sessions, and where an application was left. */
export const dashboardRows: readonly EntityRow[] = [
  {
    name: "Dashboard",
    properties: `
      id: uid; name: string; created_by -> User; is_shared_with_everyone: boolean = false
      widgets <- DashboardWidget.dashboard_id owned
      dashboard_resources <- DashboardResource.dashboard_id owned
    `,
    required: "id",
    immutable: "id",
  },
  {
    name: "DashboardWidget",
    properties: "id: uid; type: string; dashboard -> Dashboard; config: string; sort: number",
    required: "id",
    immutable: "id",
  },
  {
    name: "DashboardResource",
    alias: "LinkDashboardResource",
    properties: "dashboard -> Dashboard; resource -> Resource",
    key: "dashboard_id resource_id",
    required: "dashboard_id resource_id",
    immutable: "dashboard_id resource_id",
    system: "dashboard_id resource_id",
    needs: "dashboard_id resource_id",
  },
  {
    name: "UserView",
    properties: `
      id: uid; name: string; global: boolean; user -> User
      shared_with >< UserViewResource(user_view_id, resource_id)
    `,
    required: "id",
    immutable: "id",
  },
  {
    name: "UserViewResource",
    properties: "user_view_id: key UserView; resource_id: key Resource",
    key: "user_view_id resource_id",
    hidden: true,
  },
  {
    name: "UserSession",
    properties: "id: uid; user -> User; accessed_time: datetime; creation_time: datetime",
    required: "id",
    immutable: "id",
    system: "user_id",
  },
  {
    name: "UserApplicationState",
    alias: "UserSetting",
    properties: "user_id: key User; key: string; value: string",
    key: "user_id key",
    required: "user_id key value",
    immutable: "user_id key",
    defaults: "user_id key value",
    needs: "user_id key",
  },
];
