import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listAt } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";
import { RawClient } from "./raw-client.ts";
import { create, remove, UpdateListener, update } from "./update-listener.ts";

let studio: UpdateListener;

beforeAll(async () => {
  studio = await UpdateListener.start();
});

afterAll(() => studio.close());

beforeEach(() => studio.client.forget());

describe("custom attributes", () => {
  const value = (configuration: string, entity: string) => [idOf(configuration), idOf(entity)];
  const setTo = (type: string, configuration: string, entity: string, to: unknown) =>
    update(type, value(configuration, entity), { value: to });

  test("change their entity, by their key and as text", async () => {
    const [changed] = await studio.told(setTo("ContextCustomAttributeValue", "fstart", "sh0010", 1009));
    expect(changed).toMatchObject({
      entityId: idOf("sh0010"),
      entity_type: "Shot",
      action: "update",
      keys: ["fstart"],
      changes: { fstart: { old: "1001", new: "1009" } },
      parentId: idOf("seq010"),
    });
    await studio.told(setTo("ContextCustomAttributeValue", "fstart", "sh0010", 1001));
  });

  test("show their default before they are set; those that are passed down show nothing", async () => {
    const [own] = await studio.told(setTo("ContextCustomAttributeValue", "fstart", "sh0020", 5));
    expect(own?.changes).toEqual({ fstart: { old: "1", new: "5" } });
    const [inherited] = await studio.told(setTo("ContextCustomAttributeValue", "fps", "sh0010", 30));
    expect(inherited?.changes).toEqual({ fps: { old: null, new: "30" } });
    const [unset] = await studio.told(remove("ContextCustomAttributeValue", value("fps", "sh0010")));
    expect(unset).toMatchObject({ action: "update", changes: { fps: { old: "30", new: null } } });
  });

  test("say yes and no as 1 and 0", async () => {
    const [yes] = await studio.told(setTo("AssetVersionCustomAttributeValue", "delivered", "v2", true));
    expect(yes).toMatchObject({ entityType: "assetversion", changes: { delivered: { old: "0", new: "1" } } });
  });

  test("that are set with other attributes of an entity are told together", async () => {
    const id = idOf("whole");
    const [added, ...rest] = await studio.told(
      create("Shot", {
        id,
        name: "whole",
        parent_id: idOf("seq010"),
        custom_attributes: [{ key: "fstart", value: 7 }],
      }),
      update("Shot", id, { description: "later in the batch" }),
    );
    expect(rest).toEqual([]);
    expect(added).toMatchObject({
      action: "add",
      changes: { fstart: { old: "1", new: "7" }, description: { old: null, new: "later in the batch" } },
    });
  });
});

describe("a batch is told in one event", () => {
  test("with each entity once, and its first and last value", async () => {
    const entities = await studio.told(
      update("AssetVersion", idOf("p1"), { comment: "one" }),
      update("Shot", idOf("sh0010"), { description: "new" }),
      update("AssetVersion", idOf("p1"), { comment: "two" }),
    );
    expect(entities).toMatchObject([
      { entityId: idOf("p1"), changes: { comment: { old: "", new: "two" } } },
      { entityId: idOf("sh0010"), changes: { description: { old: 'A "quiet" start', new: "new" } } },
    ]);
    expect(await studio.client.eventsSoFar()).toEqual([]);
  });

  test("but only what is different in the end", async () => {
    await studio.post([
      update("Shot", idOf("sh0020"), { description: "for a moment" }),
      update("Shot", idOf("sh0020"), { description: null }),
      create("Scope", { id: idOf("brief"), name: "brief" }),
      remove("Scope", idOf("brief")),
    ]);
    expect(await studio.client.eventsSoFar()).toEqual([]);
  });

  test("and not at all if it fails or only reads", async () => {
    await studio.post([update("AssetVersion", idOf("v1"), { comment: "lost" }), update("AssetVersion", "nobody", {})]);
    await studio.post([{ action: "query", expression: "AssetVersion" }]);
    expect(await studio.client.eventsSoFar()).toEqual([]);
  });

  test("without keys of users, and without what the server notes by itself", async () => {
    await studio.post([create("ApiKey", { identifier: "secret", user_id: idOf("boss") })]);
    expect(await studio.client.eventsSoFar()).toEqual([]);
    const entities = await studio.told(update("Task", idOf("task1"), { status_id: idOf("wip") }));
    expect(entities.map(({ entity_type }) => entity_type)).toEqual(["Task"]);
  });
});

test("subscribers can ask for some updates only", async () => {
  const own = await RawClient.connect(studio.server.url);
  await own.subscribe("topic=ftrack.update and source.user.username=boss", { id: "boss" });
  await studio.post([update("AssetVersion", idOf("v1"), { comment: "mine" })]);
  await studio.post([update("AssetVersion", idOf("v1"), { comment: "theirs" })], {
    "ftrack-user": "boss",
    "ftrack-api-key": "any-user-key",
  });
  expect(await own.eventsSoFar()).toMatchObject([{ data: { user: { userid: idOf("boss") } } }]);
});

test("fifty clients all hear of a hundred updates, each of them once", async () => {
  const clients = await Promise.all(Array.from({ length: 50 }, () => RawClient.connect(studio.server.url)));
  await Promise.all(clients.map((client, at) => client.subscribe("topic=ftrack.update", { id: `c${at}` })));
  const scopes = Array.from({ length: 100 }, (_, at) => create("Scope", { name: `scope ${at}` }));
  await studio.post(scopes);
  for (const client of clients) {
    const heard = await client.eventsSoFar();
    expect(heard.map(({ data }) => listAt(data, "entities").length)).toEqual([100]);
  }
});

test("everything in a project goes with it, and each part still knows its place", async () => {
  const entities = await studio.told(remove("Project", idOf("nxp")));
  const kinds = new Set(entities.map(({ entityType }) => entityType));
  expect([...kinds]).toEqual(
    expect.arrayContaining(["show", "task", "asset", "assetversion", "component", "note", "list", "appointment"]),
  );
  const placed = entities.filter(({ action }) => action === "remove");
  const lost = placed.filter((entity) => listAt(entity, "parents").at(-1)?.entityId !== idOf("nxp"));
  expect(lost.map(({ entity_type }) => entity_type)).toEqual([]);
});
