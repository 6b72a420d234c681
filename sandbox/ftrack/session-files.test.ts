import { SERVER_LOCATION_ID, Session } from "@ftrack/api";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { jpeg } from "#sandbox/media/jpeg";
import { gradient } from "#sandbox/media/picture";
import { type FtrackServer, startFtrack } from "./server.ts";
import { sessionModes } from "./session-modes.ts";
import { SmallXhr } from "./small-xhr.ts";
import { idOf } from "./tiny-ids.ts";
import { tinyStudio } from "./tiny-studio.ts";
import { tinyUser } from "./tiny-workflow.ts";

const megabyte = 1024 ** 2;

let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});
beforeEach(() => {
  vi.stubGlobal("XMLHttpRequest", SmallXhr);
});
afterEach(() => {
  vi.unstubAllGlobals();
});
afterAll(() => server.close());

function open(options: ConstructorParameters<typeof Session>[3] = {}): Session {
  return new Session(server.url, tinyUser.username, tinyUser.apiKey, options);
}

/** What the client looks for in a browser's window while it uploads in parts. */
function stubWindow(more: Record<string, number> = {}): void {
  const nothing = () => undefined;
  vi.stubGlobal("window", {
    navigator: { onLine: true },
    addEventListener: nothing,
    removeEventListener: nothing,
    ...more,
  });
}

/** Bytes of which no two stretches are alike. */
function bytesOf(size: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
  return bytes;
}

async function download(session: Session, id: string): Promise<Buffer> {
  const response = await fetch(session.getComponentUrl(id) ?? "");
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe.each(sessionModes)("a session with %s", (mode, options) => {
  let session: Session;

  beforeEach(async () => {
    session = open(options);
    await session.initializing;
  });

  test("uploads a file in one piece", async () => {
    const bytes = Buffer.from(`words uploaded with ${mode}`);
    const progress: number[] = [];
    const file = new File([bytes], "notes.v1.txt", { type: "text/plain" });
    const [component, location, metadata] = await session.createComponent(file, {
      data: { version_id: idOf("v1") },
      onProgress: (percent) => progress.push(percent),
    });
    const { id } = component.data;
    expect(component).toMatchObject({
      action: "create",
      data: { __entity_type__: "FileComponent", name: "notes.v1", file_type: ".txt", size: bytes.length },
    });
    expect(location).toMatchObject({
      data: { __entity_type__: "ComponentLocation", component_id: id, resource_identifier: id },
    });
    expect(metadata).toMatchObject({ component_id: id, headers: { "Content-Type": "text/plain" } });
    expect(progress).toEqual([0, 100]);
    expect(await download(session, id)).toEqual(bytes);
    const { data } = await session.query(
      `select component_locations.location_id from Component where id is ${id} and version_id is ${idOf("v1")}`,
    );
    expect(data[0]?.component_locations).toMatchObject([{ location_id: SERVER_LOCATION_ID }]);
  });

  test("uploads a large file in parts", async () => {
    stubWindow();
    const bytes = bytesOf(17 * megabyte + 5);
    const [component, , metadata] = await session.createComponent(new File([bytes], "large.bin"));
    if (!("urls" in metadata)) throw new Error("This file was to come in parts");
    expect(metadata.component_id).toBe(component.data.id);
    expect((await download(session, component.data.id)).equals(bytes)).toBe(true);
  });

  test("uploads many parts side by side, and they come out in order", async () => {
    stubWindow({ FTRACK_UPLOAD_CHUNK_SIZE: megabyte / 4, FTRACK_UPLOAD_MAX_CONNECTIONS: 4 });
    const bytes = bytesOf(3 * megabyte + 77);
    const [component] = await session.createComponent(new File([bytes], "many.mov"));
    expect((await download(session, component.data.id)).equals(bytes)).toBe(true);
  });

  test("uploads nothing, as a file without bytes", async () => {
    const [component] = await session.createComponent(new File([], "empty.txt"));
    expect((await download(session, component.data.id)).length).toBe(0);
  });

  test("takes a name, an id and an XMLHttpRequest from outside", async () => {
    const id = crypto.randomUUID();
    const xhr = new XMLHttpRequest();
    const [component] = await session.createComponent(new Blob(["abc"]), { name: "given.txt", data: { id }, xhr });
    expect(component.data).toMatchObject({ id, name: "given", file_type: ".txt" });
    expect(xhr.status).toBe(200);
    expect((await download(session, id)).toString()).toBe("abc");
  });

  test("gives up an upload when it is told to", async () => {
    const controller = new AbortController();
    const id = crypto.randomUUID();
    await new Promise<void>((resolve, reject) => {
      session
        .createComponent(new File(["never"], "never.txt"), {
          data: { id },
          signal: controller.signal,
          onProgress: () => controller.abort(),
          onAborted: resolve,
        })
        .then(() => reject(new Error("The upload went on")), reject);
    });
    expect((await fetch(session.getComponentUrl(id) ?? "")).status).toBe(404);
  });

  test("shows an uploaded picture at the size asked for, and a placeholder without one", async () => {
    const picture = new File([new Uint8Array(jpeg(800, 450, gradient(0.3)))], "still.jpg");
    const [component] = await session.createComponent(picture);
    const sizeAt = async (url: string) => {
      const response = await fetch(url);
      const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
      return [width, height];
    };
    expect(await sizeAt(session.thumbnailUrl(component.data.id))).toEqual([300, 169]);
    expect(await sizeAt(session.thumbnailUrl(component.data.id, { size: 80 }))).toEqual([80, 45]);
    expect(await sizeAt(session.thumbnailUrl(""))).toEqual([300, 169]);
    expect(session.getComponentUrl("")).toBeNull();
  });

  test("has media encoded, and learns when it is done", async () => {
    const picture = new File([new Uint8Array(jpeg(320, 180, gradient(0.5)))], "plate.jpg");
    const [component] = await session.createComponent(picture);
    const [answer] = await session.call<{ job_id: string }>([
      { action: "encode_media", component_id: component.data.id, version_id: idOf("v1"), keep_original: true },
    ]);
    const status = async () =>
      (await session.query(`select status from Job where id is ${answer?.job_id}`)).data[0]?.status;
    await vi.waitFor(async () => expect(await status()).toBe("done"));
    const { data } = await session.query(`select component.name from JobComponent where job_id is ${answer?.job_id}`);
    expect(data).toMatchObject([{ component: { name: "ftrackreview-image" } }]);
    expect((await download(session, data[0]?.component_id)).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });
});
