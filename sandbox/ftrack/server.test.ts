import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { create } from "./operation.ts";
import { type FtrackServer, startFtrack } from "./server.ts";
import { idOf } from "./tiny-ids.ts";
import { tinyStudio } from "./tiny-studio.ts";
import { tinyUser } from "./tiny-workflow.ts";

let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});

afterAll(() => server.close());

beforeEach(async () => {
  await fetch(`${server.url}/sandbox/calls/reset`, { method: "POST" });
});

async function post(body: string): Promise<unknown> {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  const response = await fetch(`${server.url}/api`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  return response.json();
}

test("counts calls and operations, and keeps the latest expressions", async () => {
  await post(
    JSON.stringify([
      { action: "query", expression: "Task" },
      { action: "query", expression: "select id from Shot" },
      { action: "create", entity_type: "Scope", entity_data: { name: "counted" } },
    ]),
  );
  await post(JSON.stringify([{ action: "query", expression: "User where" }]));
  const calls = await (await fetch(`${server.url}/sandbox/calls`)).json();
  expect(calls).toEqual({
    posts: 2,
    operations: { query: 3, create: 1 },
    last: ["Task", "select id from Shot", "User where"],
  });
  for (let n = 0; n < 210; n += 1) await post(JSON.stringify([{ action: "query", expression: `Task limit ${n}` }]));
  const { last } = await (await fetch(`${server.url}/sandbox/calls`)).json();
  expect(last).toHaveLength(200);
  expect(last.at(-1)).toBe("Task limit 209");
});

test.each([
  ["{", "ValidationError", "The body is no JSON"],
  ["{}", "ValidationError", "The body must be a list of operations"],
  ["[7]", "ValidationError", "An operation must be an object with an action"],
  ['[{"action": "dance"}]', "ServerError", 'Unsupported action "dance"'],
  ['[{"action": "query"}]', "ValidationError", "'expression' must be text"],
  ['[{"action": "create", "entity_type": "Scope"}]', "ValidationError", "entity_data must be an object"],
])("%s is answered with what is wrong", async (body, exception, content) => {
  expect(await post(body)).toEqual({ exception, content, error_code: null });
});

test.each([
  ["GET", "/nowhere"],
  ["DELETE", "/component/get"],
  ["GET", "/component/nothing"],
  ["POST", "/img/thumbnail2.png"],
])("%s %s is nothing here", async (method, path) => {
  const query = new URLSearchParams(tinyUser);
  const response = await fetch(`${server.url}${path}?${query}`, { method });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ exception: "NotFound", content: expect.stringContaining(path) });
});

test("pages of other origins may call, with what headers they like", async () => {
  const asked = { Origin: "https://studio.test", "Access-Control-Request-Headers": "ftrack-user, content-disposition" };
  const preflight = await fetch(`${server.url}/upload/any`, { method: "OPTIONS", headers: asked });
  expect(preflight.ok).toBe(true);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("https://studio.test");
  expect(preflight.headers.get("access-control-allow-methods")).toContain("PUT");
  expect(preflight.headers.get("access-control-allow-headers")).toBe("ftrack-user, content-disposition");
  const answer = await fetch(`${server.url}/api`, {
    method: "POST",
    body: "[]",
    headers: { Origin: "https://studio.test" },
  });
  expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
  expect((await fetch(`${server.url}/nowhere`)).headers.get("access-control-allow-origin")).toBeNull();
});

test("content that can't be written stops the start and names itself", async () => {
  const operations = [...tinyStudio, create("Shot", { name: "sh0010", parent_id: idOf("seq010") })];
  await expect(startFtrack({ operations })).rejects.toThrow(/Duplicate entry/);
  const misspelt = [...tinyStudio, create("Scope", { nmae: "x" })];
  await expect(startFtrack({ operations: misspelt })).rejects.toThrow("No attribute 'nmae' exists for schema 'Scope'.");
});
