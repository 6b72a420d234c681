import { error, Session } from "@ftrack/api";
import { describe, expect, test } from "vitest";
import type { JsonRecord } from "./json.ts";
import { SECURITY_ROLE } from "./known-ids.ts";
import { listAt, OpenStudio, refusalOf } from "./open-tiny-studio.ts";
import { create } from "./operation.ts";
import { startFtrack } from "./server.ts";
import { idOf } from "./tiny-ids.ts";
import { tinyStudio } from "./tiny-studio.ts";

/** Somebody with a key and, of one role, either all projects, NXP alone or none. */
const person = (name: string, role: string | undefined, where: "everywhere" | "NXP" | "nowhere" = "everywhere") => [
  create("User", { id: idOf(name), username: name, is_active: true }),
  create("ApiKey", { identifier: `${name}-key`, resource_id: idOf(name) }),
  ...(role === undefined
    ? []
    : [
        create("UserSecurityRole", {
          id: idOf(`r-${name}`),
          user_id: idOf(name),
          security_role_id: role,
          is_all_projects: where === "everywhere",
          is_all_open_projects: where === "everywhere",
        }),
      ]),
  ...(where === "NXP"
    ? [create("UserSecurityRoleProject", { user_security_role_id: idOf(`r-${name}`), project_id: idOf("nxp") })]
    : []),
];

const staff = [
  ...person("root", SECURITY_ROLE.administrator),
  ...person("robot", SECURITY_ROLE.api),
  ...person("lead", SECURITY_ROLE.projectManager),
  ...person("nxplead", SECURITY_ROLE.projectManager, "NXP"),
  ...person("worker", SECURITY_ROLE.user),
  ...person("nxpworker", SECURITY_ROLE.user, "NXP"),
  ...person("idle", SECURITY_ROLE.user, "nowhere"),
  ...person("guest", SECURITY_ROLE.reader),
  ...person("nobody", undefined),
  create("Shot", { id: idOf("oldshot"), name: "sh", parent_id: idOf("old") }),
  create("CustomAttributeConfiguration", {
    id: idOf("sealed"),
    key: "sealed",
    entity_type: "assetversion",
    type_id: "0d2f2a10-6b7c-11ee-8c99-0242ac120002",
    write_security_roles: [{ __entity_type__: "SecurityRole", id: SECURITY_ROLE.projectManager }],
  }),
];

const write = (action: string, entity_type: string, entity_key: readonly string[], entity_data: JsonRecord = {}) => ({
  action,
  entity_type,
  entity_key,
  entity_data,
});

const writes: Readonly<Record<string, JsonRecord>> = {
  "note on NXP": write("create", "Note", [], { content: "Hi", parent_id: idOf("v2") }),
  "loose note": write("create", "Note", [], { content: "Hi" }),
  "version of NXP": write("create", "AssetVersion", [], { asset_id: idOf("compout") }),
  "place of a component": write("update", "ComponentLocation", [idOf("leftat")], { resource_identifier: "/x" }),
  "metadata on OLD": write("create", "Metadata", [], { parent_id: idOf("oldshot"), key: "k", value: "v" }),
  "status on NXP": write("update", "Task", [idOf("task1")], { status_id: idOf("wip") }),
  "task gone from NXP": write("delete", "Task", [idOf("task2")]),
  "move into OLD": write("update", "Shot", [idOf("sh0020")], { parent_id: idOf("old") }),
  "sealed attribute": write("update", "CustomAttributeValue", [idOf("sealed"), idOf("v1")], { value: "x" }),
  "managers of NXP": write("delete", "Manager", [idOf("manager")]),
  "name of NXP": write("update", "Project", [idOf("nxp")], { full_name: "Next" }),
  "new project": write("create", "Project", [], { name: "ABC", project_schema_id: idOf("vfx") }),
  "new user": write("create", "User", [], { username: "new" }),
  "role for a user": write("create", "UserSecurityRole", [], {
    user_id: idOf("guest"),
    security_role_id: SECURITY_ROLE.administrator,
  }),
  "key for a user": write("create", "ApiKey", [], { identifier: "mine", user_id: idOf("root") }),
  "new status": write("create", "Status", [], { name: "Fine" }),
  "attribute gone": write("delete", "CustomAttributeConfiguration", [idOf("fps")]),
};
const everything = Object.keys(writes);
const contributes = everything.slice(0, 8);

/** Ends each batch, so that one studio serves all attempts: a write that is allowed is taken back. */
const failing = write("delete", "Scope", ["nowhere"]);
const untouched = new OpenStudio(staff);

