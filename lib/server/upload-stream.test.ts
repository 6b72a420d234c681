import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { uploadIdSchema } from "#lib/domain/ids";
import { exampleItem, exampleUpload } from "./example-upload.ts";
import { createLiveUploads } from "./live-uploads.ts";
import { uploadStream } from "./upload-stream.ts";

const id = uploadIdSchema.parse("5f0c1b1e-0000-4000-8000-000000000001");

async function arrange(until = Date.now() + 3_600_000, heartbeatMs?: number) {
  const rows = { linksDone: 0 };
  const live = createLiveUploads({
    read: async (asked) =>
      asked === id
        ? { upload: { ...exampleUpload(id), linksDone: rows.linksDone }, items: [exampleItem(0), exampleItem(1)] }
        : null,
    onError: () => undefined,
    throttleMs: 10,
    pollMs: 3_600_000,
  });
  const open = { streams: 0 };
  const streams = { inc: () => void open.streams++, dec: () => void open.streams-- };
  const stream = await uploadStream(live, id, { until, streams, heartbeatMs });
  if (stream === null) throw new Error("There is an upload.");
  const reader = stream.getReader();
  const next = async () => {
    const { value } = await reader.read();
    return value === undefined ? null : new TextDecoder().decode(value);
  };
  return { live, rows, open, reader, next };
}

describe("the event stream of an upload", () => {
  it("holds the upload with all its items at once, and then each change", async () => {
    const { live, rows, next, reader } = await arrange();
    const first = await next();
    expect(first).toMatch(/^data: \{.*\}\n\n$/);
    expect(JSON.parse(first?.slice(6) ?? "").items).toHaveLength(2);
    rows.linksDone = 7;
    live.announce(id);
    expect(JSON.parse((await next())?.slice(6) ?? "")).toMatchObject({ upload: { linksDone: 7 }, items: [] });
    await reader.cancel();
  });

  it("ends with the session", async () => {
    const { next, open } = await arrange(Date.now() + 30);
    await next();
    expect(open.streams).toBe(1);
    expect(await next()).toBeNull();
    expect(open.streams).toBe(0);
  });

  it("ends when the server stops", async () => {
    const { live, next } = await arrange();
    await next();
    live.close();
    expect(await next()).toBeNull();
  });

  it("shows that it lives while nothing changes", async () => {
    const { next, reader } = await arrange(undefined, 15);
    await next();
    expect(await next()).toBe(": still here\n\n");
    await reader.cancel();
  });

  it("leaves when the browser goes", async () => {
    const { next, reader, open } = await arrange();
    await next();
    await reader.cancel();
    expect(open.streams).toBe(0);
  });

  it("cuts off a reader that takes nothing", async () => {
    const { open } = await arrange(undefined, 1);
    while (open.streams > 0) await sleep(10);
    expect(open.streams).toBe(0);
  });

  it("is null where there is no such upload", async () => {
    const { live } = await arrange();
    const other = uploadIdSchema.parse("5f0c1b1e-0000-4000-8000-00000000ffff");
    const streams = { inc: () => undefined, dec: () => undefined };
    expect(await uploadStream(live, other, { until: Date.now() + 1000, streams })).toBeNull();
  });
});
