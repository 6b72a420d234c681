import { ApiError } from "#sandbox/ftrack/api-error";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import type { EntityType } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Writer } from "#sandbox/ftrack/write/writer";
import type { Action } from "./action.ts";
import { textAt } from "./sent.ts";

const user = schema.must("User");
const role = schema.must("SecurityRole");
const project = schema.must("Project");
const held = schema.must("UserSecurityRole");
const grant = schema.must("UserSecurityRoleProject");
const heldBy = columnOf("UserSecurityRole", "user_id");
const heldRole = columnOf("UserSecurityRole", "security_role_id");
const grantOf = columnOf("UserSecurityRoleProject", "user_security_role_id");
const grantTo = columnOf("UserSecurityRoleProject", "project_id");

type Work = (writer: Writer, sent: JsonRecord) => void;

/** Gives or takes a role for all projects; is refused to those who are no administrators. */
function told(work: Work): Action {
  return (sent, { writer }) => {
    work(writer, sent);
    return { action: textAt(sent, "action"), data: true };
  };
}

const revoke = told((writer, sent) => drop(writer, mustHold(writer, sent)));

/** What clients call to give and take security roles, and to ask what they may do. */
export const securityRoleActions: Readonly<Record<string, Action>> = {
  add_user_security_role: told((writer, sent) => {
    hold(writer, sent, roleNamed(writer, sent), true);
  }),
  revoke_user_security_role: revoke,
  remove_user_security_role: revoke,
  update_user_security_role: told((writer, sent) => {
    drop(writer, mustHold(writer, sent));
    hold(writer, sent, named(writer, role, textAt(sent, "new_role_id")), true);
  }),
  grant_user_security_role_project: told((writer, sent) => {
    const row = hold(writer, sent, roleNamed(writer, sent), false);
    const project_id = primaryKeyOf(named(writer, project, textAt(sent, "project_id")));
    if (grantsOf(writer, row, project_id).length > 0) return;
    writer.create(grant, { user_security_role_id: primaryKeyOf(row), project_id });
  }),
  revoke_user_security_role_project: told((writer, sent) => {
    const row = mustHold(writer, sent);
    writer.permissions?.check("change", row);
    const projectId = primaryKeyOf(named(writer, project, textAt(sent, "project_id")));
    for (const one of grantsOf(writer, row, projectId)) writer.remove(grant, primaryKeyOf(one));
  }),
  permissions: (_, { writer }) => ({
    action: "permissions",
    data: (writer.permissions?.roles ?? []).map(({ id, name, rights, projects }) => ({
      security_role_id: id,
      name,
      rights,
      is_all_projects: projects === null,
      project_ids: [...(projects ?? [])],
    })),
  }),
};

/** The user's row of that role, made now if there is none. */
function hold(writer: Writer, sent: JsonRecord, what: Row, is_all_projects: boolean): Row {
  const row =
    heldRow(writer, sent, what) ??
    writer.create(held, {
      user_id: primaryKeyOf(named(writer, user, textAt(sent, "user_id"))),
      security_role_id: primaryKeyOf(what),
      is_all_projects,
      is_all_open_projects: is_all_projects,
    });
  writer.permissions?.check("create", row);
  return row;
}

function drop(writer: Writer, row: Row): void {
  writer.permissions?.check("delete", row);
  writer.remove(held, primaryKeyOf(row));
}

/** @throws ApiError ValueError */
function mustHold(writer: Writer, sent: JsonRecord): Row {
  const what = roleNamed(writer, sent);
  const row = heldRow(writer, sent, what);
  if (row !== undefined) return row;
  throw new ApiError("ValueError", `The user does not have the security role '${primaryKeyOf(what)}'`);
}

function heldRow(writer: Writer, sent: JsonRecord, what: Row): Row | undefined {
  const owner = primaryKeyOf(named(writer, user, textAt(sent, "user_id")));
  return writer.store.lookup(heldBy, owner).find((row) => textOf(row, heldRole) === primaryKeyOf(what));
}

function grantsOf({ store }: Writer, row: Row, projectId: string): readonly Row[] {
  return store.lookup(grantOf, primaryKeyOf(row)).filter((one) => textOf(one, grantTo) === projectId);
}

function roleNamed(writer: Writer, sent: JsonRecord): Row {
  return named(writer, role, textAt(sent, sent.role_id === undefined ? "security_role_id" : "role_id"));
}

/** @throws ApiError ValueError */
function named({ store }: Writer, type: EntityType, id: string): Row {
  const row = store.get(type, id);
  if (row !== undefined) return row;
  throw new ApiError("ValueError", `There is no ${type.name} '${id}'`);
}
