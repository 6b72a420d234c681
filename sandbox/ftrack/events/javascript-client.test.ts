import { Event, EventHub, Session } from "@ftrack/api";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio } from "#sandbox/ftrack/tiny-studio";
import { tinyUser } from "#sandbox/ftrack/tiny-workflow";

let server: FtrackServer;
let hubs: EventHub[];

beforeEach(async () => {
  server = await startFtrack({ operations: tinyStudio });
  hubs = [];
  return async () => {
    for (const hub of hubs) hub.disconnect();
    await server.close();
  };
});

afterEach(() => vi.restoreAllMocks());

/** The client keeps one socket for each user and key, so that two hubs need two of them. */
async function connect(username = tinyUser.username, apiKey = tinyUser.apiKey): Promise<EventHub> {
  const hub = new EventHub(server.url, username, apiKey, { applicationId: "tests" });
  hubs.push(hub);
  hub.connect();
  await connected(hub);
  return hub;
}

function connected(hub: EventHub): Promise<void> {
  return vi.waitFor(() => expect(hub.isConnected()).toBe(true), { timeout: 10_000, interval: 10 });
}

/** Settles when the server knows of all that *hub* asked for before. */
async function settled(hub: EventHub): Promise<void> {
  const topic = `settled.${Math.random()}`;
  const reached = new Promise<void>((resolve) => {
    hub.subscribe(`topic=${topic}`, () => resolve());
  });
  await hub.publish(new Event(topic, {}));
  await reached;
}

test("connects, and says whether it is", async () => {
  const hub = new EventHub(server.url, tinyUser.username, tinyUser.apiKey);
  expect(hub.isConnected()).toBe(false);
  hub.connect();
  await connected(hub);
  expect(server.hub.size).toBe(1);
  hub.disconnect();
  expect(hub.isConnected()).toBe(false);
  await vi.waitFor(() => expect(server.hub.size).toBe(0));
  expect(() => hub.publish(new Event("t", {}))).toThrow("not connected to server");
});

test("is not let in with a wrong key", async () => {
  const complaint = vi.spyOn(console, "error").mockReturnValue(undefined);
  const hub = new EventHub(server.url, tinyUser.username, "nope");
  hubs.push(hub);
  hub.connect();
  await vi.waitFor(() => expect(String(complaint.mock.calls.flat().at(-1))).toContain("Unauthorized"));
  expect(hub.isConnected()).toBe(false);
  expect(server.hub.size).toBe(0);
});

describe("subscriptions", () => {
  test("are known by their id, once", async () => {
    const hub = await connect();
    const callback = vi.fn();
    expect(hub.subscribe("topic=t", callback, { id: "mine", applicationId: "maya" })).toBe("mine");
    expect(hub.getSubscriberByIdentifier("mine")).toMatchObject({ metadata: { applicationId: "maya" } });
    expect(hub.getSubscriberByIdentifier("other")).toBeNull();
    expect(() => hub.subscribe("topic=t", callback, { id: "mine" })).toThrow("already exists");
    const given = hub.subscribe("topic=t", callback);
    expect(hub.getSubscriberByIdentifier(given)).not.toBeNull();
  });

  test("bring events until they end", async () => {
    const [reader, writer] = await Promise.all([connect(), connect("boss", "any-user-key")]);
    const heard = vi.fn(() => undefined);
    const id = reader.subscribe("topic=studio.*", heard);
    await settled(reader);
    const event = new Event("studio.lunch", { dish: "soup" });
    expect(await writer.publish(event)).toBe(event.getData().id);
    await settled(writer);
    await settled(reader);
    expect(heard.mock.calls).toMatchObject([
      [
        {
          id: event.getData().id,
          topic: "studio.lunch",
          data: { dish: "soup" },
          source: { applicationId: "tests", user: { username: "boss", id: idOf("boss") } },
        },
      ],
    ]);
    expect(reader.unsubscribe(id)).toBe(true);
    expect(reader.unsubscribe(id)).toBe(false);
    await settled(reader);
    await writer.publish(new Event("studio.dinner", {}));
    await settled(writer);
    await settled(reader);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test("made before the connection are sent with it", async () => {
    const hub = new EventHub(server.url, tinyUser.username, tinyUser.apiKey);
    hubs.push(hub);
    hub.connect();
    const heard = new Promise((resolve) => {
      hub.subscribe("topic=early", resolve);
    });
    await hub.publish(new Event("early", { bird: true }));
    expect(await heard).toMatchObject({ data: { bird: true } });
  });
});

describe("replies", () => {
  test("come from what a subscriber gives back", async () => {
    const [asker, helper] = await Promise.all([connect(), connect("boss", "any-user-key")]);
    helper.subscribe("topic=ftrack.action.discover", () => ({ items: [{ label: "Deliver" }] }));
    await settled(helper);
    const question = new Event("ftrack.action.discover", { selection: [] });
    expect(await asker.publishAndWaitForReply(question)).toMatchObject({
      topic: "ftrack.meta.reply",
      inReplyToEvent: question.getData().id,
      data: { items: [{ label: "Deliver" }] },
    });
  });

  test("can be sent by hand, more than one of them, and reach nobody else", async () => {
    const [asker, helper] = await Promise.all([connect(), connect("boss", "any-user-key")]);
    helper.subscribe("topic=t", (event) => {
      void helper.publishReply(event, { part: 1 }, { id: "first" });
      void helper.publishReply(event, { part: 2 });
    });
    const overheard = vi.fn();
    helper.subscribe("topic=ftrack.meta.reply", overheard, { id: "curious" });
    await settled(helper);
    const parts: unknown[] = [];
    await asker.publish(new Event("t", {}), { onReply: ({ data }) => void parts.push(data) });
    await vi.waitFor(() => expect(parts).toEqual([{ part: 1 }, { part: 2 }]));
    await settled(helper);
    expect(overheard).not.toHaveBeenCalled();
  });

  test("that never come are given up", async () => {
    const hub = await connect();
    const waiting = hub.publishAndWaitForReply(new Event("nobody.answers", {}), { timeout: 0.05 });
    await expect(waiting).rejects.toThrow("No reply event received within timeout");
  });
});

test("comes back by itself after the server dropped it, with its subscriptions", async () => {
  const hub = await connect();
  const heard = new Promise((resolve) => {
    hub.subscribe("topic=after", resolve);
  });
  await settled(hub);
  server.hub.dropAll();
  await vi.waitFor(() => expect(hub.isConnected()).toBe(false));
  await connected(hub);
  await hub.publish(new Event("after", { storm: true }));
  expect(await heard).toMatchObject({ data: { storm: true } });
});

test("a session hears of its own updates, and knows them by its token", async () => {
  const session = new Session(server.url, tinyUser.username, tinyUser.apiKey, { autoConnectEventHub: true });
  hubs.push(session.eventHub);
  const heard = new Promise((resolve) => {
    session.eventHub.subscribe("topic=ftrack.update", resolve);
  });
  await connected(session.eventHub);
  await settled(session.eventHub);
  const [answer] = await session.call(
    [
      {
        action: "update",
        entity_type: "AssetVersion",
        entity_key: [idOf("v2")],
        entity_data: { status_id: idOf("wip") },
      },
    ],
    { pushToken: "push-7" },
  );
  expect(answer).toMatchObject({ action: "update" });
  expect(await heard).toMatchObject({
    topic: "ftrack.update",
    data: {
      clientToken: session.clientToken,
      pushToken: "push-7",
      entities: [{ entityType: "assetversion", changes: { statusid: { old: idOf("ready"), new: idOf("wip") } } }],
    },
  });
});
