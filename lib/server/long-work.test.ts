import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Database, openDatabase } from "#lib/adapters/db/database";
import { migrate } from "#lib/adapters/db/migrations";
import { type ChangeListener, listenForChanges } from "#lib/adapters/db/notifications";
import { createPreviewRecords } from "#lib/adapters/db/preview-records";
import { createScratchDatabase, type ScratchDatabase } from "#lib/adapters/db/scratch-database";
import { createStore } from "#lib/adapters/db/store";
import { item, upload } from "#lib/adapters/db/upload-fixture";
import type { Answer } from "#lib/domain/answer";
import { uploadIdSchema, type WorkId } from "#lib/domain/ids";
import type { WorkKind, WorkWatch } from "#lib/domain/long-work";
import { createLive } from "./live.ts";
import { createLongWork, type LongWork } from "./long-work.ts";
import { cancelWork, type WorkParts, workAnswer } from "./work-answer.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const mira = { username: "mira.okafor" };
const nobody = new AbortController().signal;
let scratch: ScratchDatabase;
let database: Database;
/** One web server, which works, and another, which is asked. */
let working: LongWork;
let asked: WorkParts & { live: ReturnType<typeof createLive> };
/** The machine may be busy with other things. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });

/** Nothing here looks at ftrack. */
const outside = () => {
  throw new Error("no ftrack here");
};

const listeners: ChangeListener[] = [];

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  const workRecords = createPreviewRecords(database.db);
  const store = createStore(database.db, () => ({ enqueue: () => Promise.reject(new Error("no jobs here")) }));
  working = server();
  asked = { workRecords, store, live: createLive({ store, previews: workRecords, log, outside }) };
  const handlers = { onUpload: () => undefined, onMissed: () => undefined, onDeaf: () => undefined };
  listeners.push(
    listenForChanges(scratch.url, { ...handlers, onPreview: asked.live.onPreview }),
    listenForChanges(scratch.url, { ...handlers, onPreview: (id) => working.look(id) }),
  );
});

afterAll(async () => {
  for (const listener of listeners) await listener.close();
  asked?.live.close();
  await database?.close();
  await scratch?.drop();
});

function server(records = createPreviewRecords(database.db)): LongWork {
  return createLongWork({ records, log, newId: randomUUID, patienceMs: () => 20, signMs: 50 });
}

/** Work that goes on until the test ends it. */
async function begin(kind: WorkKind = "preview", on = working) {
  const { promise, resolve } = Promise.withResolvers<Answer<string>>();
  const watches: WorkWatch[] = [];
  const answer = await on.run(mira, kind, (watch) => {
    watches.push(watch);
    watch.signal.addEventListener("abort", () => {
      const { code, message } = watch.signal.reason;
      resolve({ ok: false, code, sentence: message, errorId: null });
    });
    return promise;
  });
  const [watch] = watches;
  if (!answer.ok || answer.value.status !== "running" || watch === undefined) throw new Error("It should go on.");
  return { id: answer.value.id, watch, end: resolve };
}

function ask(id: WorkId, known: string | null = null, longestMs?: number, username = mira.username) {
  return workAnswer(asked, { id, username, known, signal: nobody, ...(longestMs !== undefined && { longestMs }) });
}

