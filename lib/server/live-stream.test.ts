import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { uploadIdSchema, workIdSchema } from "#lib/domain/ids";
import type { LiveEvent } from "#lib/domain/live";
import { followedTopics } from "#lib/domain/live-topics";
import type { WorkState } from "#lib/domain/long-work";
import type { ChangeListener } from "#lib/services/ports/ftrack";
import { exampleItem, exampleUpload } from "./example-upload.ts";
import type { Live } from "./live.ts";
import { createLiveHistory } from "./live-history.ts";
import { createLivePreviews } from "./live-previews.ts";
import { liveStream } from "./live-stream.ts";
import { createLiveUploads } from "./live-uploads.ts";
import { createLiveVersions } from "./live-versions.ts";
import { createStreamPlaces } from "./stream-places.ts";

const id = uploadIdSchema.parse("5f0c1b1e-0000-4000-8000-000000000001");
const other = uploadIdSchema.parse("5f0c1b1e-0000-4000-8000-00000000ffff");
const work = workIdSchema.parse("5f0c1b1e-0000-4000-8000-0000000000aa");
const topic = `upload:${id}`;

/** One upload of two items and one preview of Mira's, whose rows a test changes. */
function studio() {
  const rows = { linksDone: 0, preview: runningAt(0), gone: false };
  const hub: { listener: ChangeListener | null } = { listener: null };
  const upload = () => ({ ...exampleUpload(id), linksDone: rows.linksDone });
  const options = { onError: () => undefined, throttleMs: 10, pollMs: 3_600_000, settledPollMs: 3_600_000 };
  const live: Live = {
    uploads: createLiveUploads({
      ...options,
      read: async (asked) => (asked === id ? { upload: upload(), items: [exampleItem(0), exampleItem(1)] } : null),
    }),
    history: createLiveHistory({ ...options, newest: async () => [upload()], read: async () => upload() }),
    previews: createLivePreviews(
      { state: async (asked) => (asked === work ? { username: "mira.okafor", state: rows.preview } : null) },
      options,
    ),
    versions: createLiveVersions({
      ...{ gatherMs: 5, lingerMs: 5, onError: () => undefined, now: () => new Date() },
      listen(listener) {
        listener.onHeard();
        hub.listener = listener;
        return { close: () => undefined };
      },
      read: async ({ versionIds }) => {
        const states = versionIds.map((versionId) => ({ versionId, at: "2026-11-22T10:00:00.000Z", now: null }));
        return { internal: states, client: states };
      },
    }),
    onUpload(changed) {
      live.uploads.announce(changed);
      live.history.announce(changed);
    },
    onPreview: (changed) => live.previews.announce(changed),
    onMissed: () => live.history.announceAll(),
    close() {
      live.uploads.close();
      live.history.close();
      live.previews.close();
      live.versions.close();
    },
  };
  return { rows, live, hub };
}

function runningAt(done: number): WorkState {
  return { status: "running", kind: "preview", progress: { phase: "files", done, of: 9000 }, cancelled: false };
}

const open = { streams: 0 };
const places = createStreamPlaces(2, { inc: () => void open.streams++, dec: () => void open.streams-- });
const sessionEnds = Date.now() + 3_600_000;
const session = { username: "mira.okafor", expiresAt: sessionEnds };
const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];

async function follow(
  live: Live,
  topics: string,
  {
    until = sessionEnds,
    heartbeatMs,
    username = "mira.okafor",
    gone = new AbortController().signal,
  }: Partial<Record<"until" | "heartbeatMs", number>> & {
    username?: string;
    gone?: AbortSignal;
  } = {},
) {
  const place = places.take(session);
  if (place === null) throw new Error("There is room.");
  const beat = heartbeatMs === undefined ? {} : { heartbeatMs };
  const stream = await liveStream(live, followedTopics(topics), { username, until, place, gone, ...beat });
  const reader = stream.getReader();
  readers.push(reader);
  const text = async () => {
    const { value } = await reader.read();
    return value === undefined ? null : new TextDecoder().decode(value);
  };
  const event = async (): Promise<LiveEvent> => JSON.parse((await text())?.replace(/^data: /, "") ?? "null");
  return { reader, text, event };
}

afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.cancel()));
  expect(open.streams).toBe(0);
});

