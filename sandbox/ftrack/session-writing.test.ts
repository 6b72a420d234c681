import { operation, Session } from "@ftrack/api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type FtrackServer, startFtrack } from "./server.ts";
import { sessionModes } from "./session-modes.ts";
import { idOf } from "./tiny-ids.ts";
import { tinyStudio } from "./tiny-studio.ts";
import { tinyUser } from "./tiny-workflow.ts";

let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});

afterAll(() => server.close());

function open(options: ConstructorParameters<typeof Session>[3] = {}): Session {
  return new Session(server.url, tinyUser.username, tinyUser.apiKey, options);
}

describe.each(sessionModes)("a session with %s", (mode, options) => {
  let session: Session;

  beforeEach(async () => {
    session = open(options);
    await session.initializing;
  });

  test("creates, updates and deletes, by a list of keys or by one", async () => {
    const created = await session.create("Task", { name: `made with ${mode}`, parent_id: idOf("sh0020") });
    expect(created).toMatchObject({ action: "create", data: { __entity_type__: "Task", status_id: idOf("todo") } });
    const { id } = created.data;
    const updated = await session.update("Task", [id], { status_id: idOf("wip") }, { pushToken: "push-1" });
    expect(updated).toMatchObject({ action: "update", data: { id, status_id: idOf("wip") } });
    await session.update("Task", id, { description: "by one key" });
    expect((await session.query(`select description from Task where id is ${id}`)).data).toMatchObject([
      { description: "by one key" },
    ]);
    expect(await session.delete("Task", [id])).toEqual({ action: "delete", data: true });
    expect((await session.query(`Task where id is ${id}`)).data).toEqual([]);
    await expect(session.delete("Task", id)).rejects.toMatchObject({ name: "ServerError" });
  });

  test("ensures: finds one as it is, updates one that differs, creates one that is missing", async () => {
    const found = await session.ensure("User", { username: "boss", email: `${mode}@tiny.test` }, ["username"]);
    expect(found.id).toBe(idOf("boss"));
    const { data } = await session.query("select email from User where username is boss");
    expect(data[0]?.email).toBe(`${mode}@tiny.test`);
    const name = `made with ${mode}`;
    const made = await session.ensure("Scope", { name });
    expect((await session.ensure("Scope", { name })).id).toBe(made.id);
    const start = new Date("2026-04-02T08:00:00Z");
    const logged = { name, start, duration: 60, context_id: idOf("task2") };
    const log = await session.ensure("Timelog", logged, ["name", "start"]);
    expect((await session.ensure("Timelog", { ...logged, duration: 90 }, ["name", "start"])).id).toBe(log.id);
    const logs = await session.query(`select duration from Timelog where name is "${name}"`);
    expect(logs.data).toMatchObject([{ id: log.id, duration: 90 }]);
  });

  test("ensuring what fits several entities changes none", async () => {
    const rename = session.ensure("Task", { name: "comp", description: "both?" }, ["name"]);
    await expect(rename).rejects.toThrow("Expected single or no item");
    expect((await session.query('Task where description is "both?"')).data).toEqual([]);
  });

  test("does several operations at once, in order", async () => {
    const [query, create, again] = await session.call([
      operation.query("Scope where name is batch"),
      operation.create("Scope", { id: idOf("batch"), name: "batch" }),
      operation.query("select name from Scope where name is batch"),
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
    expect(new Date(data.start).toISOString()).toBe(start.toISOString());
    const stored = (await session.query(`select start from Timelog where id is ${data.id}`)).data[0];
    expect(new Date(stored?.start).toISOString()).toBe("2026-04-01T10:20:30.000Z");
    await session.delete("Timelog", [data.id]);
  });

  test("learns of a write that fails, and nothing of it stays", async () => {
    const batch = [
      operation.create("Scope", { name: "half" }),
      operation.create("Shot", { name: "sh0010", parent_id: idOf("seq010") }),
    ];
    await expect(session.call(batch)).rejects.toMatchObject({
      name: "ServerError",
      message: expect.stringContaining("Duplicate entry"),
    });
    expect((await session.query("Scope where name is half")).data).toEqual([]);
  });
});

test("strict mode refuses attributes that do not exist", async () => {
  await expect(open({ strictApi: true }).create("Scope", { shade: "red" })).rejects.toMatchObject({
    name: "ServerValidationError",
  });
});
