import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { SECURITY_ROLE } from "#sandbox/ftrack/known-ids";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { put, UploadClient } from "./upload-client.ts";

let server: FtrackServer;
let client: UploadClient;

beforeAll(async () => {
  const reader = [
    create("User", { id: idOf("reader"), username: "reader" }),
    create("ApiKey", { identifier: "reader-key", resource_id: idOf("reader") }),
    create("UserSecurityRole", { user_id: idOf("reader"), security_role_id: SECURITY_ROLE.reader }),
  ];
  server = await startFtrack({ operations: [...tinyStudio, ...reader] });
  client = new UploadClient(server.url);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

const md5 = (text: string) => createHash("md5").update(text);

test("the address and headers for one piece, as clients expect them", async () => {
  const checksum = md5("12345678").digest("base64");
  const metadata = await client.order("movie", { file_name: "über.mov", checksum, parts: null });
  expect(metadata).toEqual({
    url: expect.stringMatching(
      /^http:\/\/127\.0\.0\.1:\d+\/upload\/[0-9a-f-]{36}\?part_number=1&expires=\d+&signature=/,
    ),
    headers: {
      "Content-Type": "video/quicktime",
      "Content-Length": "8",
      "Content-Disposition": "attachment; filename=\"_ber.mov\"; filename*=UTF-8''%C3%BCber.mov",
      "Content-MD5": checksum,
    },
    component_id: idOf("movie"),
  });
});

test("what is put without credentials at the signed address is what the component gives", async () => {
  const { url, headers } = await client.order("movie", { parts: null });
  const response = await put(url, "12345678", headers);
  expect(response.status).toBe(200);
  expect(response.headers.get("etag")).toBe(`"${md5("12345678").digest("hex")}"`);
  expect(await client.stored("movie")).toBe("12345678");
  expect((await put(url, "abcdefgh", headers)).status).toBe(200);
  expect(await client.stored("movie")).toBe("abcdefgh");
});

test("a component that is not there yet needs the name and size of its file, and has its bytes once it is there", async () => {
  const action = "get_upload_metadata";
  expect(await client.call({ action, component_id: idOf("later") })).toMatchObject({
    exception: "ValidationError",
    content: expect.stringContaining("say file_name and file_size"),
  });
  const { url } = await client.order("later");
  expect((await put(url, "12345678")).status).toBe(200);
  expect(await client.stored("later")).toBe(404);
  await client.call({ action: "create", entity_type: "FileComponent", entity_data: { id: idOf("later") } });
  expect(await client.stored("later")).toBe("12345678");
});

test("name and size come from the component where the client leaves them out", async () => {
  const { headers } = await client.call({ action: "get_upload_metadata", component_id: idOf("frame") });
  expect(headers).toMatchObject({
    "Content-Type": "image/x-exr",
    "Content-Length": "1024",
    "Content-Disposition": expect.stringContaining('"1001.exr"'),
  });
});

test.each([
  ["more bytes than announced", "123456789", {}, "more than the 8 bytes announced"],
  ["fewer bytes than announced", "1234", {}, "has 4 bytes, not the 8 announced"],
  ["other bytes than the checksum tells", "87654321", { checksum: md5("12345678").digest("base64") }, "MD5"],
])("%s are refused, and what was there before stays", async (_, body, more, content) => {
  await put((await client.order("thumb")).url, "original");
  const response = await put((await client.order("thumb", more)).url, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ content: expect.stringContaining(content) });
  expect(await client.stored("thumb")).toBe("original");
});

test.each([
  ["another upload", (url: URL) => url.pathname.replace(/.$/, (last) => (last === "0" ? "1" : "0"))],
  ["another part", (url: URL) => url.searchParams.set("part_number", "2")],
  ["a later expiry", (url: URL) => url.searchParams.set("expires", "9999999999")],
  ["another signature", (url: URL) => url.searchParams.set("signature", "0".repeat(64))],
  ["no signature", (url: URL) => url.searchParams.delete("signature")],
])("an address changed to %s takes nothing", async (_, change) => {
  const url = new URL((await client.order("left")).url);
  const path = change(url);
  if (typeof path === "string") url.pathname = path;
  const response = await put(url.href, "12345678");
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ exception: "PermissionError" });
  expect(await client.stored("left")).toBe(404);
});