describe("work that may take long", () => {
  it("is answered at once where it is quick, good or bad, and leaves no trace", async () => {
    const before = await rows();
    expect(await working.run(mira, "preview", async () => ({ ok: true, value: 7 }))).toEqual({
      ok: true,
      value: { status: "finished", value: 7 },
    });
    const refusal = { ok: false, code: "bad-destination", sentence: "Not there.", errorId: null } as const;
    expect(await working.run(mira, "submit", async () => refusal)).toEqual(refusal);
    expect(await rows()).toBe(before);
  });

  it("goes on where it is not; any server tells how far it is, and what came of it", async () => {
    const { id, watch, end } = await begin();
    expect(watch.id).toBe(id);
    watch.onProgress({ phase: "files", done: 1240, of: 9000 });
    const progress = { phase: "files", done: 1240, of: 9000 };
    await soon(async () => (await ask(id)).json()).toEqual({
      state: { status: "running", kind: "preview", progress, cancelled: false },
    });
    end({ ok: true, value: "the plan" });
    await soon(async () => (await ask(id)).json()).toEqual({
      state: { status: "finished" },
      answer: { ok: true, value: "the plan" },
    });
  });

  it("makes those wait who know already how far it is, until there is news", async () => {
    const { id, end } = await begin();
    const first = await ask(id);
    const tag = first.headers.get("etag");
    expect((await ask(id, tag, 30)).status).toBe(304);
    const next = ask(id, tag);
    end({ ok: true, value: "the plan" });
    expect(await (await next).json()).toMatchObject({ answer: { value: "the plan" } });
  });

  it("is nobody else's business", async () => {
    const { id, end } = await begin();
    expect((await ask(id, null, 10, "jonas.lindqvist")).status).toBe(404);
    expect((await cancelWork(asked, { id, username: "jonas.lindqvist" })).status).toBe(404);
    end({ ok: true, value: "" });
  });

  it("stops when it is cancelled at any server; once it is over, there is nothing to cancel", async () => {
    const { id, watch } = await begin("submit");
    expect((await cancelWork(asked, { id, ...mira })).status).toBe(204);
    await soon(() => watch.signal.aborted).toBe(true);
    await soon(async () => (await ask(id)).json()).toMatchObject({
      answer: { ok: false, code: "cancelled", sentence: expect.stringContaining("Nothing was uploaded") },
    });
    expect((await cancelWork(asked, { id, ...mira })).status).toBe(404);
  });

  it("tells what came of it even if that was done before the wish to cancel came through", async () => {
    const { id, end } = await begin("submit");
    end({ ok: true, value: "submitted" });
    await cancelWork(asked, { id, ...mira });
    await soon(async () => (await ask(id)).json()).toMatchObject({ answer: { ok: true, value: "submitted" } });
  });

  it("is broken off, and says so, when its server stops", async () => {
    const other = server();
    const { id } = await begin("preview", other);
    await other.close();
    expect(await (await ask(id)).json()).toMatchObject({ answer: { ok: false, code: "broken-off" } });
  });

  it("counts as broken off when its server died; a submission that got through is told all the same", async () => {
    const [lost, submitted] = [await silent("preview"), await silent("submit")];
    expect(await (await ask(lost)).json()).toEqual({
      state: { status: "broken-off", kind: "preview" },
      answer: { ok: false, code: "broken-off", sentence: expect.stringContaining("Start it again"), errorId: null },
    });
    expect(await (await ask(submitted)).json()).toMatchObject({ answer: { ok: false, code: "broken-off" } });
    const uploadId = uploadIdSchema.parse(submitted);
    await asked.store.uploads.insert({ upload: { ...upload(), id: uploadId }, items: [item(0)], links: new Map() });
    expect(await (await ask(submitted)).json()).toMatchObject({ answer: { ok: true, value: { uploadId } } });
  });

  it("is waited for to its end where nothing can be recorded", async () => {
    const address = new URL(scratch.url);
    address.pathname = "/absent";
    const absent = openDatabase(address.href);
    const other = server(createPreviewRecords(absent.db));
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return { ok: true, value: 7 } as const;
    };
    expect(await other.run(mira, "preview", slow)).toEqual({ ok: true, value: { status: "finished", value: 7 } });
    await absent.close();
  });
});

/** Work whose server has said nothing for a minute. */
async function silent(kind: WorkKind): Promise<WorkId> {
  const id = (await begin(kind, server(deadRecords()))).id;
  await sql`update previews set seen_at = seen_at - interval '1 minute' where id = ${id}`.execute(database.db);
  return id;
}

/** As of a server that died right after it had begun. */
function deadRecords() {
  const records = createPreviewRecords(database.db);
  return { ...records, sign: async () => ({ cancelled: false }), finish: async () => undefined };
}

async function rows(): Promise<number> {
  return (await database.db.selectFrom("previews").select("id").execute()).length;
}
