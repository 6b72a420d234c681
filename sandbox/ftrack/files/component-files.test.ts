import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCATION } from "#sandbox/ftrack/known-ids";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { jpeg } from "#sandbox/media/jpeg";
import { gradient, rasterOf } from "#sandbox/media/picture";
import { png } from "#sandbox/media/png";

const wide = png(rasterOf(gradient(0.3), 192, 108), 2);
const tall = jpeg(96, 240, gradient(0.7));
const words = Buffer.from("0123456789 and some words");
const large = Buffer.alloc(3 * 1024 ** 2, "abcdefgh");

let server: FtrackServer;

beforeAll(async () => {
  const component = (name: string, data: Record<string, string>) => [
    create("FileComponent", { id: idOf(name), ...data }),
    create("ComponentLocation", { component_id: idOf(name), location_id: LOCATION.server }),
  ];
  const operations = [
    ...tinyStudio,
    ...component("words", { name: "words 'über'", file_type: ".txt" }),
    ...component("tall", { name: "tall", file_type: "jpg" }),
    ...component("large", { name: "large", file_type: ".bin" }),
    ...component("broken", { name: "broken", file_type: ".png" }),
  ];
  const files = new Map([
    [idOf("thumb"), { contentType: "image/png", bytes: wide }],
    [idOf("tall"), { contentType: "image/jpeg", bytes: tall }],
    [idOf("words"), { contentType: "text/plain", bytes: words }],
    [idOf("broken"), { contentType: "image/png", bytes: words }],
    [idOf("nobody"), { contentType: "text/plain", bytes: words }],
  ]);
  server = await startFtrack({ operations, files });
  server.files.put(idOf("large"), { contentType: "application/octet-stream", bytes: large });
});

afterAll(() => server.close());

type More = { readonly who?: { username: string; apiKey: string }; readonly init?: RequestInit };

function get(path: string, query: Record<string, string>, { who = tinyUser, init = {} }: More = {}) {
  return fetch(`${server.url}/component/${path}?${new URLSearchParams({ ...query, ...who })}`, init);
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

test("a component's file comes with its type, under its name", async () => {
  const response = await get("get", { id: idOf("words") });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(response.headers.get("content-disposition")).toBe(
    "attachment; filename=\"words '_ber'.txt\"; filename*=UTF-8''words%20%27%C3%BCber%27.txt",
  );
  expect(await bytesOf(response)).toEqual(words);
  expect((await get("get", { id: idOf("tall") })).headers.get("content-disposition")).toContain('"tall.jpg"');
});

test("there is nothing for an unknown component, one without bytes, or bytes without a component", async () => {
  for (const name of ["nowhere", "movie", "nobody"]) expect((await get("get", { id: idOf(name) })).status).toBe(404);
});

test.each(["get", "thumbnail", "remove", "getPutMetadata"])("/component/%s is for those with a key", async (path) => {
  const response = await get(path, { id: idOf("thumb") }, { who: { ...tinyUser, apiKey: "nope" } });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ exception: "InvalidCredentialsError" });
});

test.each([
  ["bytes=2-4", 206, "bytes 2-4/25", "234"],
  ["bytes=-5", 206, "bytes 20-24/25", "words"],
  ["bytes=25-", 416, "bytes */25", undefined],
  ["bytes=0-0,2-2", 200, null, words.toString()],
])("the range %s is answered with status %i", async (range, status, contentRange, text) => {
  const response = await get("get", { id: idOf("words") }, { init: { headers: { Range: range } } });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-range")).toBe(contentRange);
  if (text !== undefined) expect(await response.text()).toBe(text);
});

test("a large file is streamed, whole or in part", async () => {
  expect(large.equals(await bytesOf(await get("get", { id: idOf("large") })))).toBe(true);
  const range = { init: { headers: { Range: "bytes=4-2000003" } } };
  const part = await bytesOf(await get("get", { id: idOf("large") }, range));
  expect(large.subarray(4, 2_000_004).equals(part)).toBe(true);
});

