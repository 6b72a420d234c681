import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { tinyStudio } from "#sandbox/ftrack/tiny-studio";
import { tinyUser } from "#sandbox/ftrack/tiny-workflow";
import { handshake, RawClient } from "./raw-client.ts";

let server: FtrackServer;

beforeEach(async () => {
  server = await startFtrack({ operations: tinyStudio, hub: { heartbeatMs: 40, timeoutMs: 2000 } });
});

afterEach(() => server.close());

function connect(who = tinyUser): Promise<RawClient> {
  return RawClient.connect(server.url, who);
}

describe("the handshake", () => {
  const inAddress = { api_user: tinyUser.username, api_key: tinyUser.apiKey };

  test.each([
    ["headers", "", { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey }],
    ["the address", `?${new URLSearchParams(inAddress)}`, {}],
  ])("takes the user and key from %s", async (_, search, headers) => {
    const response = await fetch(`${server.url}/socket.io/1/${search}`, { headers });
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^[0-9a-f]{32}:2:2:websocket$/);
  });

  test("tells a minute, unless told otherwise", async () => {
    const usual = await startFtrack({ operations: tinyStudio });
    const response = await fetch(`${usual.url}/socket.io/1/?${new URLSearchParams(inAddress)}`);
    expect(await response.text()).toMatch(/^[0-9a-f]{32}:60:60:websocket$/);
    await usual.close();
  });

  test.each([
    ["nobody", {}],
    ["a wrong key", { "ftrack-user": tinyUser.username, "ftrack-api-key": "nope" }],
    ["an inactive user", { "ftrack-user": "gone", "ftrack-api-key": "gone-key" }],
  ])("refuses %s", async (_, headers) => {
    const response = await fetch(`${server.url}/socket.io/1/`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ exception: "InvalidCredentialsError" });
  });

  test("a session opens one connection, and then no other", async () => {
    const session = await handshake(server.url);
    const first = RawClient.onSession(server.url, session);
    expect(await first.next(/./)).toBe("1::");
    const second = RawClient.onSession(server.url, session);
    expect(await second.next(/./)).toBe("7:::1+0");
    await second.closed;
    expect(await first.publish({ topic: "still.here" })).toEqual({ success: true });
  });

  test("an address without a session is not upgraded", async () => {
    const lost = RawClient.onSession(server.url, "");
    await lost.closed;
    expect(server.hub.size).toBe(0);
  });
});

describe("a connection", () => {
  test("hears heartbeats, and lives as long as it answers or says anything else", async () => {
    const client = await connect();
    for (let beat = 0; beat < 3; beat += 1) {
      expect(await client.next(/^2/)).toBe("2::");
      client.send(beat === 1 ? "2:::" : "2::");
    }
    expect(server.hub.size).toBe(1);
  });

  test("is cut when the client says nothing for too long", async () => {
    const strict = await startFtrack({ operations: tinyStudio, hub: { heartbeatMs: 20, timeoutMs: 60 } });
    const silent = await RawClient.connect(strict.url);
    await silent.closed;
    expect(strict.hub.size).toBe(0);
    await strict.close();
  });

  test("survives packets that mean nothing", async () => {
    const client = await connect();
    for (const packet of ["", "5", "hello", "9::", "8::", "1::/room", "3:::text", "4:::{}", "6:::9", "2:::"]) {
      client.send(packet);
    }
    expect(await client.publish({ topic: "still.here" })).toEqual({ success: true });
  });

  test("ends when the client says so", async () => {
    const client = await connect();
    client.send("0::");
    expect(await client.next(/^0/)).toBe("0::");
    await client.closed;
    expect(server.hub.size).toBe(0);
  });

  test("is told when the server ends", async () => {
    const other = await startFtrack({ operations: tinyStudio });
    const client = await RawClient.connect(other.url);
    await other.close();
    expect(await client.next(/^0/)).toBe("0::");
    await client.closed;
  });

  test("is acknowledged without data where the number has no plus", async () => {
    const client = await connect();
    client.send('5:5::{"name":"ftrack.event","args":[{"topic":"t"}]}');
    expect(await client.next(/^6/)).toBe("6:::5");
  });
});

