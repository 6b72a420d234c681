import type { EntityRow } from "./entity-row.ts";

/** Users, groups, and what binds them to work and to rights. */
export const peopleRows: readonly EntityRow[] = [
  {
    name: "Resource",
    properties: `
      resource_type: string; id: uid
      appointments <- Appointment.resource_id owned
      assignments <- Appointment.resource_id [type assignment]; allocations <- Appointment.resource_id [type allocation]
      dashboard_resources <- DashboardResource.resource_id owned
      hidden received <- Recipient.resource_id owned
      hidden api_keys <- ApiKey.resource_id owned
      hidden booked <- CalendarEventResource.resource_id owned
    `,
    required: "resource_type id",
    immutable: "id",
    system: "resource_type",
  },
  {
    name: "BaseUser",
    base: "Resource",
    properties: `
      first_name: string; last_name: string; email: string
      thumbnail -> Component; thumbnail_url: object := thumbnail_url
    `,
    immutable: "thumbnail_url",
    computed: "thumbnail_url",
  },
  { name: "Collaborator", base: "BaseUser", properties: "created_from_shared_url: string", computed: "thumbnail_url" },
  {
    name: "User",
    base: "BaseUser",
    properties: `
      resource_type: string = user; username: string; is_active: boolean ?= true; require_details_update: boolean ?= false
      is_otp_enabled: boolean ?= false; is_totp_enabled: boolean ?= false
      timelogs <- Timelog.user_id; memberships <- Membership.user_id owned
      metadata <= Metadata.parent_id owned
      user_security_roles <- UserSecurityRole.user_id owned
      user_type -> UserType
      custom_attributes <= UserCustomAttributeValue.entity_id owned
      custom_attribute_links <= CustomAttributeLink.from_id owned restricted
      custom_attribute_links_from <= CustomAttributeLinkFrom.to_id owned restricted
      hidden managed <- Manager.user_id owned
      hidden timers <- Timer.user_id owned
      hidden application_states <- UserApplicationState.user_id owned
      hidden sessions <- UserSession.user_id owned
      hidden views <- UserView.user_id owned
    `,
    required: "username is_active",
    immutable: "resource_type",
    computed: "thumbnail_url",
    unique: ["username"],
  },
  {
    name: "Group",
    base: "Resource",
    properties: `
      resource_type: string = group; name: string =; local: boolean ?= true
      parent -> Group; children <- Group.parent_id; link: string := group_link
      memberships <- Membership.group_id owned
      custom_attribute_links <= CustomAttributeLink.from_id owned restricted
      custom_attribute_links_from <= CustomAttributeLinkFrom.to_id owned restricted
    `,
    required: "name local",
    immutable: "resource_type link",
  },
  {
    name: "Membership",
    properties: "id: uid; group -> Group; user -> User",
    required: "group_id user_id id",
    immutable: "id",
    unique: ["group_id user_id"],
    needs: "group_id user_id",
  },
  { name: "UserType", properties: "id: uid; name: string", required: "id", immutable: "id name" },
  {
    name: "SecurityRole",
    alias: "Auth_Role",
    properties: "id: uid; name: string; type: string; user_security_roles <- UserSecurityRole.security_role_id owned",
    required: "id",
    immutable: "id",
    defaults: "id name",
  },
  {
    name: "UserSecurityRole",
    alias: "Auth_UserRole",
    properties: `
      id: uid; user -> User; security_role -> SecurityRole
      is_all_projects: boolean; is_all_open_projects: boolean
      user_security_role_projects <- UserSecurityRoleProject.user_security_role_id owned
    `,
    required: "id",
    immutable: "id",
    defaults: "id user_id security_role_id",
    needs: "user_id security_role_id",
  },
  {
    name: "UserSecurityRoleProject",
    alias: "UserRoleProject",
    properties: "id: uid; user_security_role -> UserSecurityRole; project -> Project",
    required: "id",
    immutable: "id",
    defaults: "id user_security_role_id project_id",
    needs: "user_security_role_id",
  },
  {
    name: "Appointment",
    properties: "id: uid; type: string; resource -> Resource; context -> Context",
    required: "id type resource_id context_id",
    immutable: "id",
    needs: "resource_id context_id",
  },
  {
    name: "Manager",
    properties: "id: uid; context -> Context; type -> ManagerType; user -> User",
    required: "id",
    immutable: "id",
    needs: "context_id user_id",
  },
  { name: "ManagerType", properties: "id: uid; name: string", required: "id", immutable: "id" },
  {
    name: "ApiKey",
    alias: "AccessKey",
    properties: "id: uid; identifier: string; resource_id: key Resource; prefix: string",
    required: "id",
    immutable: "id",
    unique: ["identifier"],
    needs: "identifier",
    system: "identifier resource_id prefix",
  },
];