describe("who may write what", () => {
  test.each([
    ["root", everything],
    ["robot", everything],
    ["lead", everything.slice(0, 12)],
    ["worker", contributes],
    [
      "nxplead",
      [
        "note on NXP",
        "loose note",
        "version of NXP",
        "place of a component",
        "status on NXP",
        "task gone from NXP",
        "sealed attribute",
        "managers of NXP",
        "name of NXP",
      ],
    ],
    [
      "nxpworker",
      ["note on NXP", "loose note", "version of NXP", "place of a component", "status on NXP", "task gone from NXP"],
    ],
    ["idle", ["loose note"]],
    ["guest", []],
    ["nobody", []],
  ])("%s: %j", (username, allowed) => {
    const credentials = { username, apiKey: `${username}-key` };
    for (const [name, operation] of Object.entries(writes)) {
      const refusal = refusalOf(() => untouched.call([operation, failing], { credentials }));
      const wanted = allowed.includes(name) ? /^ValueError: .*nowhere/ : /^PermissionError: /;
      expect([name, refusal]).toEqual([name, expect.stringMatching(wanted)]);
    }
  });

  test("a refusal says who may not do what, where, and what to do", () => {
    const studio = new OpenStudio(staff);
    const credentials = { username: "nxpworker", apiKey: "nxpworker-key" };
    expect(refusalOf(() => studio.call([writes["metadata on OLD"]], { credentials }))).toBe(
      "PermissionError: 'nxpworker' may not create Metadata in the project 'OLD': that asks for the right to " +
        "contribute, and the user has only 'User' in other projects. An administrator can give a role that allows it.",
    );
  });

  test("a refused write takes the rest of its batch back", () => {
    const studio = new OpenStudio(staff);
    const credentials = { username: "worker", apiKey: "worker-key" };
    const batch = [writes["note on NXP"], writes["new user"]];
    expect(refusalOf(() => studio.call(batch, { credentials }))).toMatch(/^PermissionError/);
    expect(studio.count("Note where content is Hi")).toBe(0);
  });

  test.each(["guest", "nobody", "idle"])("everybody reads: %s", (username) => {
    const studio = new OpenStudio(staff);
    const credentials = { username, apiKey: `${username}-key` };
    expect(studio.query("Task", { credentials })).toHaveLength(3);
  });

  test("a key that belongs to nobody has rights of its own, whoever uses it", () => {
    const studio = new OpenStudio(staff);
    const credentials = { username: "guest", apiKey: "any-user-key" };
    expect(studio.create("Status", { name: "Fine" }, { credentials }).name).toBe("Fine");
  });

  test("a role that is given holds from the next batch on, one that is taken no longer", () => {
    const studio = new OpenStudio(staff);
    const credentials = { username: "guest", apiKey: "guest-key" };
    const attempt = () => studio.call([writes["note on NXP"]], { credentials });
    studio.create("UserSecurityRole", {
      id: idOf("more"),
      user_id: idOf("guest"),
      security_role_id: SECURITY_ROLE.user,
      is_all_open_projects: true,
    });
    expect(attempt()).toHaveLength(1);
    studio.remove("UserSecurityRole", [idOf("more")]);
    expect(refusalOf(attempt)).toMatch(/^PermissionError/);
  });
});

describe("roles by action", () => {
  const act = (action: string, more: JsonRecord = {}) => ({
    action,
    user_id: idOf("guest"),
    role_id: SECURITY_ROLE.user,
    ...more,
  });
  const asGuest = { credentials: { username: "guest", apiKey: "guest-key" } };
  const mayNote = (studio: OpenStudio) => {
    try {
      return studio.call([writes["note on NXP"]], asGuest).length === 1;
    } catch {
      return false;
    }
  };

  test("are added, replaced and revoked", () => {
    const studio = new OpenStudio(staff);
    expect(studio.call([act("add_user_security_role")])).toEqual([{ action: "add_user_security_role", data: true }]);
    expect(mayNote(studio)).toBe(true);
    studio.call([act("update_user_security_role", { new_role_id: SECURITY_ROLE.projectManager })]);
    expect(studio.count("UserSecurityRole where user_id is #guest and security_role.name is 'Project Manager'")).toBe(
      1,
    );
    studio.call([act("revoke_user_security_role", { role_id: SECURITY_ROLE.projectManager })]);
    expect(mayNote(studio)).toBe(false);
    expect(refusalOf(() => studio.call([act("revoke_user_security_role")]))).toMatch(/^ValueError/);
  });

  test("are granted and revoked for a project", () => {
    const studio = new OpenStudio(staff);
    studio.call([act("grant_user_security_role_project", { project_id: idOf("nxp") })]);
    expect(mayNote(studio)).toBe(true);
    expect(refusalOf(() => studio.call([writes["metadata on OLD"]], asGuest))).toMatch(/^PermissionError/);
    studio.call([act("revoke_user_security_role_project", { project_id: idOf("nxp") })]);
    expect(mayNote(studio)).toBe(false);
  });

  test.each([
    ["add_user_security_role", {}],
    ["update_user_security_role", { role_id: SECURITY_ROLE.reader, new_role_id: SECURITY_ROLE.administrator }],
    ["grant_user_security_role_project", { project_id: idOf("nxp") }],
  ])("are not taken by oneself: %s", (action, more) => {
    const studio = new OpenStudio(staff);
    expect(refusalOf(() => studio.call([act(action, more)], asGuest))).toMatch(/^PermissionError/);
  });

  test("are told to whom they belong", () => {
    const studio = new OpenStudio(staff);
    const credentials = { username: "nxpworker", apiKey: "nxpworker-key" };
    const [answer] = studio.call([{ action: "permissions" }], { credentials });
    expect(listAt(answer, "data")).toEqual([
      {
        security_role_id: SECURITY_ROLE.user,
        name: "User",
        rights: ["contribute"],
        is_all_projects: false,
        project_ids: [idOf("nxp")],
      },
    ]);
  });
});

test("a client over HTTP reads the refusal as one of permission", async () => {
  const server = await startFtrack({ operations: [...tinyStudio, ...staff] });
  try {
    const session = new Session(server.url, "worker", "worker-key", { autoConnectEventHub: false });
    await expect(session.create("Status", { name: "Fine" })).rejects.toBeInstanceOf(error.ServerPermissionDeniedError);
    await expect(session.query("Status where name is Fine")).resolves.toMatchObject({ data: [] });
  } finally {
    await server.close();
  }
});
