import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectIdSchema } from "#lib/domain/ids";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { OBJECT_TYPE } from "#sandbox/ftrack/known-ids";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { createFtrack } from "./ftrack.ts";

const nxp = projectIdSchema.parse(idOf("nxp"));
const boss = { username: "boss", name: "Bo Boss", email: "bo@tiny.test" };
const lead = { username: "lead", name: "lead", email: "lead@tiny.test" };

/** ftrack keeps an attribute for each kind of entity, and for users and groups, all under one key. */
const attribute = (id: string, from: object, to: "user" | "group") =>
  create("CustomAttributeLinkConfiguration", {
    id: idOf(id),
    key: "supervisor",
    label: "Supervisor",
    entity_type_to: to,
    ...from,
  });

const link = (from: string, to: string, configuration = "supervisor") =>
  create("CustomAttributeLink", {
    id: idOf(`${from}>${to}`),
    configuration_id: idOf(configuration),
    from_id: idOf(from),
    to_id: idOf(to),
  });

const extras = [
  create("User", { id: idOf("lead"), username: "lead", email: "lead@tiny.test", is_active: true }),
  create("User", { id: idOf("mute"), username: "mute", email: "", is_active: true }),
  ...["lead", "gone", "mute", "boss"].map((user) =>
    create("Membership", { id: idOf(`in ${user}`), group_id: idOf("leads"), user_id: idOf(user) }),
  ),
  create("Group", { id: idOf("quoted"), name: 'The "A\\B" team' }),
  create("Membership", { id: idOf("in quoted"), group_id: idOf("quoted"), user_id: idOf("lead") }),
  attribute("of tasks", { entity_type: "task", object_type_id: OBJECT_TYPE.task }, "user"),
  attribute("of shows", { entity_type: "show" }, "group"),
  link("task3", "lead", "of tasks"),
  link("sh0020", "gone"),
  link("nxp", "compleads", "of shows"),
];

let server: FtrackServer;
let ftrack: FtrackPort;

beforeAll(async () => {
  server = await startFtrack({ operations: [...tinyStudio, ...extras] });
  const { username: apiUser, apiKey } = tinyUser;
  ftrack = createFtrack({ server: server.url, apiUser, apiKey, timeoutMs: 5000 });
});
afterAll(() => server.close());

describe("a ftrack group", () => {
  const inGroup = (group: string) => ftrack.supervisors({ from: "ftrack-group", group }, nxp, []);

  test("names its members and those of the groups below it, once each, the inactive and unreachable left out", async () => {
    expect(new Set(await inGroup("Leads"))).toEqual(new Set([lead, boss]));
    expect(await inGroup("Comp leads")).toEqual([boss]);
  });

  test("may have quotes and backslashes in its name", async () => {
    expect(await inGroup('The "A\\B" team')).toEqual([lead]);
  });

  test("that is not there names nobody", async () => {
    expect(await inGroup('Leads" or name like "%')).toEqual([]);
  });
});

describe("a ftrack attribute", () => {
  const linked = (...tasks: string[]) =>
    ftrack.supervisors({ from: "ftrack-attribute", attribute: "supervisor" }, nxp, tasks.map(idOf));

  test("counts on the task, on everything above it and on the project, for users and groups", async () => {
    expect(new Set(await linked("task3"))).toEqual(new Set([lead, boss]));
  });

  test("counts on the project where there are no tasks", async () => {
    expect(await linked()).toEqual([boss]);
  });

  test("of another name names nobody", async () => {
    const other = { from: "ftrack-attribute", attribute: "producer" } as const;
    expect(await ftrack.supervisors(other, nxp, [idOf("task3")])).toEqual([]);
  });
});

test("a manager type names the project's managers of that type", async () => {
  expect(await ftrack.supervisors({ from: "project-manager", type: "Supervisor" }, nxp, [])).toEqual([boss]);
  expect(await ftrack.supervisors({ from: "project-manager", type: "Producer" }, nxp, [])).toEqual([]);
});
