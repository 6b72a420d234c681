import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { tinyStudio } from "#sandbox/ftrack/tiny-studio";
import { tinyUser } from "#sandbox/ftrack/tiny-workflow";
import type { FaultWish } from "./fault-order.ts";
import { Faults } from "./faults.ts";

let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});
afterEach(() => {
  server.faults.clear();
});
afterAll(() => server.close());

function post(operations: readonly object[], signal: AbortSignal | null = null): Promise<Response> {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  return fetch(`${server.url}/api`, { method: "POST", headers, body: JSON.stringify(operations), signal });
}

const ask = (expression: string) => post([{ action: "query", expression }]);
const scope = (name: string) => ({ ...create("Scope", { name }) });

/** How a call ends, in a few words. */
async function endOf(answering: Promise<Response>): Promise<string> {
  try {
    const response = await answering;
    const text = await response.text();
    const body: { exception?: string } = JSON.parse(text);
    return `${response.status} ${Array.isArray(body) ? `${body.length} answers` : (body.exception ?? text)}`;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

async function scopesOf(name: string): Promise<number> {
  server.faults.clear();
  const [answer]: { data: unknown[] }[] = await (await ask(`Scope where name is "${name}"`)).json();
  return answer?.data.length ?? 0;
}

describe("a write that is struck", () => {
  test.each<[wish: FaultWish, end: string, written: number]>([
    [{ kind: "delay", milliseconds: 5 }, "200 1 answers", 1],
    [{ kind: "late-answer", milliseconds: 5 }, "200 1 answers", 1],
    [{ kind: "html-200" }, "SyntaxError", 0],
    [{ kind: "html-502" }, "SyntaxError", 0],
    [{ kind: "html-503" }, "SyntaxError", 0],
    [{ kind: "html-504" }, "SyntaxError", 0],
    [{ kind: "cut" }, "TypeError", 0],
    [{ kind: "cut-after" }, "TypeError", 1],
    [{ kind: "truncated" }, "SyntaxError", 1],
    [{ kind: "trickle", milliseconds: 0, bytes: 50 }, "200 1 answers", 1],
    [{ kind: "http-429" }, "SyntaxError", 0],
    [{ kind: "bad-key" }, "200 InvalidCredentialsError", 0],
    [{ kind: "bad-key", status: 401 }, "401 InvalidCredentialsError", 0],
    [{ kind: "PermissionError" }, "200 PermissionError", 0],
    [{ kind: "ServerError", status: 500 }, "500 ServerError", 0],
    [{ kind: "ValidationError" }, "200 ValidationError", 0],
    [{ kind: "answer", body: { hello: 1 }, status: 203 }, '203 {"hello":1}', 0],
    [{ kind: "short-answer" }, "200 0 answers", 1],
  ])("by %j", async (wish, end, written) => {
    const name = JSON.stringify(wish);
    const fault = server.faults.add(wish);
    expect(await endOf(post([scope(name.replaceAll('"', ""))]))).toBe(end);
    expect(fault).toMatchObject({ met: 1, struck: 1, left: null });
    expect(await scopesOf(name.replaceAll('"', ""))).toBe(written);
  });

  test("by silence waits for its answer until it goes away by itself", async () => {
    server.faults.add({ kind: "never-answers" });
    const gone = new AbortController();
    const ending = endOf(post([scope("unheard")], gone.signal));
    expect(await endOf(fetch(`${server.url}/sandbox/calls`))).toMatch(/^200/);
    gone.abort();
    expect(await ending).toBe("AbortError");
    expect(await scopesOf("unheard")).toBe(0);
  });
});

test("a page looks like a proxy's", async () => {
  server.faults.add({ kind: "html-504" });
  const response = await ask("Task");
  expect([response.status, response.headers.get("content-type")]).toEqual([504, "text/html"]);
  expect(await response.text()).toContain("<h1>504 Gateway Time-out</h1>");
});

test("429 says how long to wait, where it is to", async () => {
  server.faults.add({ kind: "http-429", retryAfterSeconds: 7, times: 1 });
  server.faults.add({ kind: "http-429" });
  const [first, second] = [await ask("Task"), await ask("Task")];
  expect([first, second].map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual([
    [429, "7"],
    [429, null],
  ]);
});

test("lets some pass, strikes as often as it is to, and then no more", async () => {
  const fault = server.faults.add({ kind: "PermissionError", after: 1, times: 2 });
  const ends: string[] = [];
  for (let nth = 1; nth <= 4; nth += 1) ends.push(await endOf(ask("Task")));
  expect(ends).toEqual(["200 1 answers", "200 PermissionError", "200 PermissionError", "200 1 answers"]);
  expect(fault).toMatchObject({ met: 4, struck: 2, left: 0 });
});

test("delays add up to whatever comes after them; of others the first strikes", async () => {
  const delays = [1, 2].map((milliseconds) => server.faults.add({ kind: "delay", milliseconds }));
  server.faults.add({ kind: "ValidationError", times: 1 });
  const last = server.faults.add({ kind: "PermissionError" });
  expect(await endOf(ask("Task"))).toBe("200 ValidationError");
  expect(last.struck).toBe(0);
  expect(await endOf(ask("Task"))).toBe("200 PermissionError");
  expect(delays.map(({ struck }) => struck)).toEqual([2, 2]);
});

describe("is aimed at", () => {
  const note = { action: "create", entity_type: "Note", entity_data: { content: "x" } };
  const tasks = { action: "query", expression: "select id, name\nfrom Task where name is comp" };
  const bare = { action: "query", expression: "Task limit 1" };
  const search = { action: "search", entity_type: "Task", expression: "select id from Task", terms: [] };
  test.each([
    [{ action: "create" }, [note], true],
    [{ action: "create" }, [tasks, note], true],
    [{ action: "delete" }, [note], false],
    [{ entityType: "Task" }, [tasks], true],
    [{ entityType: "Task" }, [bare], true],
    [{ entityType: "Task" }, [search], true],
    [{ entityType: "Task" }, [note], false],
    [{ action: "query", entityType: "Note" }, [tasks, note], false],
    [{ expression: "name is comp" }, [tasks], true],
    [{ expression: "name is roto" }, [tasks], false],
    [{ user: tinyUser.username }, [bare], true],
    [{ user: "somebody.else" }, [bare], false],
    [{ path: "/" }, [bare], true],
    [{ path: "/api" }, [bare], true],
    [{ path: "/component" }, [bare], false],
  ])("%j", async (match, operations, struck) => {
    const fault = server.faults.add({ kind: "ServerError", content: "struck", match });
    const { content }: { content?: string } = await (await post(operations)).json();
    expect([content === "struck", fault.struck]).toEqual([struck, struck ? 1 : 0]);
  });

  test("files by their path", async () => {
    const fault = server.faults.add({ kind: "cut", match: { path: "/component", user: tinyUser.username } });
    const thumbnail = `${server.url}/component/thumbnail?${new URLSearchParams({ id: "x", ...tinyUser })}`;
    expect(await endOf(fetch(thumbnail))).toBe("TypeError");
    expect(await endOf(fetch(thumbnail.replace("username=", "username=not.")))).toBe("401 InvalidCredentialsError");
    expect(await endOf(ask("Task"))).toBe("200 1 answers");
    expect(fault.struck).toBe(1);
  });
});

test("files down: neither pictures nor files, but the API answers", async () => {
  server.faults.add({ kind: "files-down" });
  expect((await fetch(`${server.url}/component/get?id=x`)).status).toBe(503);
  expect((await fetch(`${server.url}/img/thumbnail2.png`)).status).toBe(503);
  expect((await fetch(`${server.url}/sandbox/calls`)).status).toBe(200);
  expect(await endOf(ask("Task"))).toBe("200 1 answers");
});

describe("the event hub", () => {
  function withHub() {
    const done: string[] = [];
    const hub = { setDown: (down: boolean) => done.push(`down ${down}`), dropAll: () => done.push("drop") };
    return { done, faults: new Faults(hub) };
  }

  test("is down until the last of its faults is cleared", () => {
    const { done, faults } = withHub();
    const [one, other] = [faults.add({ kind: "hub-down" }), faults.add({ kind: "hub-down" })];
    faults.clear(one.id);
    expect(done).toEqual(["down true", "down true"]);
    faults.clear(other.id);
    expect(done.at(-1)).toBe("down false");
  });

  test("is dropped once", () => {
    const { done, faults } = withHub();
    expect(faults.add({ kind: "hub-drop" })).toMatchObject({ struck: 1, left: 0 });
    faults.clear();
    expect(done).toEqual(["drop"]);
  });

  test("can't be switched where there is none", () => {
    expect(() => new Faults().add({ kind: "hub-down" })).toThrow("no event hub");
  });
});