test("HEAD tells of a file what GET does, without its bytes", async () => {
  for (const name of ["words", "large"]) {
    const head = await get("get", { id: idOf(name) }, { init: { method: "HEAD" } });
    const whole = await get("get", { id: idOf(name) });
    for (const header of ["content-length", "content-type", "content-disposition", "accept-ranges"]) {
      expect(head.headers.get(header)).toBe(whole.headers.get(header));
    }
    expect((await bytesOf(head)).length).toBe(0);
    await whole.arrayBuffer();
  }
});

test.each([
  ["thumb", "96", "png", 96, 54],
  ["thumb", "1000", "png", 384, 216],
  ["tall", "100", "jpeg", 40, 100],
  ["tall", "", "jpeg", 96, 240],
])("the picture of %s for size '%s' is a %s of %i×%i", async (name, size, format, width, height) => {
  const response = await get("thumbnail", { id: idOf(name), size });
  expect(response.headers.get("content-type")).toBe(`image/${format}`);
  expect(await sharp(await bytesOf(response)).metadata()).toMatchObject({ format, width, height });
});

test.each(["movie", "broken", "nowhere"])("the picture of %s is a placeholder", async (name) => {
  const sizes = ["64", "500", "-3", "huge"].map(async (size) => {
    const response = await get("thumbnail", { id: idOf(name), size });
    expect(response.headers.get("content-type")).toBe("image/png");
    const { width, height } = await sharp(await bytesOf(response)).metadata();
    return [width, height];
  });
  expect(await Promise.all(sizes)).toEqual([
    [64, 36],
    [500, 281],
    [300, 169],
    [300, 169],
  ]);
});

test("thumbnail_url of a version shows the picture of its thumbnail; without one it is a picture all the same", async () => {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  const post = async (...operations: unknown[]) => {
    const response = await fetch(`${server.url}/api`, { method: "POST", headers, body: JSON.stringify(operations) });
    return response.json();
  };
  const query = { action: "query", expression: `select thumbnail_url from AssetVersion where id is ${idOf("v1")}` };
  const [before] = await post(query);
  expect((await fetch(before.data[0].thumbnail_url.url)).headers.get("content-type")).toBe("image/png");
  const entity_data = { thumbnail_id: idOf("tall") };
  await post({ action: "update", entity_type: "AssetVersion", entity_key: [idOf("v1")], entity_data });
  const [after] = await post(query);
  const picture = await bytesOf(await fetch(after.data[0].thumbnail_url.url));
  expect(await sharp(picture).metadata()).toMatchObject({ format: "jpeg", width: 96, height: 240 });
});

test("a file is removed on request, and that it is gone is no fault", async () => {
  server.files.put(idOf("frame"), { contentType: "text/plain", bytes: words });
  expect((await get("get", { id: idOf("frame") })).status).toBe(200);
  expect((await get("remove", { id: idOf("frame") })).status).toBe(200);
  expect((await get("get", { id: idOf("frame") })).status).toBe(404);
  expect((await get("remove", { id: idOf("frame") })).status).toBe(200);
});

test("with a component its bytes go, also along with its version", async () => {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  const post = (...operations: unknown[]) =>
    fetch(`${server.url}/api`, { method: "POST", headers, body: JSON.stringify(operations) });
  const made = {
    action: "create",
    entity_type: "FileComponent",
    entity_data: { id: idOf("passing"), version_id: idOf("p1") },
  };
  await post(made);
  server.files.put(idOf("passing"), { contentType: "text/plain", bytes: words });
  await post({ action: "delete", entity_type: "AssetVersion", entity_key: [idOf("p1")] });
  await post({ ...made, entity_data: { id: idOf("passing") } });
  expect((await get("get", { id: idOf("passing") })).status).toBe(404);
});
