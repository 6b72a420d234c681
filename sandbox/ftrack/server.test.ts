import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { LOCATION } from "./known-ids.ts";
import { create } from "./operation.ts";
import { type FtrackServer, startFtrack } from "./server.ts";
import { idOf } from "./tiny-ids.ts";
import { tinyStudio } from "./tiny-studio.ts";
import { tinyUser } from "./tiny-workflow.ts";

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const picture = { contentType: "image/png", bytes: Buffer.concat([pngStart, Buffer.from("a picture")]) };
const note = { contentType: "text/plain", bytes: Buffer.from("words") };

let server: FtrackServer;

beforeAll(async () => {
  const files = new Map([
    [idOf("thumb"), picture],
    [idOf("left"), picture],
  ]);
  const operations = [
    ...tinyStudio,
    create("FileComponent", { id: idOf("words"), name: "words über", file_type: ".txt" }),
    create("ComponentLocation", { component_id: idOf("words"), location_id: LOCATION.server }),
  ];
  server = await startFtrack({ operations, files });
  server.files.put(idOf("words"), note);
});

afterAll(() => server.close());

beforeEach(async () => {
  await fetch(`${server.url}/sandbox/calls/reset`, { method: "POST" });
});

function get(path: string, query: Record<string, string>, who = tinyUser): Promise<Response> {
  return fetch(`${server.url}${path}?${new URLSearchParams({ ...query, ...who })}`);
}

async function post(body: string): Promise<unknown> {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  const response = await fetch(`${server.url}/api`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  return response.json();
}

test("gives out a component's file under its name", async () => {
  const response = await get("/component/get", { id: idOf("words") });
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(response.headers.get("content-disposition")).toContain("words%20%C3%BCber.txt");
  expect(Buffer.from(await response.arrayBuffer())).toEqual(note.bytes);
});

test("gives out only what lies in the server's own location", async () => {
  expect((await get("/component/get", { id: idOf("left") })).status).toBe(404);
  expect((await get("/component/get", { id: idOf("nowhere") })).status).toBe(404);
});

test("files are for those with a key", async () => {
  for (const path of ["/component/get", "/component/thumbnail"]) {
    const response = await get(path, { id: idOf("thumb") }, { ...tinyUser, apiKey: "nope" });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ exception: "InvalidCredentialsError" });
  }
});

test("shows a component's picture, or a placeholder that is one too", async () => {
  const own = await get("/component/thumbnail", { id: idOf("thumb"), size: "300" });
  expect(Buffer.from(await own.arrayBuffer())).toEqual(picture.bytes);
  const sizes = await Promise.all(
    ["64", "500"].map(async (size) => {
      const response = await get("/component/thumbnail", { id: idOf("movie"), size });
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(response.headers.get("content-type")).toBe("image/png");
      expect(bytes.subarray(0, 4)).toEqual(pngStart);
      return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    }),
  );
  expect(sizes).toEqual([
    [64, 36],
    [500, 281],
  ]);
  expect((await fetch(`${server.url}/img/thumbnail2.png`)).headers.get("content-type")).toBe("image/png");
});

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

test("says what it is not asked for", async () => {
  const response = await fetch(`${server.url}/nowhere`);
  expect(response.status).toBe(404);
});

test("content that can't be written stops the start and names itself", async () => {
  const operations = [...tinyStudio, create("Shot", { name: "sh0010", parent_id: idOf("seq010") })];
  await expect(startFtrack({ operations })).rejects.toThrow(/Duplicate entry/);
  const misspelt = [...tinyStudio, create("Scope", { nmae: "x" })];
  await expect(startFtrack({ operations: misspelt })).rejects.toThrow("No attribute 'nmae' exists for schema 'Scope'.");
});
