import { createHash } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCATION } from "#sandbox/ftrack/known-ids";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { jpeg } from "#sandbox/media/jpeg";
import { gradient } from "#sandbox/media/picture";

const picture = new Uint8Array(jpeg(320, 180, gradient(0.4)));
const id = idOf("fresh");

let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});
afterAll(() => server.close());

async function call(...operations: readonly Record<string, unknown>[]) {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  const response = await fetch(`${server.url}/api`, { method: "POST", headers, body: JSON.stringify(operations) });
  const answers = await response.json();
  expect(answers).not.toHaveProperty("exception");
  return answers;
}

const create = (type: string, data: Record<string, unknown>) => ({
  action: "create",
  entity_type: type,
  entity_key: data.id === undefined ? [] : [data.id],
  entity_data: { __entity_type__: type, ...data },
});
const at = (location: string, resource: string) =>
  create("ComponentLocation", { component_id: id, location_id: location, resource_identifier: resource });

test("a thumbnail made in the steps of the Python client is the version's picture", async () => {
  await call(
    create("FileComponent", { id, name: "thumbnail", file_type: ".jpg", size: picture.length }),
    at(LOCATION.origin, "/home/artist/thumbnail.jpg"),
  );
  const checksum = createHash("md5").update(picture).digest("base64");
  const [metadata] = await call({
    action: "get_upload_metadata",
    component_id: id,
    file_name: "thumbnail.jpg",
    file_size: picture.length,
    checksum,
  });
  const uploaded = await fetch(metadata.url, { method: "PUT", body: picture, headers: metadata.headers });
  expect(uploaded.status).toBe(200);
  await call(at(LOCATION.server, id));
  await call({
    action: "update",
    entity_type: "AssetVersion",
    entity_key: [idOf("v1")],
    entity_data: { __entity_type__: "AssetVersion", id: idOf("v1"), thumbnail_id: id },
  });
  const [{ data }] = await call({
    action: "query",
    expression: `select thumbnail_id, thumbnail_url, thumbnail.component_locations.url from AssetVersion where id is ${idOf("v1")}`,
  });
  expect(data[0].thumbnail_id).toBe(id);
  const shown = await fetch(data[0].thumbnail_url.url);
  expect(await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).toMatchObject({ width: 320, height: 180 });
  const urls: readonly unknown[] = data[0].thumbnail.component_locations.map(({ url }: { url: unknown }) => url);
  expect(urls).toEqual(expect.arrayContaining([null, { url: expect.stringContaining("/component/get?") }]));
});

test("taking it out of the server's location takes its bytes", async () => {
  const query = new URLSearchParams({ id, ...tinyUser });
  expect((await fetch(`${server.url}/component/get?${query}`)).status).toBe(200);
  expect((await fetch(`${server.url}/component/remove?${query}`)).status).toBe(200);
  const [{ data }] = await call({
    action: "query",
    expression: `ComponentLocation where component_id is ${id} and location_id is ${LOCATION.server}`,
  });
  await call({ action: "delete", entity_type: "ComponentLocation", entity_key: [data[0].id] });
  expect((await fetch(`${server.url}/component/get?${query}`)).status).toBe(404);
});
