import { ApiError } from "./api-error.ts";
import type { SignedIn } from "./auth.ts";
import { SECURITY_ROLE } from "./known-ids.ts";
import { columnOf } from "./read/column-of.ts";
import { schema } from "./schema/schema.ts";
import { type Row, textOf } from "./store/row.ts";
import type { Store } from "./store/store.ts";
import { projectIdOf } from "./write/project-of.ts";

/** `contribute` to projects, `manage` whole projects, `administer` the server. Everybody may read. */
type Right = "contribute" | "manage" | "administer";

const roleRights: Readonly<Record<string, readonly Right[]>> = {
  [SECURITY_ROLE.administrator]: ["contribute", "manage", "administer"],
  [SECURITY_ROLE.api]: ["contribute", "manage", "administer"],
  [SECURITY_ROLE.projectManager]: ["contribute", "manage"],
  [SECURITY_ROLE.user]: ["contribute"],
  [SECURITY_ROLE.reader]: [],
};
/** Of roles that somebody else made. */
const usualRights = ["contribute"] as const;

const administered = new Set(
  [
    "User BaseUser Collaborator Group Membership UserType SecurityRole UserSecurityRole UserSecurityRoleProject ApiKey",
    "CustomAttributeConfiguration CustomAttributeLinkConfiguration CustomAttributeType CustomAttributeGroup",
    "ProjectSchema ProjectSchemaObjectType ProjectSchemaOverride Schema SchemaStatus SchemaType WorkflowSchema",
    "WorkflowSchemaStatus TaskTypeSchema TaskTypeSchemaType TaskTemplate TaskTemplateItem Status State Type Priority",
    "ObjectType AssetType ListCategory NoteLabel NoteCategory ManagerType Location Disk Setting SettingComponent",
  ].flatMap((line) => line.split(" ")),
);
const managed = new Set(["Project", "Manager"]);

const roles = schema.must("SecurityRole");
const project = schema.must("Project");
const roleUser = columnOf("UserSecurityRole", "user_id");
const roleId = columnOf("UserSecurityRole", "security_role_id");
const roleKey = columnOf("UserSecurityRole", "id");
const everywhere = [
  columnOf("UserSecurityRole", "is_all_projects"),
  columnOf("UserSecurityRole", "is_all_open_projects"),
];
const roleName = columnOf("SecurityRole", "name");
const projectRole = columnOf("UserSecurityRoleProject", "user_security_role_id");
const projectOfRole = columnOf("UserSecurityRoleProject", "project_id");
const projectName = columnOf("Project", "name");
const username = columnOf("User", "username");
const attributeId = columnOf("CustomAttributeConfiguration", "id");
const attributeKey = columnOf("CustomAttributeConfiguration", "key");
const writeAttribute = columnOf("AttributeWriteRole", "configuration_id");
const writeRole = columnOf("AttributeWriteRole", "security_role_id");
const userKey = columnOf("User", "id");

/** A role that somebody holds; `projects` is null if it is for all of them. */
export type HeldRole = {
  readonly id: string;
  readonly name: string;
  readonly rights: readonly Right[];
  readonly projects: ReadonlySet<string> | null;
};

/** What the caller of a batch may write. */
export class Permissions {
  readonly roles: readonly HeldRole[];
  private readonly store: Store;
  private readonly name: string;

  constructor(store: Store, { caller, byGlobalKey }: SignedIn) {
    this.store = store;
    this.name = textOf(caller, username) ?? "";
    this.roles = byGlobalKey ? [globalKeyRole] : heldRoles(store, textOf(caller, userKey) ?? "");
  }

  /**
   * Lets pass who may *act* on *row*: its roles allow it in the row's project or, where it has none, in any.
   * @throws ApiError PermissionError
   */
  check(act: "create" | "change" | "delete", row: Row): void {
    const right = rightFor(row);
    const projectId = right === "administer" ? undefined : projectIdOf(row, this.store);
    const allowing = this.roles.filter(({ rights }) => rights.includes(right));
    const here = ({ projects }: HeldRole) => projects === null || projectId === undefined || projects.has(projectId);
    // A whole project is new to everybody: only who manages all of them may add one.
    const mayAdd = act !== "create" || row.type !== project || allowing.some(({ projects }) => projects === null);
    if (mayAdd && allowing.some(here)) return;
    const where = projectId === undefined ? "" : ` in the project '${this.projectNamed(projectId)}'`;
    const held = this.roles.length === 0 ? "no role" : `only ${this.roles.map(spoken).join(", ")}`;
    throw denied(
      `'${this.name}' may not ${act} ${row.type.name}${where}: that asks for the right to ${right}, ` +
        `and the user has ${held}. An administrator can give a role that allows it.`,
    );
  }

  /**
   * Lets pass who may give the custom attribute *configured* a value: any, unless it names the roles that may.
   * @throws ApiError PermissionError
   */
  checkAttribute(configured: Row): void {
    const named = this.store.lookup(writeAttribute, textOf(configured, attributeId));
    const may = named.length === 0 || this.roles.some(({ rights }) => rights.includes("administer"));
    if (may || named.some((row) => this.roles.some(({ id }) => id === textOf(row, writeRole)))) return;
    const key = textOf(configured, attributeKey) ?? "";
    throw denied(`'${this.name}' may not change the custom attribute '${key}', which names the roles that may.`);
  }

  private projectNamed(id: string): string {
    const row = this.store.get(project, id);
    return row === undefined ? id : (textOf(row, projectName) ?? id);
  }
}

/** A key that belongs to nobody has a role of its own. */
const globalKeyRole: HeldRole = {
  id: SECURITY_ROLE.api,
  name: "API",
  rights: ["contribute", "manage", "administer"],
  projects: null,
};

function heldRoles(store: Store, userId: string): readonly HeldRole[] {
  return store.lookup(roleUser, userId).map((row) => {
    const id = textOf(row, roleId) ?? "";
    const role = store.get(roles, id);
    const rights = roleRights[id] ?? usualRights;
    const name = role === undefined ? id : (textOf(role, roleName) ?? id);
    return { id, name, rights, projects: projectsOf(store, row, rights) };
  });
}

/** Who administers the server does so in all projects. */
function projectsOf(store: Store, row: Row, rights: readonly Right[]): ReadonlySet<string> | null {
  if (rights.includes("administer") || everywhere.some(({ slot }) => row.values[slot] === true)) return null;
  const links = store.lookup(projectRole, textOf(row, roleKey));
  return new Set(links.flatMap((link) => textOf(link, projectOfRole) ?? []));
}

function denied(sentence: string): ApiError {
  return new ApiError("PermissionError", sentence, "permission_denied");
}

function rightFor({ type }: Row): Right {
  if (administered.has(type.name)) return "administer";
  return managed.has(type.name) ? "manage" : "contribute";
}

function spoken({ name, projects }: HeldRole): string {
  if (projects === null) return `'${name}'`;
  return projects.size === 0 ? `'${name}' in no project` : `'${name}' in other projects`;
}
