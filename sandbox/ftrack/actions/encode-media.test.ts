import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { jpeg } from "#sandbox/media/jpeg";
import { mov } from "#sandbox/media/mov";
import { gradient, rasterOf } from "#sandbox/media/picture";
import { png } from "#sandbox/media/png";

const frame = jpeg(96, 54, gradient(0.2));
const film = mov({ width: 96, height: 54, framesPerSecond: 24, frames: [frame, frame] });
const mp4 = Buffer.concat([
  Buffer.from([0, 0, 0, 16]),
  Buffer.from("ftypisom"),
  Buffer.alloc(4),
  Buffer.from("frames"),
]);

let server: FtrackServer;

beforeAll(async () => {
  const made = (name: string, file_type: string) => create("FileComponent", { id: idOf(name), name, file_type });
  const operations = [
    ...tinyStudio,
    made("still", ".png"),
    made("clip", ".mp4"),
    made("take", ".mov"),
    made("scene", ".ma"),
  ];
  const files = new Map([
    [idOf("still"), { contentType: "image/png", bytes: png(rasterOf(gradient(0.6), 100, 50)) }],
    [idOf("clip"), { contentType: "video/mp4", bytes: mp4 }],
    [idOf("take"), { contentType: "video/quicktime", bytes: film }],
    [idOf("scene"), { contentType: "application/octet-stream", bytes: Buffer.from("//Maya") }],
    [idOf("thumb"), { contentType: "image/png", bytes: Buffer.from("no picture") }],
  ]);
  server = await startFtrack({ operations, files });
});
afterAll(() => server.close());

async function call(operation: Record<string, unknown>) {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  const response = await fetch(`${server.url}/api`, { method: "POST", headers, body: JSON.stringify([operation]) });
  const answer = await response.json();
  return Array.isArray(answer) ? answer[0] : answer;
}

async function jobOf(id: string) {
  const expression = `select status, data, finished_at, job_components.component.name from Job where id is ${id}`;
  const { data } = await call({ action: "query", expression });
  return { ...data[0], data: JSON.parse(data[0].data) };
}

/** Starts a job, waits for its end and gives it as it was at first and in the end. */
async function encode(component: string, more: Record<string, unknown> = {}) {
  const operation = { action: "encode_media", component_id: idOf(component), version_id: null, keep_original: true };
  const answer = await call({ ...operation, ...more });
  expect(answer).toEqual({ action: "encode_media", job_id: expect.any(String) });
  const first = await jobOf(answer.job_id);
  const last = await vi.waitFor(async () => {
    const job = await jobOf(answer.job_id);
    expect(["done", "failed"]).toContain(job.status);
    return job;
  });
  expect(last.finished_at).not.toBeNull();
  return { first: first.data, last };
}

/** A component's bytes; undefined if it has none. */
async function fileOf(id: string): Promise<Buffer | undefined> {
  const response = await fetch(`${server.url}/component/get?${new URLSearchParams({ id, ...tinyUser })}`);
  return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
}

test("a picture becomes a JPEG of its version, and the version's thumbnail", async () => {
  const { first, last } = await encode("still", { version_id: idOf("v1") });
  expect(first).toMatchObject({
    output: [{ format: "image/jpeg", component_id: expect.any(String) }],
    source_component_id: idOf("still"),
    keep_original: true,
  });
  expect(last).toMatchObject({ status: "done", job_components: [{ component: { name: "ftrackreview-image" } }] });
  const [{ component_id: id }] = first.output;
  expect(await sharp(await fileOf(id)).metadata()).toMatchObject({ format: "jpeg", width: 100 });
  const expression = `select thumbnail_id, components.name, components.size from AssetVersion where id is ${idOf("v1")}`;
  const { data } = await call({ action: "query", expression });
  expect(data[0]).toMatchObject({
    thumbnail_id: id,
    components: [{ id, name: "ftrackreview-image", size: expect.any(Number) }],
  });
  expect(await fileOf(idOf("still"))).toBeDefined();
});

test("an MP4 is passed on as it is; the original goes if nobody wants to keep it", async () => {
  const { first, last } = await encode("clip", { keep_original: false });
  expect(last).toMatchObject({ status: "done", job_components: [{ component: { name: "ftrackreview-mp4" } }] });
  expect(await fileOf(first.output[0].component_id)).toEqual(mp4);
  expect(await fileOf(idOf("clip"))).toBeUndefined();
  expect((await call({ action: "query", expression: `Component where id is ${idOf("clip")}` })).data).toEqual([]);
});

test.each([
  ["take", "This server can't encode films: take.mov is not an MP4"],
  ["thumb", "thumbnail.png is no picture that this server can read"],
  ["scene", "A file of type application/octet-stream can't be shown in a browser"],
])("the job for %s fails with the reason, and its source stays", async (component, reason) => {
  const { first, last } = await encode(component, { keep_original: false });
  expect(last).toMatchObject({ status: "failed", data: { error: expect.stringContaining(reason) } });
  expect(last.data.output).toEqual(first.output);
  expect(await fileOf(idOf(component))).toBeDefined();
  for (const { component_id } of first.output) expect(await fileOf(component_id)).toBeUndefined();
});

test.each([
  [{ component_id: idOf("movie") }, "There is no file of component"],
  [{ component_id: idOf("take"), version_id: idOf("gone") }, "There is no AssetVersion"],
])("%o starts no job", async (more, content) => {
  const jobs = async () => (await call({ action: "query", expression: "Job" })).data.length;
  const before = await jobs();
  expect(await call({ action: "encode_media", keep_original: true, ...more })).toMatchObject({
    exception: "ValidationError",
    content: expect.stringContaining(content),
  });
  expect(await jobs()).toBe(before);
});