test("an address expires after an hour", async () => {
  const { url } = await client.order("left");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_700_000 });
  const response = await put(url, "12345678");
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ content: expect.stringContaining("expired") });
});

test.each([
  [{ file_size: -1 }, "'file_size' must be a whole number"],
  [{ file_size: 1e15 }, "A file may have 17179869184 bytes at most"],
  [{ parts: 0 }, "1 to 10000 parts"],
  [{ parts: 10_001 }, "1 to 10000 parts"],
  [{ component_id: 7 }, "'component_id' must be text"],
])("an upload with %o is refused", async (more, content) => {
  expect(await client.order("left", more)).toMatchObject({
    exception: "ValidationError",
    content: expect.stringContaining(content),
  });
});

test("who may only read may neither upload nor remove", async () => {
  const who = { username: "reader", apiKey: "reader-key" };
  await put((await client.order("movie")).url, "12345678");
  const denied = { exception: "PermissionError" };
  const asked = { action: "get_upload_metadata", component_id: idOf("movie") };
  expect(await client.call(asked, who)).toMatchObject(denied);
  for (const path of ["remove", "getPutMetadata"]) {
    const response = await fetch(
      `${server.url}/component/${path}?${new URLSearchParams({ id: idOf("movie"), ...who })}`,
    );
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject(denied);
  }
  expect(await client.stored("movie")).toBe("12345678");
});

test("clients of old ask for the address by a GET", async () => {
  const checksum = md5("12345678").digest("base64");
  const query = { id: idOf("movie"), ...tinyUser, checksum, fileSize: "8", fileName: "main.mov" };
  const response = await fetch(`${server.url}/component/getPutMetadata?${new URLSearchParams(query)}`);
  const { url, headers } = await response.json();
  expect((await put(url, "12345678", headers)).status).toBe(200);
  expect(await client.stored("movie")).toBe("12345678");
});

test("uploads lie in a folder of the server's own: what is given up goes at once, a file with its component, the folder with the server", async () => {
  const home = await mkdtemp(join(tmpdir(), "uploads-test-"));
  onTestFinished(() => rm(home, { recursive: true }));
  vi.stubEnv("TMPDIR", home);
  const other = await startFtrack({ operations: tinyStudio });
  const upload = { componentId: idOf("left"), fileName: "left.exr", size: 3, checksum: undefined, parts: undefined };
  const { url } = other.files.uploads.begin(upload, other.url);
  for (const body of ["abc", "def"]) expect((await put(String(url), body)).status).toBe(200);
  const [folder = ""] = await readdir(home);
  await vi.waitFor(async () => expect(await readdir(join(home, folder))).toHaveLength(1));
  const controller = new AbortController();
  const unfinished = new ReadableStream<Uint8Array>({ start: (queue) => queue.enqueue(new Uint8Array([1])) });
  const sending = { method: "PUT", body: unfinished, duplex: "half", signal: controller.signal };
  const unbounded = other.files.uploads.begin({ ...upload, size: undefined }, other.url);
  const given = fetch(String(unbounded.url), sending);
  await vi.waitFor(async () => expect(await readdir(join(home, folder))).toHaveLength(2));
  controller.abort();
  await expect(given).rejects.toThrow(/abort/i);
  await vi.waitFor(async () => expect(await readdir(join(home, folder))).toHaveLength(1));
  other.files.remove(idOf("left"));
  await vi.waitFor(async () => expect(await readdir(join(home, folder))).toEqual([]));
  await other.close();
  expect(await readdir(home)).toEqual([]);
});
