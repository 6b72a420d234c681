import { projectSchema, Session } from "@ftrack/api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LOCATION, OBJECT_TYPE } from "./known-ids.ts";
import { withIds } from "./open-tiny-studio.ts";
import { type FtrackServer, startFtrack } from "./server.ts";
import { idOf } from "./tiny-ids.ts";
import { tinyStudio } from "./tiny-studio.ts";
import { tinyUser } from "./tiny-workflow.ts";

let server: FtrackServer;

beforeAll(async () => {
  const storageScenario = {
    scenario: "ftrack.centralized-storage",
    data: { accessor: { mount_points: { linux: "/mnt/prj", osx: "/Volumes/prj", windows: "P:\\" } } },
  };
  server = await startFtrack({ operations: tinyStudio, storageScenario });
});

afterAll(() => server.close());

function open(options: ConstructorParameters<typeof Session>[3] = {}): Session {
  return new Session(server.url, tinyUser.username, tinyUser.apiKey, options);
}

describe.each([
  ["default options", {}],
  ["dates as text, serialisable answers", { decodeDatesAsIso: true, ensureSerializableResponse: true }],
] as const)("the JavaScript client with %s", (mode, options) => {
  let session: Session;

  beforeEach(async () => {
    session = open(options);
    await session.initializing;
  });

  test("learns the server's information", async () => {
    const information = await session.getServerInformation();
    expect(information).toMatchObject({
      version: "dev",
      is_timezone_support_enabled: true,
      storage_scenario: { scenario: "ftrack.centralized-storage" },
      user_information: { username: tinyUser.username },
    });
    expect(information.schema_hash).toMatch(/^[0-9a-f]{32}$/);
    expect(await session.getServerVersion()).toBe("dev");
  });

  test("learns the schemas", async () => {
    const schemas = await session.getSchemas();
    expect(schemas.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["Project", "Shot", "AssetVersion", "Metadata"]),
    );
    expect(session.getSchema("AssetVersion")?.primary_key).toEqual(["id"]);
    expect(session.getPrimaryKeyAttributes("Metadata")).toEqual(["parent_id", "key"]);
  });

  test("queries through references and collections", async () => {
    const { data, metadata } = await session.query(
      withIds(
        "select version, status.name, asset.parent.name, components.name, link from AssetVersion where id is #v2 limit 1",
      ),
    );
    expect(metadata.next.offset).toBeNull();
    expect(data[0]).toMatchObject({
      version: 2,
      status: { name: "Ready to review" },
      asset: { parent: { name: "sh0010", __entity_type__: "Shot" } },
    });
    expect(data[0]?.components).toHaveLength(3);
  });

  test("creates, updates and deletes", async () => {
    const created = await session.create("Task", { name: `made with ${mode}`, parent_id: idOf("sh0020") });
    expect(created.data.status_id).toBe(idOf("todo"));
    const updated = await session.update("Task", [created.data.id], { status_id: idOf("wip") });
    expect(updated.data.status_id).toBe(idOf("wip"));
    expect(await session.delete("Task", [created.data.id])).toEqual({ action: "delete", data: true });
    expect((await session.query(`Task where id is ${created.data.id}`)).data).toEqual([]);
  });

  test("ensures: finds, updates or creates", async () => {
    const found = await session.ensure("User", { username: "boss", email: "new@tiny.test" }, ["username"]);
    expect(found.id).toBe(idOf("boss"));
    const { data } = await session.query("select email from User where username is boss");
    expect(data[0]?.email).toBe("new@tiny.test");
    const name = `made with ${mode}`;
    const made = await session.ensure("Scope", { name });
    expect((await session.ensure("Scope", { name })).id).toBe(made.id);
  });

  test("searches by words", async () => {
    const { data } = await session.search({
      expression: "select name from TypedContext",
      entityType: "TypedContext",
      terms: ["sh0010", "comp"],
    });
    expect(data).toMatchObject([{ id: idOf("task1"), name: "comp" }]);
  });

  test("does several operations at once, in order", async () => {
    const [query, create, again] = await session.call([
      { action: "query", expression: "Scope where name is batch" },
      { action: "create", entity_type: "Scope", entity_data: { id: idOf("batch"), name: "batch" } },
      { action: "query", expression: "select name from Scope where name is batch" },
    ]);
    expect([query, create, again]).toMatchObject([
      { data: [] },
      { data: { name: "batch" } },
      { data: [{ id: idOf("batch") }] },
    ]);
    await session.delete("Scope", [idOf("batch")]);
  });

  test("takes dates in whatever form the client sends them", async () => {
    const start = new Date("2026-04-01T10:20:30.456Z");
    const { data } = await session.create("Timelog", { start, duration: 5, context_id: idOf("task2") });
    expect(new Date(data.start).toISOString()).toBe("2026-04-01T10:20:30.000Z");
    await session.delete("Timelog", [data.id]);
  });

  test("knows the statuses of each kind of entity from the project schema", async () => {
    const names = async (type: string, typeId?: string) => {
      const statuses: readonly { name: string }[] = await projectSchema.getStatuses(session, idOf("vfx"), type, typeId);
      return statuses.map(({ name }) => name);
    };
    expect(await names("AssetVersion")).toEqual(["In progress", "Ready to review", "Internal Approved"]);
    expect(await names("Task")).toEqual(["Not started", "In progress", "Pending Internal review", "Internal Approved"]);
    expect(await names("Shot")).toEqual(["Not started", "Internal Approved"]);
  });

  test("says what was wrong with a query", async () => {
    await expect(session.query("Task where name is")).rejects.toMatchObject({
      name: "ServerError",
      message: expect.stringContaining("line 1, column 19"),
    });
    await expect(session.query("Tusk")).rejects.toMatchObject({ message: expect.stringContaining("No schema 'Tusk'") });
  });
});