describe("the event stream of a browser", () => {
  it("holds the upload with all its items at once, and then each change", async () => {
    const { live, rows } = studio();
    const { event } = await follow(live, topic);
    expect(await event()).toMatchObject({ topic, about: "upload", whole: true, items: [{}, {}] });
    rows.linksDone = 7;
    live.onUpload(id);
    expect(await event()).toMatchObject({ topic, upload: { linksDone: 7 }, items: [], whole: false });
  });

  it("carries several topics: the history's newest, and a preview's progress", async () => {
    const { live, rows } = studio();
    const { event } = await follow(live, `history,preview:${work}`);
    const first = [await event(), await event()];
    expect(first).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ topic: "history", whole: true, uploads: [expect.objectContaining({ id })] }),
        { topic: `preview:${work}`, about: "preview", work: runningAt(0) },
      ]),
    );
    rows.preview = runningAt(1240);
    live.onPreview(work);
    expect(await event()).toMatchObject({ about: "preview", work: { progress: { done: 1240 } } });
    live.onUpload(id);
    expect(await event()).toMatchObject({ about: "history", whole: false, uploads: [{ id }] });
    live.onMissed();
    expect(await event()).toMatchObject({ about: "history", whole: true });
  });

  it("carries what changes in ftrack in a project", async () => {
    const { live, hub } = studio();
    const versions = `versions:${other}:client`;
    const { event } = await follow(live, versions);
    const since = expect.stringMatching(/^2/);
    expect(await event()).toMatchObject({ topic: versions, about: "versions", whole: true, since, changed: [] });
    const parents = [{ entityType: "show", entityId: other }];
    const entity = { entityType: "assetversion", entityId: id, action: "update", changes: { statusid: {} }, parents };
    hub.listener?.onUpdate({ topic: "ftrack.update", data: { entities: [entity] } });
    expect(await event()).toMatchObject({ about: "versions", whole: false, changed: [{ versionId: id, now: null }] });
    live.close();
  });

  it("says where there is no such thing, and tells nobody of another's preview", async () => {
    const { live } = studio();
    const { event } = await follow(live, `upload:${other}`);
    expect(await event()).toEqual({ topic: `upload:${other}`, about: "nothing" });
    const theirs = await follow(live, `preview:${work}`, { username: "jonas.lindqvist" });
    expect(await theirs.event()).toEqual({ topic: `preview:${work}`, about: "nothing" });
  });

  it("ends with the session, and when the person signs out", async () => {
    const { live } = studio();
    const one = await follow(live, topic, { until: Date.now() + 30 });
    await one.text();
    expect(await one.text()).toBeNull();
    const two = await follow(live, topic);
    await two.text();
    expect(open.streams).toBe(1);
    places.endAll(session);
    expect(await two.text()).toBeNull();
    expect(open.streams).toBe(0);
  });

  it("ends when the server stops", async () => {
    const { live } = studio();
    const { text } = await follow(live, `${topic},history`);
    await text();
    await text();
    live.close();
    expect(await text()).toBeNull();
  });

  it("shows that it lives while nothing changes", async () => {
    const { text } = await follow(studio().live, topic, { heartbeatMs: 15 });
    await text();
    expect(await text()).toBe(": still here\n\n");
  });

  it("keeps no place for one who went before the stream was handed over", async () => {
    const { live } = studio();
    const [gone, going] = [new AbortController(), new AbortController()];
    gone.abort();
    await follow(live, `${topic},history`, { gone: gone.signal });
    expect(open.streams).toBe(0);
    const coming = follow(live, `${topic},history`, { gone: going.signal });
    expect(open.streams).toBe(1);
    going.abort();
    expect(open.streams).toBe(0);
    const { text } = await coming;
    live.onUpload(id);
    expect(await text()).toBeNull();
  });

  it("cuts off a reader that takes nothing", async () => {
    await follow(studio().live, topic, { heartbeatMs: 1 });
    while (open.streams > 0) await sleep(10);
    expect(open.streams).toBe(0);
  });

  it("is one of a few that a session may have; another session is not hindered", async () => {
    const { live } = studio();
    await follow(live, topic);
    const last = await follow(live, topic);
    expect(places.take(session)).toBeNull();
    const others = places.take({ ...session, username: "jonas.lindqvist" });
    expect(others).not.toBeNull();
    others?.free();
    await last.reader.cancel();
    const again = places.take(session);
    expect(again).not.toBeNull();
    again?.free();
  });
});

describe("what a stream's address asks for", () => {
  it("is each topic once; what is none is left out", () => {
    const asked = `upload:${id},history,upload:${id},upload:7,preview:${work},audit,,preview:,versions:${id}:client,versions:${id}:all,versions:7:client`;
    expect(followedTopics(asked)).toEqual([
      { topic, about: "upload", id },
      { topic: "history", about: "history" },
      { topic: `preview:${work}`, about: "preview", id: work },
      { topic: `versions:${id}:client`, about: "versions", project: id, type: "client" },
    ]);
    expect(followedTopics(null)).toEqual([]);
  });
});
