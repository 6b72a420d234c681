import { afterEach, beforeEach, expect, test } from "vitest";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { tinyStudio } from "#sandbox/ftrack/tiny-studio";

let server: FtrackServer;

beforeEach(async () => {
  server = await startFtrack({ operations: tinyStudio, adminPort: 0 });
});
afterEach(() => server.close());

async function admin(method: string, path: string, body?: string) {
  const response = await fetch(`${server.adminUrl}${path}`, { method, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.json() };
}

test("is off unless asked for", async () => {
  const other = await startFtrack({ operations: [] });
  expect(other.adminUrl).toBeNull();
  await other.close();
});

test("takes orders, tells what came of them, and takes them back", async () => {
  const order = { kind: "html-502", match: { action: "query" }, times: 2 };
  expect(await admin("POST", "/faults", JSON.stringify(order))).toEqual({
    status: 201,
    body: { id: "1", ...order, after: 0, met: 0, struck: 0, left: 2 },
  });
  await admin("POST", "/faults", '{"kind": "files-down"}');
  const operations = JSON.stringify([{ action: "query", expression: "Task" }]);
  expect((await fetch(`${server.url}/api`, { method: "POST", body: operations })).status).toBe(502);
  const listed = await admin("GET", "/faults");
  expect(listed).toMatchObject({
    status: 200,
    body: [
      { id: "1", met: 1, struck: 1, left: 1 },
      { id: "2", kind: "files-down" },
    ],
  });
  expect(await admin("DELETE", "/faults/1")).toMatchObject({ status: 200, body: [{ id: "2" }] });
  expect(await admin("DELETE", "/faults")).toEqual({ status: 200, body: [] });
  expect((await fetch(`${server.url}/img/thumbnail2.png`)).status).toBe(200);
});

test.each([
  ["{", "The body is no JSON."],
  ["7", "A fault is an object with a kind, one of: delay, late-answer,"],
  ['{"kind": "flood"}', "A fault is an object with a kind, one of:"],
  ['{"kind": "delay"}', "milliseconds: "],
  ['{"kind": "cut", "times": 0}', "times: "],
  ['{"kind": "cut", "tims": 1}', "This kind of fault does not know tims."],
  ['{"kind": "cut", "match": {"acton": "query"}}', "match does not know acton."],
  ['{"kind": "cut", "match": {"path": "api"}}', "match.path: must begin with a slash."],
  ['{"kind": "bad-key", "status": 500}', "status: Invalid option: expected one of 200|401"],
  ['{"kind": "answer"}', "body: must be the JSON to answer."],
  ['{"kind": "hub-down", "times": 2}', "This kind of fault does not know times."],
])("refuses %s with a sentence, and nothing is on order", async (body, sentence) => {
  const refused = await admin("POST", "/faults", body);
  expect(refused).toEqual({ status: 400, body: { error: expect.stringContaining(sentence) } });
  expect((await admin("GET", "/faults")).body).toEqual([]);
});

test("says what it offers, and which fault is unknown", async () => {
  const offer = { status: 404, body: { error: expect.stringContaining("There is POST /faults, GET /faults") } };
  expect(await admin("GET", "/")).toEqual(offer);
  expect(await admin("PUT", "/faults", "{}")).toEqual(offer);
  expect(await admin("GET", "/faults/1/2")).toEqual(offer);
  expect(await admin("DELETE", "/faults/9")).toMatchObject({
    status: 404,
    body: { error: expect.stringContaining("no fault 9") },
  });
});