test("statuses of a task type that the schema overrides", async () => {
  const session = open();
  const statuses = await projectSchema.getStatuses(session, idOf("vfx"), "Task", idOf("roto"));
  expect(statuses.map(({ name }: { name: string }) => name)).toEqual(["In progress", "Internal Approved"]);
});

test("dates come as text where that is asked for", async () => {
  const { data } = await open({ decodeDatesAsIso: true }).query(
    withIds("select date from AssetVersion where id is #v1"),
  );
  expect(data[0]?.date).toBe("2026-03-01T08:00:00.000Z");
});

test("strict mode refuses attributes that do not exist", async () => {
  await expect(open({ strictApi: true }).create("Scope", { shade: "red" })).rejects.toMatchObject({
    name: "ServerValidationError",
  });
});

describe("who may call", () => {
  const attempt = (user: string, key: string) => new Session(server.url, user, key).initializing;

  test.each([
    ["a wrong key", tinyUser.username, "nope"],
    ["an unknown user", "nobody", tinyUser.apiKey],
    ["another user's key", "boss", tinyUser.apiKey],
    ["an inactive user", "gone", "gone-key"],
    ["an inactive user with a key for all", "gone", "any-user-key"],
  ])("%s is refused", async (_, user, key) => {
    await expect(attempt(user, key)).rejects.toMatchObject({ name: "ServerError" });
    const response = await fetch(`${server.url}/api`, {
      method: "POST",
      headers: { "ftrack-user": user, "ftrack-api-key": key },
      body: "[]",
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ exception: "InvalidCredentialsError" });
  });

  test("a key of nobody speaks for any user", async () => {
    const session = await attempt("boss", "any-user-key");
    expect(session.serverInformation?.user_information?.username).toBe("boss");
  });
});

test("well-known rows are there from the start", async () => {
  const session = open();
  const locations = await session.query("select name from Location order by name");
  expect(locations.data.map(({ name }) => name)).toEqual([
    "ftrack.connect",
    "ftrack.origin",
    "ftrack.review",
    "ftrack.server",
    "ftrack.unmanaged",
  ]);
  expect((await session.query(`Location where id is ${LOCATION.server}`)).data).toHaveLength(1);
  expect((await session.query(`select name from ObjectType where id is ${OBJECT_TYPE.shot}`)).data[0]?.name).toBe(
    "Shot",
  );
  expect((await session.query("Priority")).data).toHaveLength(5);
  expect((await session.query("State")).data).toHaveLength(4);
});