describe("what is wrong with an event is said, and the connection stays", () => {
  const subscribe = (data: unknown) => ({ topic: "ftrack.meta.subscribe", data });

  test.each([
    ["no object", 7, "An event must be an object with a topic"],
    ["no topic", {}, "The event's 'topic' must be text"],
    ["an id that is no text", { topic: "t", id: 7 }, "The event's 'id' must be text"],
    ["a source that is no object", { topic: "t", source: "me" }, "The event's 'source' must be an object"],
    ["a target that is no text", { topic: "t", target: 1 }, "The event's 'target' must be text"],
    ["a target that is no expression", { topic: "t", target: "all of you" }, "Failed to parse: all of you. column 5"],
    [
      "no id to reply to",
      { topic: "t", inReplyToEvent: {} },
      "The event's 'inReplyToEvent' must be the id of an event",
    ],
    ["no subscriber", subscribe({ subscription: "topic=t" }), "must name a subscriber with an 'id'"],
    ["no subscription", subscribe({ subscriber: { id: "a" } }), "must be an expression such as topic=ftrack.update"],
    ["a bad subscription", subscribe({ subscriber: { id: "a" }, subscription: "t" }), "Failed to parse: t. column 2"],
    [
      "an unknown subscriber",
      { topic: "ftrack.meta.unsubscribe", data: { subscriber: { id: "a" } } },
      "There is no subscriber with id 'a'.",
    ],
  ])("%s", async (_, event, message) => {
    const client = await connect();
    expect(await client.publish(event)).toEqual({ success: false, message: expect.stringContaining(message) });
    expect(await client.publish({ topic: "t" })).toEqual({ success: true });
  });

  test.each([
    ["no JSON", "5:1+::{", "The packet's data is no JSON"],
    ["another name", '5:1+::{"name":"other","args":[{}]}', "under the name ftrack.event"],
    ["no event", '5:1+::{"name":"ftrack.event","args":[]}', "under the name ftrack.event"],
  ])("a packet with %s", async (_, packet, message) => {
    const client = await connect();
    client.send(packet);
    expect(await client.next(/^6:::1\+/)).toContain(message);
    client.send(packet.replace("1+", ""));
    expect(await client.next(/^7:::/)).toContain(message);
    expect(await client.publish({ topic: "t" })).toEqual({ success: true });
  });

  test("a client that asked for no acknowledgement is told by a reply to its event", async () => {
    const client = await connect();
    const event = { topic: "t", id: "e1", source: { id: "me" }, target: "nonsense" };
    client.send(`5:::${JSON.stringify({ name: "ftrack.event", args: [event] })}`);
    expect(await client.event()).toMatchObject({
      topic: "ftrack.meta.reply",
      target: "id=me",
      inReplyToEvent: "e1",
      data: { success: false, message: expect.stringContaining("Failed to parse: nonsense") },
    });
  });

  test("one subscriber can't have two subscriptions; the same one again is no matter", async () => {
    const client = await connect();
    expect(await client.subscribe("topic=a", { id: "s" })).toEqual({ success: true });
    expect(await client.subscribe("topic=a", { id: "s" })).toEqual({ success: true });
    expect(await client.subscribe("topic=b", { id: "s" })).toEqual({
      success: false,
      message: "Subscriber with id 's' already exists.",
    });
  });
});

describe("the hub on demand", () => {
  test("cuts all connections; clients may come back at once", async () => {
    const clients = await Promise.all([connect(), connect()]);
    server.hub.dropAll();
    await Promise.all(clients.map(({ closed }) => closed));
    expect(server.hub.size).toBe(0);
    const back = await connect();
    expect(await back.publish({ topic: "t" })).toEqual({ success: true });
  });

  test("is switched by faults that are ordered of the server", async () => {
    const client = await connect();
    server.faults.add({ kind: "hub-down" });
    await client.closed;
    expect(server.hub.isDown).toBe(true);
    server.faults.clear();
    expect(await (await connect()).publish({ topic: "t" })).toEqual({ success: true });
  });

  test("is down for everybody until it is up again, while the API goes on", async () => {
    const client = await connect();
    const session = await handshake(server.url);
    server.hub.setDown(true);
    await client.closed;
    const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
    expect((await fetch(`${server.url}/socket.io/1/`, { headers })).status).toBe(503);
    await RawClient.onSession(server.url, session).closed;
    expect((await fetch(`${server.url}/api`, { method: "POST", headers, body: "[]" })).status).toBe(200);
    server.hub.setDown(false);
    expect(await (await connect()).publish({ topic: "t" })).toEqual({ success: true });
  });
});
