import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type UploadId, uploadIdSchema } from "#lib/domain/ids";
import { exampleItem, exampleUpload } from "./example-upload.ts";
import { createLiveUploads, type UploadNews } from "./live-uploads.ts";

const id = uploadIdSchema.parse("5f0c1b1e-0000-4000-8000-000000000001");

/** An upload of three items whose rows a test changes. */
function rows() {
  const state: { news: Omit<UploadNews, "whole"> | null; readings: number } = {
    news: { upload: exampleUpload(id), items: [0, 1, 2].map((position) => exampleItem(position)) },
    readings: 0,
  };
  return {
    state,
    link(position: number) {
      if (state.news === null) return;
      const { upload, items } = state.news;
      state.news = {
        upload: { ...upload, linksDone: upload.linksDone + 10 },
        items: items.map((item) => (item.position === position ? { ...item, state: "linked" } : item)),
      };
    },
    /** Nothing goes on any more. */
    settle() {
      if (state.news === null) return;
      const done = { state: "done", attempts: 1, error: null, at: "2026-11-22T18:05:00.000Z" } as const;
      const { upload, items } = state.news;
      state.news = { upload: { ...upload, steps: { links: done, ftrack: done, report: done } }, items };
    },
    async read(asked: UploadId) {
      state.readings += 1;
      return asked === id ? state.news : null;
    },
  };
}

function live(
  read: (id: UploadId) => Promise<Omit<UploadNews, "whole"> | null>,
  { pollMs = 3_600_000, settledPollMs = 3_600_000 } = {},
) {
  const failures: unknown[] = [];
  const onError = (error: unknown) => failures.push(error);
  const hub = createLiveUploads({ read, onError, throttleMs: 20, pollMs, settledPollMs });
  return { hub, failures };
}

function listener() {
  const news: UploadNews[] = [];
  const state = { ended: false };
  return {
    news,
    state,
    positions: () => news.map(({ items }) => items.map(({ position }) => position)),
    onNews: (one: UploadNews) => news.push(one),
    onEnd: () => {
      state.ended = true;
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

describe("following an upload", () => {
  it("brings everything first, then only the items that changed", async () => {
    const upload = rows();
    const { hub } = live(upload.read);
    const one = listener();
    await hub.follow(id, one);
    upload.link(1);
    hub.announce(id);
    await until(() => one.news.length === 2);
    expect(one.positions()).toEqual([[0, 1, 2], [1]]);
    expect(one.news.map(({ whole }) => whole)).toEqual([true, false]);
    expect(one.news[1]?.upload.linksDone).toBe(10);
    hub.close();
  });

  it("folds many announcements into few readings", async () => {
    const upload = rows();
    const { hub } = live(upload.read);
    const one = listener();
    await hub.follow(id, one);
    for (let at = 0; at < 200; at++) hub.announce(id);
    upload.link(0);
    await until(() => one.news.length === 2);
    expect(upload.state.readings).toBeLessThan(5);
    hub.close();
  });

  it("gives one who comes later what all others have by then, and both the next change", async () => {
    const upload = rows();
    const { hub } = live(upload.read);
    const [one, other] = [listener(), listener()];
    await hub.follow(id, one);
    upload.link(0);
    hub.announce(id);
    await until(() => one.news.length === 2);
    await hub.follow(id, other);
    upload.link(2);
    hub.announce(id);
    await until(() => one.news.length === 3 && other.news.length === 2);
    expect(other.news[0]?.items.map((item) => item.state)).toEqual(["linked", "waiting", "waiting"]);
    expect(other.positions()[1]).toEqual([2]);
    hub.close();
  });

  it("reads an unfinished upload now and then, for an announcement may be lost", async () => {
    const upload = rows();
    const { hub } = live(upload.read, { pollMs: 30 });
    const one = listener();
    await hub.follow(id, one);
    upload.link(0);
    await until(() => one.news.length === 2);
    upload.link(1);
    await until(() => one.news.length === 3);
    hub.close();
  });

  it("reads again after the line to the database was mended", async () => {
    const upload = rows();
    const { hub } = live(upload.read);
    const one = listener();
    await hub.follow(id, one);
    upload.link(0);
    hub.announceAll();
    await until(() => one.news.length === 2);
    hub.close();
  });

  it("goes on after a reading failed", async () => {
    const upload = rows();
    let broken = false;
    // Nothing but the announcement makes it read: that must not be lost with the reading that it led to.
    const { hub, failures } = live((asked) =>
      broken ? Promise.reject(new Error("database gone")) : upload.read(asked),
    );
    const one = listener();
    await hub.follow(id, one);
    broken = true;
    hub.announce(id);
    await until(() => failures.length > 0);
    broken = false;
    upload.link(0);
    await until(() => one.news.length === 2);
    hub.close();
  });

  it("reads one that is over now and then too: it may be withdrawn, and no announcement heard", async () => {
    const upload = rows();
    upload.settle();
    const { hub } = live(upload.read, { settledPollMs: 30 });
    const one = listener();
    await hub.follow(id, one);
    upload.link(0);
    await until(() => one.news.length === 2);
    upload.link(1);
    await until(() => one.news.length === 3);
    hub.close();
  });

  it("reads again for what is announced while it reads", async () => {
    const upload = rows();
    upload.settle();
    let gate: PromiseWithResolvers<void> | null = null;
    const { hub } = live(async (asked) => {
      const found = await upload.read(asked);
      await gate?.promise;
      return found;
    });
    const one = listener();
    await hub.follow(id, one);
    await until(() => upload.state.readings === 2);
    gate = Promise.withResolvers<void>();
    hub.announce(id);
    await until(() => upload.state.readings === 3);
    // The reading has seen the rows by now, and is not back yet.
    upload.link(0);
    hub.announce(id);
    gate.resolve();
    await until(() => one.news.length === 2);
    expect(one.positions()[1]).toEqual([0]);
    hub.close();
  });

  it("brings nothing after it was left, and is null where there is no such upload", async () => {
    const upload = rows();
    const { hub } = live(upload.read);
    const one = listener();
    const leave = await hub.follow(id, one);
    leave?.();
    const before = upload.state.readings;
    upload.link(0);
    hub.announce(id);
    await sleep(60);
    expect(one.news).toHaveLength(1);
    expect(upload.state.readings).toBe(before);
    upload.state.news = null;
    expect(await hub.follow(id, one)).toBeNull();
  });

  it("tells its followers when the server stops", async () => {
    const { hub } = live(rows().read);
    const one = listener();
    await hub.follow(id, one);
    hub.close();
    expect(one.state.ended).toBe(true);
  });
});
