import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio } from "#sandbox/ftrack/tiny-studio";
import { tinyUser } from "#sandbox/ftrack/tiny-workflow";
import { RawClient } from "./raw-client.ts";

const boss = { username: "boss", apiKey: "any-user-key" };

let server: FtrackServer;

beforeEach(async () => {
  server = await startFtrack({ operations: tinyStudio });
});

afterEach(() => server.close());

function connect(who = tinyUser): Promise<RawClient> {
  return RawClient.connect(server.url, who);
}

describe("an event", () => {
  test("reaches those who subscribed to it, the publisher too, and nobody twice", async () => {
    const [publisher, twice, other] = await Promise.all([connect(), connect(boss), connect(boss)]);
    await publisher.subscribe("topic=studio.lunch", { id: "p" });
    await twice.subscribe("topic=studio.*", { id: "a" });
    await twice.subscribe("topic=studio.lunch and data.dish=soup", { id: "b" });
    await other.subscribe("topic=studio.lunch and data.dish=cake", { id: "c" });
    await publisher.publish({ topic: "studio.lunch", data: { dish: "soup" } });
    expect(await publisher.eventsSoFar()).toMatchObject([{ topic: "studio.lunch", data: { dish: "soup" } }]);
    expect(await twice.eventsSoFar()).toHaveLength(1);
    expect(await other.eventsSoFar()).toEqual([]);
  });

  test("no longer reaches those who unsubscribed or left", async () => {
    const [publisher, reader, leaver] = await Promise.all([connect(), connect(), connect()]);
    await reader.subscribe("topic=t", { id: "r" });
    await leaver.subscribe("topic=t", { id: "l" });
    await leaver.close();
    await reader.publish({ topic: "ftrack.meta.unsubscribe", data: { subscriber: { id: "r" } } });
    expect(await publisher.publish({ topic: "t" })).toEqual({ success: true });
    expect(await reader.eventsSoFar()).toEqual([]);
  });

  test("has all that clients read, and nothing that they don't", async () => {
    const client = await connect();
    await client.subscribe("topic=t", { id: "s" });
    await client.publish({ topic: "t", extra: 1 });
    expect(await client.event()).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      topic: "t",
      data: {},
      source: { id: expect.any(String), user: { id: idOf("artist"), username: tinyUser.username } },
      target: "",
      inReplyToEvent: null,
      sent: null,
    });
  });

  test("keeps what the publisher said of it", async () => {
    const client = await connect();
    await client.subscribe("topic=t", { id: "s" });
    const source = { id: "hub-1", applicationId: "maya", user: { username: tinyUser.username } };
    await client.publish({ id: "e1", topic: "t", data: [1, "two"], sent: "2026-03-01", source, target: null });
    expect(await client.event()).toEqual({
      id: "e1",
      topic: "t",
      data: [1, "two"],
      source: { ...source, user: { username: tinyUser.username, id: idOf("artist") } },
      target: "",
      inReplyToEvent: null,
      sent: "2026-03-01",
    });
  });

  test("may come from somebody else than the one who sends it", async () => {
    const client = await connect();
    await client.subscribe("topic=t and source.user.username=boss", { id: "s" });
    await client.publish({ topic: "t", source: { user: { username: "boss" } } });
    expect(await client.event()).toMatchObject({ source: { user: { username: "boss" } } });
  });

  test("with a target reaches only the subscribers that are meant", async () => {
    const [maya, nuke, both] = await Promise.all([connect(), connect(), connect()]);
    await maya.subscribe("topic=launch", { id: "m", applicationId: "maya" });
    await nuke.subscribe("topic=launch", { id: "n", applicationId: "nuke", user: { id: "u1" } });
    await both.subscribe("topic=launch", { id: "b1", applicationId: "blender" });
    await both.subscribe("topic=other", { id: "b2", applicationId: "nuke" });
    await both.publish({ topic: "launch", target: "applicationId=nuke", data: 1 });
    await both.publish({ topic: "launch", target: "id=m", data: 2 });
    await both.publish({ topic: "launch", target: 'applicationId=nuke and user.id="u1"', data: 3 });
    expect(await nuke.eventsSoFar()).toMatchObject([{ data: 1 }, { data: 3 }]);
    expect(await maya.eventsSoFar()).toMatchObject([{ data: 2 }]);
    expect(await both.eventsSoFar()).toEqual([]);
  });

  test("is replied to by its source's id, in the words of the one who replies", async () => {
    const [asker, helper, bystander] = await Promise.all([connect(), connect(boss), connect()]);
    await asker.subscribe("topic=ftrack.meta.reply", { id: "asker" });
    await bystander.subscribe("topic=ftrack.meta.reply", { id: "bystander" });
    await helper.subscribe("topic=ftrack.action.discover", { id: "helper" });
    await asker.publish({ id: "q", topic: "ftrack.action.discover", data: { selection: [] }, source: { id: "asker" } });
    const question = await helper.event();
    expect(question).toMatchObject({ id: "q", source: { id: "asker", user: { id: idOf("artist") } } });
    await helper.publish({
      topic: "ftrack.meta.reply",
      target: "id=asker",
      inReplyToEvent: question.id,
      data: { items: [{ label: "Deliver", actionIdentifier: "deliver" }] },
      source: { id: "helper" },
    });
    expect(await asker.event()).toMatchObject({
      topic: "ftrack.meta.reply",
      inReplyToEvent: "q",
      data: { items: [{ label: "Deliver" }] },
      source: { user: { id: idOf("boss"), username: "boss" } },
    });
    expect(await bystander.eventsSoFar()).toEqual([]);
  });

  test("an action is launched on the subscriber that offered it", async () => {
    const [web, tool, other] = await Promise.all([connect(), connect(), connect()]);
    await tool.subscribe("topic=ftrack.action.launch and data.actionIdentifier=deliver", { id: "tool" });
    await other.subscribe("topic=ftrack.action.launch and data.actionIdentifier=archive", { id: "other" });
    const selection = [{ entityId: idOf("v2"), entityType: "assetversion" }];
    await web.publish({ topic: "ftrack.action.launch", data: { actionIdentifier: "deliver", selection } });
    expect(await tool.event()).toMatchObject({ data: { selection } });
    expect(await other.eventsSoFar()).toEqual([]);
  });
});
