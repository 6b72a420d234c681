import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { collected } from "#lib/domain/collected";
import { projectIdSchema } from "#lib/domain/ids";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { createFtrack } from "./ftrack.ts";
import { quoted } from "./queries.ts";
import type { FtrackCall } from "./session.ts";
import { failureOf, joined, lineTo, whole } from "./test-line.ts";

const start = { action: "query_schemas" };
let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});
afterEach(() => {
  server.faults.clear();
});
afterAll(() => server.close());

/** Counts calls at the server, and lets them pass. */
const counted = (match: { action: string }) => server.faults.add({ kind: "delay", milliseconds: 0, match });

describe("the start", () => {
  test("fetches the schemas once, whoever asks first", async () => {
    const starts = counted(start);
    const calls: FtrackCall[] = [];
    const ftrack = createFtrack(lineTo(server, tinyUser, { onCall: (call) => calls.push(call) }));
    await Promise.all([ftrack.userId("boss"), ftrack.projects(), ftrack.ping()]);
    expect(starts.struck).toBe(1);
    expect(calls.map(({ actions, outcome }) => `${actions.join()} ${outcome}`)).toEqual([
      "query_server_information,query_schemas ok",
      ...Array(3).fill("query ok"),
    ]);
  });

  test.each(["html-502", "cut", "truncated", "short-answer"] as const)("is made again after a %s", async (kind) => {
    const fault = server.faults.add({ kind, match: start, times: 1 });
    const ftrack = createFtrack(lineTo(server, tinyUser));
    expect(await ftrack.userId("boss")).toBe(idOf("boss"));
    expect(await ftrack.projects()).toHaveLength(1);
    expect(fault).toMatchObject({ struck: 1, met: 2 });
  });

  test("that is never answered is given up at the deadline, and works once the server does", async () => {
    const fault = server.faults.add({ kind: "never-answers", match: start });
    const ftrack = createFtrack(lineTo(server, tinyUser, { timeoutMs: 400 }));
    const both = await Promise.all([failureOf(ftrack.projects()), failureOf(ftrack.ping())]);
    expect(both.map(({ message }) => message)).toEqual(Array(2).fill(expect.stringContaining("within 0.4 s")));
    expect(fault.struck).toBe(1);
    server.faults.clear();
    await expect(ftrack.userId("boss")).resolves.toBe(idOf("boss"));
  });

  test("with a key that is revoked and given back needs no new start of the program", async () => {
    server.faults.add({ kind: "bad-key" });
    const ftrack = createFtrack(lineTo(server, tinyUser));
    expect((await failureOf(ftrack.ping())).message).toContain("does not accept the key");
    server.faults.clear();
    await ftrack.ping();
    server.faults.add({ kind: "bad-key", times: 1 });
    expect((await failureOf(ftrack.ping())).message).toContain("does not accept the key");
    await ftrack.ping();
  });
});

describe("a read", () => {
  test("is tried again until it succeeds", async () => {
    const ftrack = await joined(lineTo(server, tinyUser));
    const faults = (["html-503", "cut"] as const).map((kind) =>
      server.faults.add({ kind, match: { action: "query" }, times: 1 }),
    );
    expect(await ftrack.userId("boss")).toBe(idOf("boss"));
    expect(faults.map(({ struck }) => struck)).toEqual([1, 1]);
  });

  test("with the wrong key is refused, and the key is not told", async () => {
    const ftrack = createFtrack(lineTo(server, tinyUser, { apiKey: "wrong-key-5" }));
    const { code, message } = await failureOf(ftrack.ping());
    expect(code).toBe("ftrack-refused");
    expect(message).toContain('does not accept the key of its API user "api.artist"');
    expect(message).not.toContain("wrong-key-5");
  });

  test("of an address where nothing listens says so, with the reason", async () => {
    const gone = await startFtrack({ operations: [] });
    await gone.close();
    const { code, message } = await failureOf(createFtrack(lineTo(gone, tinyUser)).projects());
    expect(code).toBe("ftrack-unavailable");
    expect(message).toMatch(/^ftrack at http:\S+ cannot be reached: .*ECONNREFUSED.*\. Try again/);
  });

  test("prints nothing by itself when it fails", async () => {
    const spies = (["warn", "error", "log"] as const).map((name) => vi.spyOn(console, name));
    server.faults.add({ kind: "html-502" });
    await failureOf(createFtrack(lineTo(server, tinyUser)).ping());
    expect(spies.flatMap(({ mock }) => mock.calls)).toEqual([]);
    for (const spy of spies) spy.mockRestore();
  });
});

test.each([
  [[{ action: "query", data: [{ id: 7 }] }], /gave an answer about a User that is not as expected \(id: .*\)\. Tell/],
  [[{ action: "query", data: {} }], /gave an answer about a query that is not as expected \(data: /],
  [["hello"], /gave an answer about a query that is not as expected \(all of it: /],
])("an answer such as %j is told with the server's name, and not asked for again", async (body, sentence) => {
  const ftrack = await joined(lineTo(server, tinyUser));
  const fault = server.faults.add({ kind: "answer", body });
  const { code, message } = await failureOf(ftrack.userId("boss"));
  expect(code).toBe("ftrack-refused");
  expect(message).toMatch(sentence);
  expect(message).toContain(`ftrack at ${server.url}`);
  expect(fault.struck).toBe(1);
});

test("no more calls are under way at a time than are allowed, and none is lost", async () => {
  const ftrack = await joined(lineTo(server, tinyUser, { callsAtOnce: 1 }));
  const others = server.faults.add({ kind: "delay", milliseconds: 0, match: { action: "query", entityType: "User" } });
  server.faults.add({ kind: "late-answer", milliseconds: 100, match: { expression: "Project" }, times: 1 });
  const first = ftrack.projects().then(() => others.met);
  const found = ["boss", "artist", "nobody"].map((name) => ftrack.userId(name));
  expect(await first).toBe(0);
  expect(await Promise.all(found)).toEqual([idOf("boss"), null, null]);
  expect(others.struck).toBe(3);
});

const nxp = projectIdSchema.parse(idOf("nxp"));

test("ids and texts cannot end their quotes", async () => {
  expect(quoted('a"b')).toBe('"a\\"b"');
  expect(quoted('a\\" or name like "%')).toBe('"a\\\\\\" or name like \\"%"');
  const evil = { versionStatusIds: ['x") or (id like "%'], taskStatusIds: [idOf("pending")], missing: [] };
  expect(
    await failureOf(collected(createFtrack(lineTo(server, tinyUser)).published(nxp, evil, "rows", whole))),
  ).toMatchObject({
    code: "bad-input",
  });
});
