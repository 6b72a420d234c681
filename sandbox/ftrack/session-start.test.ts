import { expression, operation, Session } from "@ftrack/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCATION, OBJECT_TYPE } from "./known-ids.ts";
import { type FtrackServer, startFtrack } from "./server.ts";
import { sessionModes } from "./session-modes.ts";
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

describe.each(sessionModes)("a session with %s", (_, options) => {
  test("learns the server's information and its schemas in one call", async () => {
    const session = open(options);
    expect(session.initialized).toBe(false);
    expect(await session.initializing).toBe(session);
    expect(session.initialized).toBe(true);
    const information = await session.getServerInformation();
    expect(information).toEqual(session.serverInformation);
    expect(information).toMatchObject({
      version: "dev",
      is_timezone_support_enabled: true,
      storage_scenario: { scenario: "ftrack.centralized-storage" },
      user_information: { username: tinyUser.username },
    });
    expect(information.schema_hash).toMatch(/^[0-9a-f]{32}$/);
    expect(await session.getServerVersion()).toBe("dev");
    const schemas = await session.getSchemas();
    expect(schemas).toEqual(session.schemas);
    expect(schemas.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["Project", "Shot", "AssetVersion", "Metadata"]),
    );
  });

  test("tells the keys of entities", async () => {
    const session = await open(options).initializing;
    expect(session.getSchema("AssetVersion")).toMatchObject({ id: "AssetVersion", primary_key: ["id"] });
    expect(session.getSchema("Nothing")).toBeNull();
    expect(session.getPrimaryKeyAttributes("Metadata")).toEqual(["parent_id", "key"]);
    expect(session.getPrimaryKeyAttributes("Nothing")).toBeNull();
    expect(session.getIdentifyingKey({ __entity_type__: "Task", id: "1" })).toBe("Task,1");
    expect(session.getIdentifyingKey({ __entity_type__: "Metadata", parent_id: "2", key: "k" })).toBe("Metadata,2,k");
    expect(session.getIdentifyingKey({ __entity_type__: "Nothing" })).toBeNull();
  });

  test("sends operations that the server understands, dates included", async () => {
    const session = await open(options).initializing;
    const start = new Date("2026-04-01T10:20:30Z");
    const id = idOf("encoded");
    const body = session.encodeOperations([
      operation.create("Timelog", { id, start, duration: 5, context_id: idOf("task2") }),
      operation.update("Timelog", [id], { duration: 6 }),
      operation.query(expression`select start, duration from Timelog where id is "${id}"`),
      operation.delete("Timelog", [id]),
    ]);
    const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
    const response = await fetch(`${server.url}/api`, { method: "POST", headers, body });
    expect((await response.json()).map(({ action }: { action: string }) => action)).toEqual([
      "create",
      "update",
      "query",
      "delete",
    ]);
  });
});

test("a session asks only for the information that it was told to ask for", async () => {
  const session = await open({ serverInformationValues: ["schema_hash", "version"] }).initializing;
  expect(Object.keys(await session.getServerInformation()).sort()).toEqual([
    "is_timezone_support_enabled",
    "schema_hash",
    "version",
  ]);
});

test("the expression tag keeps quotes in a value from ending it", async () => {
  const session = open();
  const name = `O'Hara "the" third`;
  await session.create("Scope", { name });
  const { data } = await session.query(expression`select name from Scope where name is "${name}"`);
  expect(data).toMatchObject([{ name }]);
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
    await expect(attempt(user, key)).rejects.toMatchObject({
      name: "ServerError",
      errorCode: "api_credentials_invalid",
    });
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
