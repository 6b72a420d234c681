import { afterAll, beforeAll, expect, test } from "vitest";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio } from "#sandbox/ftrack/tiny-studio";
import { put, UploadClient } from "./upload-client.ts";

let server: FtrackServer;
let client: UploadClient;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
  client = new UploadClient(server.url);
});
afterAll(() => server.close());

async function inParts(component: string, bodies: readonly string[], size: number) {
  const { urls, upload_id } = await client.order(component, { parts: bodies.length, file_size: size });
  const parts: { part_number: number; e_tag: string }[] = [];
  for (const { signed_url, part_number } of [...urls].reverse()) {
    const response = await put(signed_url, bodies[part_number - 1] ?? "");
    expect(response.status).toBe(200);
    parts.unshift({ part_number, e_tag: response.headers.get("etag") ?? "" });
  }
  return { uploadId: upload_id, parts };
}

test("parts that come in any order make up the file once the upload is completed", async () => {
  const { uploadId, parts } = await inParts("left", ["first ", "second ", "third"], 18);
  expect(await client.stored("left")).toBe(404);
  const unquoted = parts.map((part) => ({ ...part, e_tag: part.e_tag.replaceAll('"', "") }));
  const answer = await client.complete("left", uploadId, unquoted);
  expect(answer).toEqual({
    action: "complete_multipart_upload",
    component_id: idOf("left"),
    url: expect.stringContaining("/component/get?"),
  });
  expect(await client.stored("left")).toBe("first second third");
  const range = { headers: { Range: "bytes=4-14" } };
  expect(await (await fetch(answer.url, range)).text()).toBe("t second th");
  expect(await client.complete("left", uploadId, parts)).toEqual(answer);
});

test("a part may be put again until the upload is completed", async () => {
  const { urls, upload_id } = await client.order("frame", { parts: 2, file_size: 4 });
  const tags: (string | null)[] = [];
  for (const body of ["xx", "ab"]) tags[0] = (await put(urls[0].signed_url, body)).headers.get("etag");
  tags[1] = (await put(urls[1].signed_url, "cd")).headers.get("etag");
  await client.complete(
    "frame",
    upload_id,
    tags.map((e_tag, index) => ({ part_number: index + 1, e_tag })),
  );
  expect(await client.stored("frame")).toBe("abcd");
  const late = await put(urls[0].signed_url, "zz");
  expect(late.status).toBe(400);
  expect(await late.json()).toMatchObject({ content: expect.stringContaining("completed already") });
  expect(await client.stored("frame")).toBe("abcd");
});

type Part = { readonly part_number: number; readonly e_tag: string };

test.each<[string, (parts: readonly Part[]) => unknown, string]>([
  ["a part is not listed", (parts) => parts.slice(0, 2), "Part 3 of 3 is missing"],
  ["the first part is not listed", (parts) => parts.slice(1), "Part 1 is missing or not in its place"],
  ["parts are out of order", (parts) => [...parts].reverse(), "Part 1 is missing or not in its place"],
  ["an e_tag is wrong", (parts) => parts.map((part) => ({ ...part, e_tag: "0" })), "e_tag of part 1"],
  ["a part was never asked for", (parts) => [...parts, { part_number: 4, e_tag: "0" }], "Part 4 has not been uploaded"],
  ["parts are no list", () => "all", "'parts' must be a list"],
  ["a part has no number", () => [{ e_tag: "0" }], "must have a part_number and an e_tag"],
])("an upload is not completed if %s", async (_, change, content) => {
  const { uploadId, parts } = await inParts("job", ["a", "b", "c"], 3);
  expect(await client.complete("job", uploadId, change(parts))).toMatchObject({
    exception: "ValidationError",
    content: expect.stringContaining(content),
  });
});

test("an upload is not completed with other bytes than announced, for another component, or twice as another", async () => {
  const short = await inParts("object", ["a", "b"], 5);
  expect(await client.complete("object", short.uploadId, short.parts)).toMatchObject({
    content: "The parts have 2 bytes, not the 5 announced",
  });
  expect(await client.complete("left", short.uploadId, short.parts)).toMatchObject({
    content: expect.stringContaining("There is no upload"),
  });
});

test("a batch that fails completes no upload", async () => {
  const { uploadId, parts } = await inParts("movie", ["new", "er"], 5);
  const before = await client.stored("movie");
  const operations = [
    { action: "complete_multipart_upload", component_id: idOf("movie"), upload_id: uploadId, parts },
    { action: "query", expression: "Nothing" },
  ];
  expect(await client.batch(operations)).toHaveProperty("exception");
  expect(await client.stored("movie")).toBe(before);
});
